using IntegrationHub.Adapters.Isolation;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Rows_that_run_ahead
{
    private const int Most = 256 << 10;

    [Fact]
    public void Arrive_as_they_were_written_whatever_the_pieces()
    {
        var random = new Random(20261122);
        var sent = new MemoryStream();
        var arrived = new MemoryStream();
        using (var ahead = new AheadStream(arrived, Most))
        {
            for (var i = 0; i < 400; i++)
            {
                var piece = new byte[random.Next(0, 20_000)];
                random.NextBytes(piece);
                sent.Write(piece);
                ahead.Write(piece);
                if (random.Next(3) == 0)
                {
                    ahead.Flush();
                }
            }
        }

        arrived.ToArray().ShouldBe(sent.ToArray());
    }

    [Fact]
    public void Wait_in_memory_only_up_to_the_bound()
    {
        using var gate = new ManualResetEventSlim(false);
        var slow = new Valve(gate);
        using var ahead = new AheadStream(slow, Most);
        var written = 0;
        var reader = new Thread(() =>
        {
            for (; written < 4 * Most; Interlocked.Add(ref written, 16 << 10))
            {
                ahead.Write(new byte[16 << 10]);
            }
        });
        reader.Start();

        SpinWait.SpinUntil(() => reader.ThreadState.HasFlag(ThreadState.WaitSleepJoin) && Volatile.Read(ref written) >= Most, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        Volatile.Read(ref written).ShouldBeLessThan(Most + (192 << 10));

        gate.Set();
        reader.Join(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Go_out_when_they_are_let_go_even_if_no_more_comes()
    {
        using var arrived = new Pool();
        using var ahead = new AheadStream(arrived, Most);

        ahead.Write("end"u8.ToArray());
        ahead.Flush();

        arrived.Bytes(3).ShouldBe("end"u8.ToArray());
    }

    [Fact]
    public void Stop_where_the_pipe_breaks()
    {
        using var ahead = new AheadStream(new Broken(), Most);

        Should.Throw<IOException>(() =>
        {
            while (true)
            {
                ahead.Write(new byte[64 << 10]);
            }
        }).Message.ShouldBe("the pipe is gone");
    }

    private class Sink : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);
    }

    private sealed class Valve(ManualResetEventSlim gate) : Sink
    {
        public override void Write(byte[] buffer, int offset, int count) => gate.Wait();
    }

    private sealed class Broken : Sink
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("the pipe is gone");
    }

    private sealed class Pool : Sink
    {
        private readonly object _gate = new();
        private readonly List<byte> _bytes = [];

        public override void Write(byte[] buffer, int offset, int count)
        {
            lock (_gate)
            {
                _bytes.AddRange(buffer.AsSpan(offset, count));
            }
        }

        public byte[] Bytes(int count)
        {
            SpinWait.SpinUntil(
                () =>
                {
                    lock (_gate)
                    {
                        return _bytes.Count >= count;
                    }
                },
                TimeSpan.FromSeconds(30)).ShouldBeTrue();
            lock (_gate)
            {
                return [.. _bytes];
            }
        }
    }
}
