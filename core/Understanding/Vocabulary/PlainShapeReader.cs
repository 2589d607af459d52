namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// Reads the shape that the shipped files keep: one key a line, each list on one line, words plain or in double quotes. It is many
/// times as fast as a YAML scanner, which would take most of the time of a start. Anything else makes it give up, and the file goes to
/// <see cref="VocabularyReader"/>; a test holds both to the same words.
/// </summary>
internal ref struct PlainShapeReader
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<VocabularyWord> _words = new(8192);
    private int _at;
    private int _line;
    private VocabularySection _section;
    private string? _target;
    private string? _language;
    private char? _decimalSeparator;
    private DateOrder? _dateOrder;
    private bool _headFirst;

    private PlainShapeReader(string text) => _text = text;

    /// <summary>The vocabulary; null where the text is of another shape or holds anything to complain about.</summary>
    public static LanguageVocabulary? TryRead(string text, string file)
    {
        var reader = new PlainShapeReader(text);
        while (reader._at < reader._text.Length)
        {
            if (!reader.ReadLine())
            {
                return null;
            }
        }

        return reader._language is null
            ? null
            : new LanguageVocabulary(
                file, reader._language, reader._decimalSeparator, reader._dateOrder, reader._headFirst, reader._words, [], Replace: false);
    }

    private bool ReadLine()
    {
        _line++;
        var start = _at;
        var length = _text[start..].IndexOf('\n');
        var end = length < 0 ? _text.Length : start + length;
        _at = end + 1;
        while (end > start && _text[end - 1] is ' ' or '\r')
        {
            end--;
        }

        var from = start;
        while (from < end && _text[from] == ' ')
        {
            from++;
        }

        if (from == end || _text[from] == '#')
        {
            return true;
        }

        var colon = _text[from..end].IndexOf(':');
        if (colon <= 0)
        {
            return false;
        }

        var key = Unquoted(_text.Slice(from, colon));
        var value = from + colon + 1;
        while (value < end && _text[value] == ' ')
        {
            value++;
        }

        return (from - start) switch
        {
            0 => ReadTop(key, start, value, end),
            2 => ReadTarget(key, start, value, end),
            4 => _target is not null && ReadStrongOrWeak(key, start, value, end) == end,
            _ => false,
        };
    }

    private bool ReadTop(string key, int start, int value, int end)
    {
        _target = null;
        if (VocabularyKeys.Sections.TryGetValue(key, out var section))
        {
            _section = (VocabularySection)section;
            return VocabularyKeys.HasKeys(_section) ? value == end : ReadList(string.Empty, WordStrength.Strong, start, value, end) == end;
        }

        var text = Unquoted(_text[value..end]);
        switch (key)
        {
            case VocabularyKeys.Language when text.Length is > 1 and < 20:
                _language = text;
                return true;
            case VocabularyKeys.DecimalSeparator when text is "." or ",":
                _decimalSeparator = text[0];
                return true;
            case VocabularyKeys.DateOrderKey when DateOrderOf(text) is { } order:
                _dateOrder = order;
                return true;
            case VocabularyKeys.Head when text is "first" or "last":
                _headFirst = text == "first";
                return true;
            default:
                return false;
        }
    }

    private static DateOrder? DateOrderOf(string text) => text switch
    {
        nameof(DateOrder.YMD) => DateOrder.YMD,
        nameof(DateOrder.DMY) => DateOrder.DMY,
        nameof(DateOrder.MDY) => DateOrder.MDY,
        _ => null,
    };

    private bool ReadTarget(string key, int start, int value, int end)
    {
        if (!VocabularyKeys.HasKeys(_section) || !VocabularyKeys.IsKnown(_section, key))
        {
            return false;
        }

        _target = key;
        if (value == end)
        {
            return _section == VocabularySection.Fields;
        }

        return _text[value] == '{'
            ? _section == VocabularySection.Fields && ReadBraces(start, value + 1, end)
            : ReadList(key, WordStrength.Strong, start, value, end) == end;
    }

    /// <summary><c>{ words: [...], weak: [...] }</c></summary>
    private readonly bool ReadBraces(int start, int at, int end)
    {
        while (true)
        {
            at = SkipBlanks(at, end);
            var colon = at < end ? _text[at..end].IndexOf(':') : -1;
            if (colon < 0)
            {
                return false;
            }

            at = ReadStrongOrWeak(_text.Slice(at, colon), start, SkipBlanks(at + colon + 1, end), end);
            if (at < 0)
            {
                return false;
            }

            at = SkipBlanks(at, end);
            if (at >= end || _text[at] is not (',' or '}'))
            {
                return false;
            }

            if (_text[at] == '}')
            {
                return at + 1 == end;
            }

            at++;
        }
    }

    private readonly int ReadStrongOrWeak(ReadOnlySpan<char> key, int start, int at, int end) => key switch
    {
        VocabularyKeys.Words => ReadList(_target!, WordStrength.Strong, start, at, end),
        VocabularyKeys.Weak => ReadList(_target!, WordStrength.Weak, start, at, end),
        _ => -1,
    };

    /// <summary>Reads one bracketed list; returns the place behind it, or -1 where the list is of another shape.</summary>
    private readonly int ReadList(string target, WordStrength strength, int start, int at, int end)
    {
        if (at >= end || _text[at] != '[')
        {
            return -1;
        }

        at++;
        var any = false;
        while (true)
        {
            at = SkipBlanks(at, end);
            if (at >= end)
            {
                return -1;
            }

            if (_text[at] == ']')
            {
                return any ? at + 1 : -1;
            }

            any = true;
            var column = at - start + 1;
            var word = _text[at] == '"' ? QuotedWord(ref at, end) : PlainWord(ref at, end);
            if (word is null)
            {
                return -1;
            }

            _words.Add(new VocabularyWord(_section, target, word, strength, _line, column));
            at = SkipBlanks(at, end);
            if (at >= end || _text[at] is not (',' or ']'))
            {
                return -1;
            }

            if (_text[at++] == ']')
            {
                return at;
            }
        }
    }

    private readonly string? QuotedWord(ref int at, int end)
    {
        var close = _text[(at + 1)..end].IndexOf('"');
        if (close <= 0)
        {
            return null;
        }

        var word = _text.Slice(at + 1, close);
        at += close + 2;
        return word.Contains('\\') || word.IsWhiteSpace() ? null : word.ToString();
    }

    private readonly string? PlainWord(ref int at, int end)
    {
        var length = _text[at..end].IndexOfAny(',', ']');
        if (length <= 0)
        {
            return null;
        }

        var word = _text.Slice(at, length).TrimEnd(' ');
        at += length;
        var odd = word.Length == 0
            || "&*!|>'\"%@`?-#".Contains(word[0], StringComparison.Ordinal)
            || word.IndexOfAny('[', '{', '}') >= 0
            || word.Contains(": ", StringComparison.Ordinal)
            || word.Contains(" #", StringComparison.Ordinal)
            || word[^1] == ':';
        return odd ? null : word.ToString();
    }

    private readonly int SkipBlanks(int at, int end)
    {
        while (at < end && _text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string Unquoted(ReadOnlySpan<char> text) =>
        (text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text).ToString();
}
