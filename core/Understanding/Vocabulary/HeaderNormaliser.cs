using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>One pass over a text that yields its keys, hints and tokens.</summary>
internal ref struct HeaderNormaliser
{
    private const int LongestText = 400; // a header is never longer; the rest of a pasted essay costs nothing

    private readonly StringBuilder _full = new();
    private readonly StringBuilder _key = new();
    private readonly StringBuilder _token = new();
    private readonly StringBuilder _hint = new();
    private readonly List<string> _tokens = [];
    private readonly List<string> _hints = [];
    private int _depth;
    private char _previous;
    private int _run;
    private string _sign = string.Empty;
    private Script _script;

    public HeaderNormaliser()
    {
    }

    public static HeaderText Normalise(string text)
    {
        var whole = One(text);
        var pieces = HeaderPieces.Of(Fold(text));
        if (pieces.Count < 2)
        {
            return whole;
        }

        var parts = new List<HeaderText>(pieces.Count);
        foreach (var piece in pieces)
        {
            var part = One(piece);
            if (!part.IsEmpty)
            {
                parts.Add(part);
            }
        }

        return parts.Count < 2
            ? whole
            : new HeaderText(text, whole.FullKey, whole.Key, [.. whole.Hints], [.. whole.Tokens], [.. parts]);
    }

    public static string KeyOf(string text)
    {
        var folded = Fold(text);
        Span<char> key = stackalloc char[folded.Length * 2];
        var length = 0;
        var previous = '\0';
        var run = 0;
        foreach (var c in folded)
        {
            if (c == '$' && run is 1 or 2)
            {
                length -= run;
            }

            length += Put(key[length..], c, previous);
            run = char.IsAsciiLetterUpper(c) ? run + 1 : 0;
            previous = Before(c, previous);
        }

        return folded.AsSpan().SequenceEqual(key[..length]) ? folded : key[..length].ToString();
    }

    private static HeaderText One(string text)
    {
        var pass = new HeaderNormaliser();
        foreach (var c in Fold(text))
        {
            pass.Take(c);
        }

        return pass.Finish(text);
    }

    internal static string FoldForCodes(string text) => Fold(text);

    /// <summary>NFKC that never throws: a lone surrogate from a damaged file becomes a blank.</summary>
    private static string Fold(string text)
    {
        if (text.Length > LongestText)
        {
            text = text[..LongestText];
        }

        return FoldsToItself(text) ? text : WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormKC);
    }

    /// <summary>True where every letter is of a range that NFKC leaves alone; spares nearly every word the costly call.</summary>
    private static bool FoldsToItself(string text)
    {
        foreach (var c in text)
        {
            var stable = c is < '\u00A0'
                or (>= '\u00C0' and < '\u0132')
                or (>= '\u0141' and < '\u0149')
                or (>= '\u014A' and < '\u017F')
                or (>= '\u0400' and < '\u0460')
                or (>= '\u1EA0' and < '\u1F00')
                or (>= '\u3041' and < '\u3097')
                or (>= '\u30A1' and < '\u30FB')
                or '\u30FC' or '\u3005'
                or (>= '\u4E00' and < '\uA000')
                or (>= '\uAC00' and < '\uD7A4');
            if (!stable)
            {
                return false;
            }
        }

        return true;
    }

    private static string WithoutLoneSurrogates(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            return string.Concat(text.EnumerateRunes().Select(r => r == Rune.ReplacementChar ? " " : r.ToString()));
        }

        return text;
    }

    private static bool Counts(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '%' || IsMark(c);

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>An accent without a letter before it: it would settle on whatever comes to stand there, so it does not count.</summary>
    private static bool IsOrphan(char c, char previous) => c >= '\u0300' && !Counts(previous) && IsMark(c);

    private static char Before(char c, char previous) => IsOrphan(c, previous) ? '\0' : c;

    private static bool Opens(char c) => c is '(' or '[' or '{' or '<' or '【' or '〔' or '「' or '『' or '〈' or '《' or '〖';

    private static bool Closes(char c) => c is ')' or ']' or '}' or '>' or '】' or '〕' or '」' or '』' or '〉' or '》' or '〗';

    /// <summary>Writes what one character is worth in a key, at most two letters. "#" and "n°" are "no": PO# = PO No.</summary>
    private static int Put(Span<char> key, char c, char previous)
    {
        if (Counts(c))
        {
            if (IsOrphan(c, previous))
            {
                return 0;
            }

            key[0] = char.ToLowerInvariant(c);
            return 1;
        }

        if (c == '#')
        {
            key[0] = 'n';
            key[1] = 'o';
            return 2;
        }

        if (c == '°' && previous is 'n' or 'N')
        {
            key[0] = 'o';
            return 1;
        }

        return 0;
    }

    private static void AppendTo(StringBuilder key, char c, char previous)
    {
        Span<char> letters = stackalloc char[2];
        key.Append(letters[..Put(letters, c, previous)]);
    }

    private void Take(char c)
    {
        if (c == '$' && _run is 1 or 2)
        {
            TakeBackSign();
        }

        _run = char.IsAsciiLetterUpper(c) ? _run + 1 : 0;
        if (Opens(c))
        {
            EndToken();
            EndHint();
            _depth++;
        }
        else if (Closes(c) && _depth > 0)
        {
            EndHint();
            _depth--;
        }
        else if (_depth > 0)
        {
            _hint.Append(c);
            AppendTo(_full, c, _previous);
        }
        else
        {
            TakeOutside(c);
        }

        _previous = Before(c, _previous);
    }

    /// <summary>R$, US$, NT$: the letters belong to the sign, not to the word before it.</summary>
    private void TakeBackSign()
    {
        _full.Length -= _run;
        if (_depth == 0)
        {
            _key.Length -= _run;
            _sign = _token.ToString(_token.Length - _run, _run).ToUpperInvariant();
            _token.Length -= _run;
        }
    }

    private void TakeOutside(char c)
    {
        if (char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol)
        {
            EndToken();
            _hints.Add(_sign + c);
            _sign = string.Empty;
            return;
        }

        AppendTo(_full, c, _previous);
        AppendTo(_key, c, _previous);
        if (!Counts(c) && c is not '#' and not '°')
        {
            // Q.tà, U.M., N.º: the dots of abbreviations do not end a token, those before a capital word or a blank do.
            if (c is not '.' and not '\'' and not '’')
            {
                EndToken();
            }

            return;
        }

        var script = Scripts.Of(c);
        var newWord = char.IsUpper(c) && char.IsLower(_previous);
        if (newWord || (script != Script.None && _script != Script.None && script != _script))
        {
            EndToken();
        }

        _script = script == Script.None ? _script : script;
        AppendTo(_token, c, _previous);
    }

    private void EndToken()
    {
        // A token may be nothing but an accent, of which no plain letter is left.
        if (_token.Length > 0 && PlainLetters.Of(_token.ToString()) is { Length: > 0 } token)
        {
            _tokens.Add(token);
        }

        _token.Clear();

        _script = Script.None;
    }

    private void EndHint()
    {
        var hint = _hint.ToString().Trim();
        if (hint.Length > 0)
        {
            _hints.Add(hint);
        }

        _hint.Clear();
    }

    private HeaderText Finish(string text)
    {
        EndToken();
        EndHint();
        var full = _full.ToString();
        var key = _key.Length == full.Length ? full : _key.ToString();

        // 【订单编号】: all of it in brackets is no remark but the header itself.
        if (key.Length == 0 && full.Length > 0)
        {
            key = full;
            _tokens.AddRange(_hints.Select(h => PlainLetters.Of(KeyOf(h))).Where(t => t.Length > 0));
            _hints.Clear();
        }

        return new HeaderText(text, full, key, [.. _hints], [.. _tokens], []);
    }
}
