namespace IntegrationHub.Adapters.Store;

/// <summary>A document's bytes, read part by part: memory holds one part at a time.</summary>
internal sealed class PartStream(long length, Func<int, byte[]?> read) : Stream
{
    private byte[]? _part = [];
    private int _next, _at;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_part is not null && _at == _part.Length)
        {
            (_part, _at) = (read(_next++), 0);
        }

        if (_part is null)
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _part.Length - _at);
        _part.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
