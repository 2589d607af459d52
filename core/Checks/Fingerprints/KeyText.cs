using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Checks.Fingerprints;

/// <summary>
/// Text brought to the one form under which two people's spellings of the same thing meet: NFKC, upper case, no blanks.
/// A name also loses its punctuation, but keeps its company form: "Müller GmbH" and "Müller AG" are two companies.
/// </summary>
internal ref struct KeyText
{
    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;

    public KeyText(Span<char> initial) => _buffer = initial;

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    /// <summary>Starts over in the same buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>A letter that says what follows, or a mark between parts.</summary>
    public void Mark(char mark)
    {
        Reserve(1);
        Put(mark);
    }

    /// <summary>Appends a number or code: punctuation stays, every kind of dash is one dash.</summary>
    public void Code(string? text) => Append(text, keepPunctuation: true);

    /// <summary>Appends a name: letters, digits and combining marks only.</summary>
    public void Name(string? text) => Append(text, keepPunctuation: false);

    /// <summary>Appends characters exactly.</summary>
    public void Exact(scoped ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>True where both texts are the same code, or both say nothing.</summary>
    public static bool SameCode(string? a, string? b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return true;
        }

        using var left = new KeyText(stackalloc char[128]);
        using var right = new KeyText(stackalloc char[128]);
        left.Code(a);
        right.Code(b);
        return left.Written.SequenceEqual(right.Written);
    }

    /// <summary>The code's normal form as a string; empty where the text says nothing.</summary>
    public static string OfCode(string? text)
    {
        using var key = new KeyText(stackalloc char[128]);
        key.Code(text);
        return key.Written.ToString();
    }

    /// <summary>The name's normal form as a string; empty where the text says nothing.</summary>
    public static string OfName(string? text)
    {
        using var key = new KeyText(stackalloc char[128]);
        key.Name(text);
        return key.Written.ToString();
    }

    private void Append(string? text, bool keepPunctuation)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        ReadOnlySpan<char> source = IsNormal(text) ? text : Normalise(text);
        Reserve(source.Length);
        foreach (var c in source)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                Put(c is >= 'a' and <= 'z' ? (char)(c - 32) : c);
            }
            else if (IsIdeographOrSyllable(c))
            {
                Put(c);
            }
            else if (Keep(c, keepPunctuation) is var kept && kept != '\0')
            {
                Put(kept);
            }
        }
    }

    private static char Keep(char c, bool keepPunctuation)
    {
        switch (char.GetUnicodeCategory(c))
        {
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control or UnicodeCategory.Format:
                return '\0';
            case UnicodeCategory.DashPunctuation:
                return keepPunctuation ? '-' : '\0';
            case UnicodeCategory.ConnectorPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
                or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation
                or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol
                or UnicodeCategory.OtherSymbol:
                return keepPunctuation ? c : '\0';
            default:
                return char.ToUpperInvariant(c);
        }
    }

    /// <summary>True for ranges that NFKC leaves as they are, which is nearly all text that orders carry.</summary>
    private static bool IsNormal(string text)
    {
        foreach (var c in text)
        {
            var inert = c < 0x80 || IsIdeographOrSyllable(c)
                || c is >= '\u00C0' and <= '\u00FF' or >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FA' or >= '\u0410' and <= '\u044F';
            if (!inert)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Han and Hangul: letters without case, which every key keeps as they are.</summary>
    private static bool IsIdeographOrSyllable(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3';

    private static string Normalise(string text)
    {
        // A lone surrogate makes normalisation throw; such text is compared as it stands.
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return text;
            }

            i++;
        }

        return text.Normalize(NormalizationForm.FormKC);
    }

    private void Put(char c) => _buffer[_length++] = c;

    private void Reserve(int more)
    {
        if (_length + more > _buffer.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(256, Math.Max(_buffer.Length * 2, _length + more)));
            _buffer[.._length].CopyTo(larger);
            Dispose();
            _rented = larger;
            _buffer = larger;
        }
    }
}
