using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>
/// Forward-only scanner over UTF-8 XML that hands out spans of its own buffer. It checks neither well-formedness nor
/// namespaces (names are local names), because workbooks in the wild break both and still open in Excel. It knows no
/// document types: one with an internal subset is refused, so there are no entities to expand.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private const int MaxTagBytes = 1 << 20;
    private const int MaxAttributes = 256;
    private readonly Stream _source;
    private readonly ReadBudget _budget;
    private Slice[] _attributes = new Slice[16];
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private int _start;
    private int _length;
    private bool _sourceEnded;
    private bool _impliedEnd;
    private bool _again;

    public XmlScanner(Stream source, ReadBudget budget)
        : this(budget, XmlEncoding.ToUtf8(source))
    {
    }

    private XmlScanner(ReadBudget budget, Stream utf8)
    {
        _budget = budget;
        _source = utf8;
    }

    public XmlToken Token { get; private set; }

    public bool IsCData { get; private set; }

    public int AttributeCount { get; private set; }

    /// <summary>Local name of the element, or the raw bytes of the text.</summary>
    public ReadOnlySpan<byte> Span => new(_buffer, _start, _length);

    public bool Is(ReadOnlySpan<byte> localName) => Span.SequenceEqual(localName);

    public ReadOnlySpan<byte> AttributeName(int index) => new(_buffer, _attributes[index].Name, _attributes[index].NameLength);

    public ReadOnlySpan<byte> AttributeValue(int index) => new(_buffer, _attributes[index].Value, _attributes[index].ValueLength);

    /// <summary>Raw value of the attribute with this local name; default when absent.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> localName)
    {
        for (var i = 0; i < AttributeCount; i++)
        {
            if (AttributeName(i).SequenceEqual(localName))
            {
                return AttributeValue(i);
            }
        }

        return default;
    }

    public bool HasAttribute(ReadOnlySpan<byte> localName)
    {
        for (var i = 0; i < AttributeCount; i++)
        {
            if (AttributeName(i).SequenceEqual(localName))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Decoded value of the attribute; null when absent.</summary>
    public string? AttributeText(ReadOnlySpan<byte> localName) =>
        HasAttribute(localName) ? XmlText.Decode(Attribute(localName)) : null;

    /// <summary>A scanner over bytes that are UTF-8 already, whatever a declaration in them says.</summary>
    public static XmlScanner OverUtf8(Stream source, ReadBudget budget) => new(budget, source);

    /// <summary>Makes the next <see cref="Read"/> return the current token once more.</summary>
    public void Unread() => _again = true;

    public XmlToken Read()
    {
        if (_again)
        {
            _again = false;
            return Token;
        }

        if (_impliedEnd)
        {
            _impliedEnd = false;
            AttributeCount = 0;
            return Token = XmlToken.End;
        }

        while (true)
        {
            if (_at == _end && !Fill(_at))
            {
                return Token = XmlToken.Eof;
            }

            if (_buffer[_at] != (byte)'<')
            {
                return ReadText();
            }

            if (_at + 1 == _end && !Fill(_at))
            {
                return TakeText(_end - _at);
            }

            var next = _buffer[_at + 1];
            if (next == (byte)'/')
            {
                return ReadEndTag();
            }

            if (next == (byte)'!')
            {
                if (ReadDeclaration())
                {
                    return Token;
                }
            }
            else if (next == (byte)'?')
            {
                SkipPast("?>"u8, 2);
            }
            else if (next is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_' or (byte)':' or >= 0x80)
            {
                return ReadStartTag();
            }
            else
            {
                return TakeText(1);
            }
        }
    }

    /// <summary>Passes over the current element with all its content.</summary>
    public void Skip()
    {
        for (var depth = 1; depth > 0;)
        {
            switch (Read())
            {
                case XmlToken.Start:
                    depth++;
                    break;
                case XmlToken.End:
                    depth--;
                    break;
                case XmlToken.Eof:
                    return;
            }
        }
    }

    /// <summary>Passes over raw content (scripts, styles) up to the mark, which is given in lower case ASCII.</summary>
    public void SkipRawTo(ReadOnlySpan<byte> mark)
    {
        _impliedEnd = false;
        while (true)
        {
            var rest = new ReadOnlySpan<byte>(_buffer, _at, _end - _at);
            for (var found = rest.IndexOf((byte)'<'); found >= 0 && found + mark.Length <= rest.Length;)
            {
                if (Ascii.EqualsIgnoreCase(rest.Slice(found, mark.Length), mark))
                {
                    _at += found;
                    return;
                }

                var next = rest[(found + 1)..].IndexOf((byte)'<');
                found = next < 0 ? -1 : found + 1 + next;
            }

            _at = Math.Max(_at, _end - mark.Length + 1);
            if (!Fill(_at))
            {
                _at = _end;
                return;
            }
        }
    }

    public void Dispose() => _source.Dispose();

    private XmlToken ReadText()
    {
        var found = new ReadOnlySpan<byte>(_buffer, _at, _end - _at).IndexOf((byte)'<');
        while (found < 0 && (_at > 0 || _end < _buffer.Length))
        {
            var seen = _end - _at;
            if (!Fill(_at))
            {
                return TakeText(_end - _at);
            }

            found = new ReadOnlySpan<byte>(_buffer, _at + seen, _end - _at - seen).IndexOf((byte)'<');
            found = found < 0 ? found : found + seen;
        }

        return TakeText(found >= 0 ? found : XmlText.WholeLength(new ReadOnlySpan<byte>(_buffer, _at, _end - _at)));
    }

    private XmlToken TakeText(int length)
    {
        _start = _at;
        _length = length;
        _at += length;
        IsCData = false;
        AttributeCount = 0;
        return Token = XmlToken.Text;
    }

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

    /// <summary>Handles <c>&lt;!</c>: true where it produced a text token (CDATA), false where it was passed over.</summary>
    private bool ReadDeclaration()
    {
        while (_end - _at < 9 && Fill(_at))
        {
        }

        var rest = new ReadOnlySpan<byte>(_buffer, _at, _end - _at);
        if (rest.StartsWith("<!--"u8))
        {
            SkipPast("-->"u8, 4);
            return false;
        }

        if (rest.StartsWith("<![CDATA["u8))
        {
            _at += 9;
            ReadCData();
            return true;
        }

        if (rest.Length >= 9 && rest[2..9].SequenceEqual("DOCTYPE"u8))
        {
            while (true)
            {
                rest = new ReadOnlySpan<byte>(_buffer, _at, _end - _at);
                var close = rest.IndexOfAny((byte)'>', (byte)'[');
                if (close >= 0 && rest[close] == (byte)'[')
                {
                    throw ReadBudget.Stop(WorkbookFindings.DocumentType);
                }

                if (close >= 0)
                {
                    _at += close + 1;
                    return false;
                }

                if (!FillTag())
                {
                    _at = _end;
                    return false;
                }
            }
        }

        SkipPast(">"u8, 2);
        return false;
    }

    private void ReadCData()
    {
        int found;
        while ((found = new ReadOnlySpan<byte>(_buffer, _at, _end - _at).IndexOf("]]>"u8)) < 0)
        {
            if (!FillTag())
            {
                found = _end - _at;
                TakeText(found);
                IsCData = true;
                return;
            }
        }

        TakeText(found);
        _at += 3;
        IsCData = true;
    }

    private void SkipPast(ReadOnlySpan<byte> mark, int from)
    {
        _at = Math.Min(_end, _at + from);
        int found;
        while ((found = new ReadOnlySpan<byte>(_buffer, _at, _end - _at).IndexOf(mark)) < 0)
        {
            // Keep what may be the mark's beginning; the rest of a long comment needs no buffer.
            _at = Math.Max(_at, _end - mark.Length + 1);
            if (!Fill(_at))
            {
                _at = _end;
                return;
            }
        }

        _at += found + mark.Length;
    }

    private void SetName(int start, int length)
    {
        var colon = new ReadOnlySpan<byte>(_buffer, start, length).IndexOf((byte)':');
        _start = start + colon + 1;
        _length = length - colon - 1;
    }

    private static bool IsNameEnd(byte b) => b <= ' ' || b is (byte)'>' or (byte)'/' or (byte)'=';

    private bool FillTag()
    {
        if (_at == 0 && _end == _buffer.Length)
        {
            if (_buffer.Length >= MaxTagBytes)
            {
                throw ReadBudget.TooLarge("an XML tag", "1 MB");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return Fill(_at);
    }

    /// <summary>Moves what is kept to the front and reads on; false at the end of the source.</summary>
    private bool Fill(int keepFrom)
    {
        var kept = _end - keepFrom;
        if (_sourceEnded || kept == _buffer.Length)
        {
            return false;
        }

        _budget.Tick();
        if (keepFrom > 0)
        {
            Buffer.BlockCopy(_buffer, keepFrom, _buffer, 0, kept);
            _at -= keepFrom;
            _end = kept;
        }

        var read = _source.Read(_buffer, _end, _buffer.Length - _end);
        _sourceEnded = read == 0;
        _end += read;
        return read > 0;
    }

    private readonly record struct Slice(int Name, int NameLength, int Value, int ValueLength);
}
