using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>
/// Reads a format code (ECMA-376 part 1, 18.8.31) once: what stands in quotes, brackets or behind a backslash is literal, so
/// that <c>0"PCs"</c> is no date although it holds an s.
/// </summary>
internal static class NumberFormatClassifier
{
    /// <summary>Classifies a code; null for General and codes that say nothing.</summary>
    public static NumberFormat? Classify(string? code)
    {
        if (string.IsNullOrWhiteSpace(code) || code.Length > 1024)
        {
            return null;
        }

        var scan = new Scan(code);
        if (scan is { IsPlainGeneral: true, Suffix.Length: 0, Prefix.Length: 0 })
        {
            return null;
        }

        var isDate = scan.HasDate;
        var isTime = !isDate && scan.HasTime;
        if (isDate || isTime)
        {
            return new NumberFormat(code) { IsDate = isDate, IsTime = isTime };
        }

        var suffix = Literal(scan.Suffix);
        var prefix = Literal(scan.Prefix);
        var currency = CurrencySymbol.Find(scan.Symbol, scan.Locale)
            ?? CurrencySymbol.Find(suffix, scan.Locale)
            ?? CurrencySymbol.Find(prefix, scan.Locale);
        return new NumberFormat(code)
        {
            IsPercent = scan.HasPercent,
            Suffix = CurrencySymbol.IsSymbol(suffix) ? null : suffix,
            Prefix = CurrencySymbol.IsSymbol(prefix) ? null : prefix,
            Currency = currency,
            Decimals = scan.Digits == 0 ? null : scan.Decimals,
            ZeroPadding = scan is { Digits: > 1, OnlyZeros: true } ? scan.Digits : 0,
        };
    }

    private static string? Literal(StringBuilder text)
    {
        var trimmed = text.ToString().Trim().Trim('\u00A0');
        return trimmed.Length == 0 || trimmed is "-" or "(" or ")" or "+" ? null : trimmed;
    }

    /// <summary>One pass over the first section, the one for positive numbers.</summary>
    private sealed class Scan
    {
        private bool _point;

        public Scan(string code)
        {
            var i = 0;
            while (i < code.Length && code[i] != ';')
            {
                i = Step(code, i);
            }
        }

        public bool HasDate { get; private set; }

        public bool HasTime { get; private set; }

        public bool HasPercent { get; private set; }

        public bool IsPlainGeneral { get; private set; }

        public bool OnlyZeros { get; private set; } = true;

        public int Digits { get; private set; }

        public int Decimals { get; private set; }

        public StringBuilder Prefix { get; } = new();

        public StringBuilder Suffix { get; } = new();

        public string? Symbol { get; private set; }

        public int Locale { get; private set; }

        private int Step(string code, int i)
        {
            switch (code[i])
            {
                case '"':
                    var quote = code.IndexOf('"', i + 1);
                    quote = quote < 0 ? code.Length : quote;
                    AddLiteral(code.AsSpan(i + 1, quote - i - 1));
                    return quote + 1;
                case '\\':
                case '!':
                    AddLiteral(code.AsSpan(Math.Min(i + 1, code.Length), i + 1 < code.Length ? 1 : 0));
                    return i + 2;
                case '_':
                case '*':
                    return i + 2;
                case '[':
                    return Bracket(code, i);
                case '0' or '#' or '?':
                    Digits++;
                    Decimals += _point ? 1 : 0;
                    OnlyZeros &= code[i] == '0' && !_point && Suffix.Length == 0;
                    return i + 1;
                case '.':
                    _point = true;
                    OnlyZeros &= Digits == 0 || HasDate || HasTime;
                    return i + 1;
                case ',' or '/':
                    OnlyZeros = false;
                    return i + 1;
                case '%' or '‰':
                    HasPercent = true;
                    return i + 1;
                case 'E' or 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-':
                    OnlyZeros = false;
                    return i + 2;
                default:
                    return Letter(code, i);
            }
        }

        private int Letter(string code, int i)
        {
            var rest = code.AsSpan(i);
            foreach (var general in (ReadOnlySpan<string>)["General", "Standard", "G/通用格式", "G/標準", "G/표준"])
            {
                if (rest.StartsWith(general, StringComparison.OrdinalIgnoreCase))
                {
                    IsPlainGeneral = true;
                    Digits++;
                    OnlyZeros = false;
                    Decimals = 0;
                    return i + general.Length;
                }
            }

            foreach (var noon in (ReadOnlySpan<string>)["AM/PM", "A/P", "上午/下午", "오전/오후", "午前/午後"])
            {
                if (rest.StartsWith(noon, StringComparison.OrdinalIgnoreCase))
                {
                    HasTime = true;
                    return i + noon.Length;
                }
            }

            var run = 1;
            while (i + run < code.Length && char.ToLowerInvariant(code[i + run]) == char.ToLowerInvariant(code[i]))
            {
                run++;
            }

            switch (char.ToLowerInvariant(code[i]))
            {
                case 'y' or 'd' or 'e' or 'g' or 'b' when Digits == 0 || HasTime:
                    HasDate = true;
                    return i + run;
                case 'm' when Digits == 0 || HasTime:
                    // Months, unless hours or seconds stand beside them.
                    HasTime |= IsMinutes(code, i, run);
                    HasDate |= !IsMinutes(code, i, run);
                    return i + run;
                case 'h' or 's' when Digits == 0 || HasTime:
                    HasTime = true;
                    return i + run;
                case ' ' or '-' or '+' or '(' or ')' or '@' or ':':
                    AddLiteral(code.AsSpan(i, run));
                    return i + run;
                default:
                    AddLiteral(code.AsSpan(i, run));
                    return i + run;
            }
        }

        private static bool IsMinutes(string code, int i, int run)
        {
            if (run > 2)
            {
                return false;
            }

            var before = i - 1;
            while (before >= 0 && code[before] is ':' or ' ' or ']' or '时' or '時' or '"' or '\\' or '.')
            {
                before--;
            }

            var after = i + run;
            while (after < code.Length && code[after] is ':' or ' ' or '分' or '"' or '\\')
            {
                after++;
            }

            return (before >= 0 && code[before] is 'h' or 'H') || (after < code.Length && code[after] is 's' or 'S');
        }

        private int Bracket(string code, int i)
        {
            var close = code.IndexOf(']', i);
            if (close < 0)
            {
                return code.Length;
            }

            var inside = code.AsSpan(i + 1, close - i - 1);
            if (inside.Length > 0 && inside[0] == '$')
            {
                var dash = inside.LastIndexOf('-');
                Symbol = (dash < 0 ? inside[1..] : inside[1..Math.Max(1, dash)]).Trim().ToString();
                if (dash >= 0 && uint.TryParse(inside[(dash + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var locale))
                {
                    Locale = (int)(locale & 0xFFFF);
                    // System long date and time formats carry no letters that count.
                    HasDate |= locale == 0xF800;
                    HasTime |= locale == 0xF400;
                }
            }
            else if (inside.Length is > 0 and <= 8 && IsElapsed(inside))
            {
                HasTime = true;
            }

            return close + 1;
        }

        private static bool IsElapsed(ReadOnlySpan<char> inside) =>
            inside.Trim("hH").IsEmpty || inside.Trim("mM").IsEmpty || inside.Trim("sS").IsEmpty;

        private void AddLiteral(ReadOnlySpan<char> text) => (Digits == 0 ? Prefix : Suffix).Append(text);
    }
}
