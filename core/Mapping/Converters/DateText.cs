using System.Globalization;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Reads dates in digits, with Chinese, Japanese or Korean marks, or with English month names. It never guesses day and month.</summary>
internal static class DateText
{
    private const int RepublicOfChina = 1911;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads the date.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="order"><c>ymd</c>, <c>dmy</c>, <c>mdy</c>, or null where only clear dates count.</param>
    /// <param name="today">Completes a missing year to the nearest such day.</param>
    public static MappedValue Parse(string text, string? order, DateOnly today)
    {
        if (TryIso(text, out var iso))
        {
            return Result(iso);
        }

        Span<int> numbers = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        var count = 0;
        var month = 0;
        var monthAt = -1;
        for (var i = 0; i < text.Length && count < 3;)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var start = i;
                while (i < text.Length && char.IsAsciiDigit(text[i]) && i - start < 9)
                {
                    i++;
                }

                numbers[count] = int.Parse(text.AsSpan(start, i - start), CultureInfo.InvariantCulture);
                lengths[count++] = i - start;
            }
            else if (char.IsAsciiLetter(text[i]) && month == 0 && MonthAt(text.AsSpan(i)) is var named and > 0)
            {
                month = named;
                monthAt = count;
                i = SkipLetters(text, i);
            }
            else
            {
                if (count > 0 && (text[i] is 'T' or ' ') && count + (month > 0 ? 1 : 0) >= 3)
                {
                    break;
                }

                i++;
            }
        }

        return month > 0 ? WithName(numbers[..count], month, monthAt, today) : InDigits(text, numbers[..count], lengths, order, today);
    }

    /// <summary>Year, month and day in 4, 2 and 2 digits at the beginning of the text: nearly every date that a program wrote.</summary>
    private static bool TryIso(string text, out DateOnly? date)
    {
        date = null;
        if (text.Length < 10 || text[4] is not ('-' or '/' or '.') || text[7] != text[4] || (text.Length > 10 && text[10] is not (' ' or 'T')))
        {
            return false;
        }

        var (year, month, day) = (Digits(text.AsSpan(0, 4)), Digits(text.AsSpan(5, 2)), Digits(text.AsSpan(8, 2)));
        date = year < 0 || month < 0 || day < 0 ? null : Exact(year, month, day);
        return year >= 0 && month >= 0 && day >= 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }

    /// <summary>The day with that month and day nearest to today; null where no such day exists.</summary>
    public static DateOnly? Nearest(int month, int day, DateOnly today)
    {
        DateOnly? best = null;
        for (var year = today.Year - 1; year <= today.Year + 1; year++)
        {
            if (Exact(year, month, day) is { } date
                && (best is null || Math.Abs(date.DayNumber - today.DayNumber) < Math.Abs(best.Value.DayNumber - today.DayNumber)))
            {
                best = date;
            }
        }

        return best;
    }

    private static MappedValue InDigits(string text, Span<int> numbers, Span<int> lengths, string? order, DateOnly today)
    {
        if (numbers.Length == 1 && lengths[0] == 8)
        {
            return Result(Exact(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100));
        }

        var republic = text.StartsWith('民') || text.StartsWith('中');
        if (numbers.Length == 3 && (lengths[0] == 4 || republic || (lengths[0] == 3 && order == "ymd")))
        {
            return Result(Exact(numbers[0] + (lengths[0] < 4 ? RepublicOfChina : 0), numbers[1], numbers[2]));
        }

        if (numbers.Length == 2 && text.Contains('月', StringComparison.Ordinal))
        {
            return Result(Nearest(numbers[0], numbers[1], today));
        }

        if (numbers.Length == 3 && order == "ymd" && lengths[0] == 2)
        {
            return Result(Exact(Century(numbers[0]), numbers[1], numbers[2]));
        }

        if (numbers.Length < 2 || (numbers.Length == 3 && lengths[2] is not (2 or 4)))
        {
            return NoDate();
        }

        return DayAndMonth(numbers, lengths, order, today);
    }

    private static MappedValue DayAndMonth(Span<int> numbers, Span<int> lengths, string? order, DateOnly today)
    {
        bool dayFirst;
        if (numbers[0] > 12 && numbers[1] <= 12)
        {
            dayFirst = true;
        }
        else if (numbers[1] > 12 && numbers[0] <= 12)
        {
            dayFirst = false;
        }
        else if (order is null && numbers[0] != numbers[1])
        {
            return MappedValue.Failed("day and month can be read in two ways; state formats or locale", "日与月有两种读法，请写明 formats 或 locale");
        }
        else
        {
            dayFirst = order is null or "dmy";
        }

        var (day, month) = dayFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
        return Result(numbers.Length == 2
            ? Nearest(month, day, today)
            : Exact(lengths[2] == 4 ? numbers[2] : Century(numbers[2]), month, day));
    }

    private static MappedValue WithName(Span<int> numbers, int month, int monthAt, DateOnly today) => (numbers.Length, monthAt) switch
    {
        (1, _) when numbers[0] <= 31 => Result(Nearest(month, numbers[0], today)),
        (2 or 3, _) when numbers[0] > 31 => Result(Exact(numbers[0], month, numbers[1])),
        (2 or 3, _) => Result(Exact(numbers[1] > 99 ? numbers[1] : Century(numbers[1]), month, numbers[0])),
        _ => NoDate(),
    };

    private static int Century(int year) => year < 70 ? 2000 + year : 1900 + year;

    private static DateOnly? Exact(int year, int month, int day) =>
        year is >= 1900 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static MappedValue Result(DateOnly? date) => date is { } found ? MappedValue.Of(found) : NoDate();

    private static MappedValue NoDate() => MappedValue.Failed("it is not a date", "不是日期");

    private static int MonthAt(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (text.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int SkipLetters(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        return at;
    }
}
