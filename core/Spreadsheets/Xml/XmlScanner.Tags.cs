namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>Tags and their attributes. What strict parsers refuse is read as meant: no blank between attributes, values without quotes.</summary>
internal sealed partial class XmlScanner
{
    private XmlToken ReadEndTag()
    {
        int close;
        while ((close = new ReadOnlySpan<byte>(_buffer, _at, _end - _at).IndexOf((byte)'>')) < 0)
        {
            if (!FillTag())
            {
                _at = _end;
                return Token = XmlToken.Eof;
            }
        }

        var name = new ReadOnlySpan<byte>(_buffer, _at + 2, close - 2);
        var stop = name.IndexOfAny(" \n\r\t"u8);
        SetName(_at + 2, stop < 0 ? name.Length : stop);
        _at += close + 1;
        AttributeCount = 0;
        return Token = XmlToken.End;
    }

    private XmlToken ReadStartTag()
    {
        while (true)
        {
            var length = TryParseStartTag();
            if (length > 0)
            {
                _at += length;
                return Token = XmlToken.Start;
            }

            if (!FillTag())
            {
                _at = _end;
                return Token = XmlToken.Eof;
            }
        }
    }

    /// <summary>Parses the tag at the current place; returns its length, or 0 where the buffer ends inside it.</summary>
    private int TryParseStartTag()
    {
        var bytes = new ReadOnlySpan<byte>(_buffer, 0, _end);
        var i = _at + 1;
        while (i < bytes.Length && !IsNameEnd(bytes[i]))
        {
            i++;
        }

        var nameEnd = i;
        AttributeCount = 0;
        while (true)
        {
            while (i < bytes.Length && bytes[i] <= ' ')
            {
                i++;
            }

            if (i >= bytes.Length)
            {
                return 0;
            }

            if (bytes[i] == (byte)'>')
            {
                SetName(_at + 1, nameEnd - _at - 1);
                return i + 1 - _at;
            }

            if (bytes[i] == (byte)'/')
            {
                if (i + 1 >= bytes.Length)
                {
                    return 0;
                }

                if (bytes[i + 1] == (byte)'>')
                {
                    SetName(_at + 1, nameEnd - _at - 1);
                    _impliedEnd = true;
                    return i + 2 - _at;
                }

                i++;
                continue;
            }

            i = ParseAttribute(bytes, i);
            if (i < 0)
            {
                return 0;
            }
        }
    }

    private int ParseAttribute(ReadOnlySpan<byte> bytes, int i)
    {
        var name = i;
        var local = i;
        while (i < bytes.Length && bytes[i] != (byte)'=' && !IsNameEnd(bytes[i]))
        {
            if (bytes[i++] == (byte)':')
            {
                local = i;
            }
        }

        var nameLength = i - local;
        var isNamespace = local - name == 6 && bytes.Slice(name, 5).SequenceEqual("xmlns"u8);
        while (i < bytes.Length && bytes[i] <= ' ')
        {
            i++;
        }

        if (i >= bytes.Length)
        {
            return -1;
        }

        if (bytes[i] != (byte)'=')
        {
            // An attribute without a value, or a stray character that is passed over.
            return i == name ? i + 1 : i;
        }

        do
        {
            i++;
        }
        while (i < bytes.Length && bytes[i] <= ' ');
        if (i >= bytes.Length)
        {
            return -1;
        }

        int value, length;
        if (bytes[i] is (byte)'"' or (byte)'\'')
        {
            value = i + 1;
            length = bytes[value..].IndexOf(bytes[i]);
            if (length < 0)
            {
                return -1;
            }

            i = value + length + 1;
        }
        else
        {
            value = i;
            while (i < bytes.Length && bytes[i] > ' ' && bytes[i] != (byte)'>')
            {
                i++;
            }

            length = i - value;
        }

        if (!isNamespace && AttributeCount < MaxAttributes)
        {
            if (AttributeCount == _attributes.Length)
            {
                Array.Resize(ref _attributes, AttributeCount * 2);
            }

            _attributes[AttributeCount++] = new Slice(local, nameLength, value, length);
        }

        return i;
    }

    private void SetName(int start, int length)
    {
        var colon = new ReadOnlySpan<byte>(_buffer, start, length).IndexOf((byte)':');
        _start = start + colon + 1;
        _length = length - colon - 1;
    }

    private static bool IsNameEnd(byte b) => b <= ' ' || b is (byte)'>' or (byte)'/' or (byte)'=';

    private readonly record struct Slice(int Name, int NameLength, int Value, int ValueLength);
}
