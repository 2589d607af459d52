using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>
/// Forward-only scanner over UTF-8 XML that hands out spans of its own buffer. It checks neither well-formedness nor
/// namespaces (names are local names), because workbooks in the wild break both and still open in Excel. It knows no
/// document types: one with an internal subset is refused, so there are no entities to expand.
/// </summary>
internal sealed partial class XmlScanner : IDisposable
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
}
