using System.IO.Compression;
using System.IO.Hashing;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>
/// An inflating part whose output is counted against the budget and whose checksum is compared at the end: a flipped bit can
/// change a digit without breaking the compression or the XML.
/// </summary>
internal sealed class PartStream : Stream
{
    private readonly ZipEntry _entry;
    private readonly FileSlice _raw;
    private readonly ReadBudget _budget;
    private readonly Stream _inflated;
    private readonly Crc32 _crc = new();
    private long _out;

    public PartStream(ZipEntry entry, FileSlice raw, ReadBudget budget)
    {
        _entry = entry;
        _raw = raw;
        _budget = budget;
        _inflated = entry.Method switch
        {
            0 => raw,
            8 => new DeflateStream(raw, CompressionMode.Decompress),
            var method => throw ReadBudget.Stop(WorkbookFindings.NotSupported, $"a zip with compression method {method}", $"使用压缩方式 {method} 的 zip"),
        };
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _out;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
        {
            return 0;
        }

        var read = _inflated.Read(buffer);
        if (read > 0)
        {
            _out += read;
            _budget.CountInflated(read, _out, _raw.Position);
            _crc.Append(buffer[..read]);
        }
        else if (_crc.GetCurrentHashAsUInt32() != _entry.Crc)
        {
            throw ReadBudget.Damaged($"the checksum of {_entry.Name} is wrong", $"{_entry.Name} 校验和错误");
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflated.Dispose();
        }

        base.Dispose(disposing);
    }
}
