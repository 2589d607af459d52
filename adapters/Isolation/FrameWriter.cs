using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>Builds frames: kind, length, body. Numbers are little-endian or seven bits per byte.</summary>
internal sealed class FrameWriter(Stream target)
{
    private const int HeaderLength = 5;
    private byte[] _buffer = new byte[1 << 16];
    private int _at = HeaderLength;

    /// <summary>Bytes in the frame so far.</summary>
    public int Length => _at - HeaderLength;

    public void Send(FrameKind kind)
    {
        _buffer[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(1), Length);
        target.Write(_buffer, 0, _at);
        target.Flush();
        _at = HeaderLength;
    }

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_at++] = value;
    }

    public void Number(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_at++] = (byte)value;
    }

    public void Fixed(long value)
    {
        Reserve(8);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_at), value);
        _at += 8;
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        // UTF-8 rather than UTF-16: most cells are ASCII and the pipe is the narrow place.
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 0x7E)
        {
            Reserve(most + 1);
            var length = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_at + 1));
            _buffer[_at] = (byte)(length + 1);
            _at += length + 1;
            return;
        }

        var count = Encoding.UTF8.GetByteCount(text);
        Number((ulong)count + 1);
        Reserve(count);
        _at += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_at));
    }

    public void Finding(Finding finding)
    {
        Text(finding.Code);
        Byte((byte)finding.Severity);
        Text(finding.Message);
        Text(finding.MessageZh);
        Text(finding.Where);
        Text(finding.Field);
    }

    private void Reserve(int bytes)
    {
        if (_at + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _at + bytes));
        }
    }
}
