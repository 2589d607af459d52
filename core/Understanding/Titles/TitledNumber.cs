using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>A number, and perhaps a date, that stands in the document's title itself: <c>Заказ № 124 от 12 марта 2024 г.</c>, <c>Zamówienie nr 45/2024</c>.</summary>
/// <param name="Number">The order's number.</param>
/// <param name="Date">Its date as written; null where the title states none.</param>
/// <param name="Marked">True where a mark such as № or Nr. stands before the number.</param>
internal readonly record struct TitledNumber(string Number, string? Date, bool Marked)
{
    private const int MaxTitle = 90;
    private const int LongestPlace = 30;
    private const int LongestArticle = 4; // le, den, dnia
    private const int LeastDigitsUnmarked = 4;
    private const double LeastTitle = 0.3;

    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "№", "№:", "Nr", "Nr.", "No", "No.", "No:", "Nº", "N°", "N.º", "N.", "n.", "Num.", "Number", "Numer", "Número", "Numéro", "Numero", "Номер", "Số", "Số:", "#", "編號", "编号", "番号", "번호",
    };

    private static readonly string[] BeforeDate = [" от ", " vom ", " of ", " dated ", " z dnia ", " del ", " du ", " de ", " di ", " ngày ", " from ", " z ", " от", " / "];

    public static TitledNumber? Find(string text, Words words, DateOnly today)
    {
        if (text.Length > MaxTitle || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        var title = text.Replace("№", " № ", StringComparison.Ordinal).Replace("#", " # ", StringComparison.Ordinal);
        var (rest, date) = SplitDate(title, words, today);
        var tokens = rest.Split([' ', '\u3000', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < tokens.Length; i++)
        {
            var number = tokens[i].Trim(',', ';', '(', ')', '.', '"', '«', '»', '[', ']');
            var marked = Marks.Contains(tokens[i - 1]);
            if (!(marked ? TitleValues.LooksLikeOrderNumber(number) : LooksLikeCode(number, words, today)) || !NamesOrder(string.Join(' ', tokens[..(marked ? i - 1 : i)]), words))
            {
                continue;
            }

            return new TitledNumber(marked || i < 2 || !IsSymbol(tokens[i - 1]) || !Marks.Contains(tokens[i - 2]) ? number : $"{tokens[i - 1]} {number}", date, marked);
        }

        return null;
    }

    /// <summary>The symbol of a kind of document that is part of the number: ZD 184/MAG/2024.</summary>
    private static bool IsSymbol(string token) => token.Length is >= 1 and <= 4 && token.All(char.IsUpper);

    /// <summary>What a title says before its own number: FACTURE of <c>FACTURE N° FA-2026-118</c>.</summary>
    public static string TitleOf(string text)
    {
        var tokens = text.Split([' ', '\u3000', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < tokens.Length - 1; i++)
        {
            if (Marks.Contains(tokens[i]) && tokens[i + 1].AsSpan().ContainsAnyInRange('0', '9'))
            {
                return string.Join(' ', tokens[..i]);
            }
        }

        return text;
    }

    /// <summary>A number without the mark that its label left to the value: <c>N° BCF00218</c>, <c>No. 2026-1187</c>.</summary>
    public static string WithoutMark(string number)
    {
        // 第 K-0712 号
        if (number is ['第', .., '号' or '號'] && number[1..^1].Trim() is var framed && TitleValues.LooksLikeOrderNumber(framed))
        {
            return framed;
        }

        foreach (var mark in Marks)
        {
            if (number.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && (mark[^1] is '№' or '°' || number.Length > mark.Length && number[mark.Length] is ' ' or '\u00A0' or '\u3000')
                && number[mark.Length..].Trim() is var bare && TitleValues.LooksLikeOrderNumber(bare))
            {
                return bare;
            }
        }

        return number;
    }

    private static bool NamesOrder(string title, Words words)
    {
        foreach (var match in words.Documents(title))
        {
            return match.Score >= LeastTitle && Documents.DocumentJudge.IsOrder(match.Kind);
        }

        return false;
    }

    /// <summary>Without a mark before it, a year, a month or a date is no number of an order.</summary>
    private static bool LooksLikeCode(string text, Words words, DateOnly today)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits >= LeastDigitsUnmarked && TitleValues.LooksLikeOrderNumber(text)
            && !IsPeriod(text) && !words.Dates.TryRead(text, DayMonthOrder.Unknown, today, out _);
    }

    /// <summary>A year or a month: 2026, 202603, 2026年3月.</summary>
    public static bool IsPeriod(string text) =>
        text.Length is 4 or 6 && text.StartsWith("20", StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExceptInRange('0', '9') || text.AsSpan().ContainsAny('年', '月');

    /// <summary>The day in a row of its own below the title: <c>z dnia 14.03.2026</c>, <c>vom 3. Mai 2026</c>, <c>от 4 сентября 2026 г.</c>.</summary>
    public static string? DateAlone(string text, Words words, DateOnly today)
    {
        var line = text.Trim('(', ')', ' ');
        var comma = line.IndexOf(", ", StringComparison.Ordinal);
        if (comma is > 1 and <= LongestPlace && !line.AsSpan(0, comma).ContainsAnyInRange('0', '9'))
        {
            return AfterPlace(line[(comma + 2)..].Trim(), words, today);
        }

        foreach (var particle in BeforeDate)
        {
            if (char.IsLetter(particle[1]) && line.Length <= MaxTitle && line.StartsWith(particle.AsSpan(1), StringComparison.OrdinalIgnoreCase)
                && line[(particle.Length - 1)..].Trim() is { Length: >= 8 } date && words.Dates.TryRead(date, DayMonthOrder.Unknown, today, out var read) && !read.YearMissing)
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The day of <c>Montpellier, le 18/09/2026</c>, <c>Berlin, den 18.09.2026</c>, <c>Milano, 18 settembre 2026</c>.</summary>
    private static string? AfterPlace(string rest, Words words, DateOnly today)
    {
        var blank = rest.IndexOf(' ');
        var date = blank is > 0 and <= LongestArticle && char.IsLetter(rest[0]) ? rest[(blank + 1)..].Trim() : rest;
        return date.Length >= 8 && char.IsAsciiDigit(date[0]) && words.Dates.TryRead(date, DayMonthOrder.Unknown, today, out var read) && !read.YearMissing ? date : null;
    }

    /// <summary>412/26 del 09/09/2026: a number with the day behind it; null where no day follows.</summary>
    public static (string Number, string Day)? BeforeDay(string text, Words words, DateOnly today) =>
        SplitDate(text, words, today) is ({ } number, { Length: >= 6 } day) && TitleValues.LooksLikeOrderNumber(number.Trim()) ? (number.Trim(), day) : null;

    private static (string Title, string? Date) SplitDate(string title, Words words, DateOnly today)
    {
        foreach (var particle in BeforeDate)
        {
            var at = title.IndexOf(particle, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && title[(at + particle.Length)..].Trim() is { Length: > 0 } date && words.Dates.TryRead(date, DayMonthOrder.Unknown, today, out _))
            {
                return (title[..at], date);
            }
        }

        return (title, null);
    }
}
