using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>Reads frames that a <see cref="FrameWriter"/> built. A reading process has met hostile bytes: nothing it sends is trusted.</summary>
internal sealed class FrameReader(Stream source)
{
    private const int MaxFrame = 64 << 20;
    private readonly byte[] _header = new byte[5];
    private byte[] _body = new byte[1 << 16];
    private int _at;
    private int _length;

    public FrameKind Kind { get; private set; }

    public bool AtEnd => _at >= _length;

    /// <summary>Reads the next frame; false where the other side has closed.</summary>
    public bool Read()
    {
        _at = _length = 0;
        if (source.ReadAtLeast(_header, _header.Length, false) < _header.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(1));
        if (length is < 0 or > MaxFrame)
        {
            throw new InvalidDataException("frame length");
        }

        if (length > _body.Length)
        {
            _body = new byte[Math.Max(length, _body.Length * 2)];
        }

        Kind = (FrameKind)_header[0];
        _length = length;
        return source.ReadAtLeast(_body.AsSpan(0, length), length, false) == length;
    }

    public byte Byte() => _at < _length ? _body[_at++] : throw new InvalidDataException("frame cut off");

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("number too long");
    }

    public int Int32() => (int)Math.Min(Number(), int.MaxValue);

    public long Fixed()
    {
        if (_at + 8 > _length)
        {
            throw new InvalidDataException("frame cut off");
        }

        _at += 8;
        return BinaryPrimitives.ReadInt64LittleEndian(_body.AsSpan(_at - 8));
    }

    public string? Text()
    {
        var length = Int32() - 1;
        if (length < 0)
        {
            return null;
        }

        if (length > _length - _at)
        {
            throw new InvalidDataException("frame cut off");
        }

        _at += length;
        return Encoding.UTF8.GetString(_body, _at - length, length);
    }

    public Finding Finding()
    {
        var code = Text() ?? string.Empty;
        var severity = (Severity)Byte();
        return new Finding(code, severity, Text() ?? string.Empty, Text() ?? string.Empty, Text(), Text());
    }
}
