using Xunit;
using IntegrationHub.Sandbox.Flat;
using IntegrationHub.Sandbox.Orders;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

/// <summary>The heap is the whole process's, so nothing else may run beside.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class Big_workbooks
{
    [Fact]
    public void Memory_does_not_grow_with_rows()
    {
        FlatWorkbook.Write(Stream.Null, 20_000, "zh", 1, OrderWorkbooks.DefaultToday);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var probe = new ProbeStream(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)));

        FlatWorkbook.Write(probe, 60_000, "zh", 1, OrderWorkbooks.DefaultToday);

        most.ShouldBeGreaterThan(0);
        (most - before).ShouldBeLessThan(20L << 20);
    }

    /// <summary>Takes the bytes away and looks at the heap every megabyte.</summary>
    private sealed class ProbeStream(Action probe) : Stream
    {
        private long _length;
        private long _next = 1 << 20;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _length += count;
            if (_length >= _next)
            {
                _next += 1 << 20;
                probe();
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
