using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>Records of a binary part of .xlsb (MS-XLSB 2.1.4): a type and a length of seven bits per byte, then the body.</summary>
internal sealed class Biff12Records(Stream source, ReadBudget budget) : IDisposable
{
    private const int MaxRecord = 4 << 20;
    private byte[] _body = new byte[1024];
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;

    public int Type { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Body => new(_body, 0, Length);

    public bool Read()
    {
        if (!TryByte(out var first))
        {
            return false;
        }

        Type = first;
        if ((first & 0x80) != 0)
        {
            if (!TryByte(out var second))
            {
                return false;
            }

            Type = (first & 0x7F) | ((second & 0x7F) << 7);
        }

        Length = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (!TryByte(out var next))
            {
                return false;
            }

            Length |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                break;
            }
        }

        if (Length > MaxRecord)
        {
            throw ReadBudget.TooLarge("a record", "单条记录", "4 MB");
        }

        if (Length > _body.Length)
        {
            _body = new byte[Math.Max(Length, _body.Length * 2)];
        }

        return Take(_body.AsSpan(0, Length));
    }

    public int Int32(int at) => at + 4 <= Length ? BinaryPrimitives.ReadInt32LittleEndian(Body[at..]) : 0;

    public double Double(int at) => at + 8 <= Length ? BinaryPrimitives.ReadDoubleLittleEndian(Body[at..]) : 0;

    /// <summary>A length-prefixed UTF-16 string; empty where it does not fit the record.</summary>
    public string Text(int at, out int next)
    {
        var characters = Int32(at);
        next = at + 4;
        if (characters <= 0 || characters > (Length - at - 4) / 2)
        {
            return string.Empty;
        }

        next += characters * 2;
        return Encoding.Unicode.GetString(Body.Slice(at + 4, characters * 2));
    }

    public void Dispose() => source.Dispose();

    private bool TryByte(out int value)
    {
        if (_at == _end && !Fill())
        {
            value = 0;
            return false;
        }

        value = _buffer[_at++];
        return true;
    }

    private bool Take(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_at == _end && !Fill())
            {
                return false;
            }

            var part = Math.Min(target.Length, _end - _at);
            _buffer.AsSpan(_at, part).CopyTo(target);
            _at += part;
            target = target[part..];
        }

        return true;
    }

    private bool Fill()
    {
        budget.Tick();
        _at = 0;
        _end = source.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }
}
