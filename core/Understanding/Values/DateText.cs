using System.Globalization;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>The order in which texts of one column write day, month and year.</summary>
public enum DayMonthOrder : byte
{
    /// <summary>Not decided.</summary>
    Unknown,

    /// <summary>31/12/2026</summary>
    DayMonthYear,

    /// <summary>12/31/2026</summary>
    MonthDayYear,

    /// <summary>26/12/31; with a four-digit year this is never in doubt.</summary>
    YearMonthDay,
}

/// <summary>A calendar date found in a text.</summary>
/// <param name="Date">The date; where <see cref="YearMissing"/>, in the year closest to the given day.</param>
/// <param name="YearMissing">The text states day and month only.</param>
/// <param name="OrderMatters">Day and month could be swapped: the column's order decided.</param>
/// <param name="Evidence">The order that this text proves; <see cref="DayMonthOrder.Unknown"/> where it proves none.</param>
/// <param name="Time">Time of day, where stated.</param>
/// <param name="Offset">Offset from UTC, where stated.</param>
public readonly record struct DateReading(
    DateOnly Date, bool YearMissing, bool OrderMatters, DayMonthOrder Evidence, TimeOnly? Time = null, TimeSpan? Offset = null)
{
    /// <summary>The date of something that has happened: without a year the last such day, one more for clocks elsewhere.</summary>
    /// <param name="today">The day on which it is read.</param>
    public DateOnly InThePast(DateOnly today) => YearMissing && Date > today.AddDays(1) ? Date.AddYears(-1) : Date;
}

/// <summary>
/// Reads dates as people write them: ISO, 2026年8月4日, 2026. 8. 4., 27.10.2026, 10/27/2026, 27 Oct 2026, 4 de mayo de 2026,
/// 民國115年4月25日, 令和8年8月4日, 20261027, 4月30. Which of day and month stands first is decided per column.
/// </summary>
/// <param name="monthOf">Month 1–12 for a lower-case word in any known language; 0 when it is none.</param>
public sealed class DateText(Func<string, int> monthOf)
{
    private const int MaxLength = 80;
    private const int Republic = 1911;

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "de", "del", "do", "da", "le", "den", "der", "of", "the", "th", "st", "nd", "rd", "г", "года", "год", "ngày", "tháng", "năm", "ngay", "thang", "nam",
        "um", "uhr", "at", "à", "r", "roku", "on", "year", "er", "utc", "gmt", "z", "t", "am", "pm", "午前", "午後", "上午", "下午", "오전", "오후",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "tag",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
        "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "segunda", "terça", "quarta", "quinta", "sexta", "feira",
        "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
        "до", "bis", "by", "before", "avant", "entro", "hasta", "antes", "até", "trước", "przed", "前", "之前", "以前", "まで", "迄", "까지",
        "日", "月", "火", "水", "木", "金", "土", "一", "二", "三", "四", "五", "六", "星期", "周", "週",
    };

    /// <summary>Reads a date.</summary>
    /// <param name="text">The whole cell.</param>
    /// <param name="order">The column's order; Unknown reads day first where both are possible.</param>
    /// <param name="near">Day from which a missing year is completed.</param>
    /// <param name="reading">What was found.</param>
    public bool TryRead(string? text, DayMonthOrder order, DateOnly near, out DateReading reading)
    {
        reading = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || !text.AsSpan().ContainsAnyInRange('0', '9') && !HasWideDigit(text))
        {
            return false;
        }

        if (WeekText.TryRead(text, near, out var monday))
        {
            reading = new DateReading(monday, false, false, DayMonthOrder.Unknown);
            return true;
        }

        var parts = new DateParts();
        return Scan(Compatible(text), ref parts) && Compose(parts, order, near, out reading);
    }

    private static string Compatible(string text)
    {
        foreach (var c in text)
        {
            if (c > 127)
            {
                return text.Normalize(System.Text.NormalizationForm.FormKC).Trim();
            }
        }

        return text.Trim();
    }

    private static bool HasWideDigit(string text) => text.AsSpan().ContainsAnyInRange('０', '９');

    private bool Scan(string text, ref DateParts parts)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                var end = i;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                if (end < text.Length && text[end] == ':')
                {
                    return parts.Count >= 1 && ScanTime(text.AsSpan(i), ref parts);
                }

                if (end - i > 8 && !(end - i == 14 && parts.Count == 0) || !parts.Add(text.AsSpan(i, end - i)))
                {
                    return false;
                }

                i = end;
            }
            else if (char.IsLetter(c))
            {
                var end = i + 1;
                while (end < text.Length && char.IsLetter(text[end]) && IsCjk(text[end]) == IsCjk(c))
                {
                    end++;
                }

                if (!Word(text[i..end].ToLowerInvariant(), ref parts))
                {
                    return false;
                }

                i = end;
            }
            else
            {
                if (c is not (' ' or '.' or '/' or '-' or ',' or '(' or ')' or '\'' or '’' or '\n' or '\u00A0'))
                {
                    return false;
                }

                parts.Separator(c);
                i++;
            }
        }

        return parts.Count > 0;
    }

    private static bool IsCjk(char c) => c is >= '\u2E80' and <= '\uD7AF';

    private bool Word(string word, ref DateParts parts)
    {
        switch (word)
        {
            case "年" or "년" or "年度":
                return parts.MarkYear();
            case "月" or "월" or "月份":
                return parts.MarkMonth();
            case "日" or "일" or "号" or "號":
                return parts.MarkDay();
            case "民國" or "民国":
                parts.YearOffset = 1911;
                return true;
            case "令和" or "r" when parts.Count == 0:
                parts.YearOffset = 2018;
                return true;
            case "平成" or "h" when parts.Count == 0:
                parts.YearOffset = 1988;
                return true;
            case "昭和" or "s" when parts.Count == 0:
                parts.YearOffset = 1925;
                return true;
        }

        var month = monthOf(word);
        if (month > 0 && parts.Month == 0)
        {
            parts.Month = month;
            return true;
        }

        return Particles.Contains(word);
    }

    private static bool ScanTime(ReadOnlySpan<char> text, ref DateParts parts)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is ':' or '.'))
        {
            length++;
        }

        var fraction = text[..length].IndexOf('.');
        var clock = fraction > 0 ? text[..fraction] : text[..length];
        var rest = text[length..].Trim();
        if (!TimeOnly.TryParse(clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        if (rest.StartsWith("p", StringComparison.OrdinalIgnoreCase) && time.Hour < 12)
        {
            time = time.AddHours(12);
        }

        parts.Time = time;
        parts.Offset = Offset(rest);
        return true;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> rest)
    {
        if (rest is "Z" or "z" or "UTC" or "GMT")
        {
            return TimeSpan.Zero;
        }

        if (rest.Length < 5 || rest[0] is not ('+' or '-'))
        {
            return null;
        }

        Span<char> digits = stackalloc char[4];
        var n = 0;
        foreach (var c in rest[1..])
        {
            if (char.IsAsciiDigit(c) && n < 4)
            {
                digits[n++] = c;
            }
        }

        if (n != 4 || !int.TryParse(digits[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(digits[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || hours > 14 || minutes > 59)
        {
            return null;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        return rest[0] == '-' ? -offset : offset;
    }

    private static bool Compose(in DateParts p, DayMonthOrder order, DateOnly near, out DateReading reading)
    {
        reading = default;
        int year, month, day;
        bool yearMissing = false, matters = false;
        var evidence = DayMonthOrder.Unknown;
        if (p.Count == 1 && p.Month == 0 && p.Digits(0) is 8 or 14)
        {
            var n = p.Digits(0) == 14 ? (int)(p[0] / 1_000_000) : (int)p[0];
            (year, month, day) = (n / 10000, n / 100 % 100, n % 100);
            if (year is < 1900 or > 2200)
            {
                return false;
            }
        }
        else if (p.Month > 0)
        {
            if (!WithMonthName(p, near, out year, out month, out day, out yearMissing))
            {
                return false;
            }
        }
        else if (p.YearAt >= 0 || p.MonthAt >= 0)
        {
            if (!WithMarks(p, near, out year, out month, out day, out yearMissing))
            {
                return false;
            }
        }
        else if (p.Count == 3 && IsOfRepublic(p, 0))
        {
            (year, month, day) = ((int)p[0] + Republic, (int)p[1], (int)p[2]);
        }
        else if (p.Count == 3)
        {
            if (!WithThree(p, order, out year, out month, out day, out matters, out evidence))
            {
                return false;
            }
        }
        else if (p.Count == 2 && p.Digits(0) <= 2 && p.Digits(1) <= 2 && p.HasDateSeparator)
        {
            (day, month) = order == DayMonthOrder.DayMonthYear && p[1] <= 12 || p[0] > 12 ? ((int)p[0], (int)p[1]) : ((int)p[1], (int)p[0]);
            (year, yearMissing, matters) = (near.Year, true, p[0] <= 12 && p[1] <= 12);
        }
        else
        {
            return false;
        }

        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var date = new DateOnly(year, month, day);
        reading = new DateReading(yearMissing ? Closest(date, near) : date, yearMissing, matters, evidence, p.Time, p.Offset);
        return true;
    }

    /// <summary>A year of three digits, 115 for 2026, counts from 1912: nobody else writes years so.</summary>
    private static bool IsOfRepublic(in DateParts p, int at) => p.Digits(at) == 3 && p[at] is >= 100 and < 200;

    private static bool WithMonthName(in DateParts p, DateOnly near, out int year, out int month, out int day, out bool yearMissing)
    {
        (year, month, day, yearMissing) = (near.Year, p.Month, 0, false);
        if (p.Count == 1 && p.Digits(0) <= 2)
        {
            (day, yearMissing) = ((int)p[0], true);
            return true;
        }

        if (p.Count != 2)
        {
            return false;
        }

        (day, year) = p.Digits(0) == 4 ? ((int)p[1], (int)p[0]) : ((int)p[0], (int)p[1]);
        year = p.Digits(0) == 4 || p.Digits(1) == 4 ? year : Century(year);
        return true;
    }

    private static bool WithMarks(in DateParts p, DateOnly near, out int year, out int month, out int day, out bool yearMissing)
    {
        (year, month, day, yearMissing) = (near.Year, 0, 0, false);
        var next = 0;
        if (p.YearAt >= 0)
        {
            year = (int)p[p.YearAt] + p.YearOffset;
            year = p.YearOffset == 0 && IsOfRepublic(p, p.YearAt) ? year + Republic : year < 100 && p.YearOffset == 0 ? Century(year) : year;
            next = p.YearAt + 1;
        }
        else
        {
            yearMissing = true;
        }

        if (p.Count != next + 2)
        {
            return false;
        }

        (month, day) = ((int)p[next], (int)p[next + 1]);
        return true;
    }

    private static bool WithThree(in DateParts p, DayMonthOrder order, out int year, out int month, out int day, out bool matters, out DayMonthOrder evidence)
    {
        (year, month, day, matters, evidence) = (0, 0, 0, false, DayMonthOrder.Unknown);
        if (p.Digits(0) >= 3 || p.YearOffset > 0)
        {
            // 115/04/25 counts from 1911 in Taiwan.
            year = (int)p[0] + (p.YearOffset > 0 ? p.YearOffset : p.Digits(0) == 3 ? 1911 : 0);
            (month, day) = ((int)p[1], (int)p[2]);
            return true;
        }

        if (p.Digits(2) is not (2 or 4))
        {
            return false;
        }

        if (p.Digits(2) == 2 && (order == DayMonthOrder.YearMonthDay || p[0] > 31))
        {
            (year, month, day) = (Century((int)p[0]), (int)p[1], (int)p[2]);
            return true;
        }

        year = p.Digits(2) == 4 ? (int)p[2] : Century((int)p[2]);
        matters = p[0] <= 12 && p[1] <= 12 && p[0] != p[1];
        evidence = p[0] > 12 ? DayMonthOrder.DayMonthYear : p[1] > 12 ? DayMonthOrder.MonthDayYear : DayMonthOrder.Unknown;
        var dayFirst = evidence == DayMonthOrder.DayMonthYear || evidence == DayMonthOrder.Unknown && order != DayMonthOrder.MonthDayYear;
        (day, month) = dayFirst ? ((int)p[0], (int)p[1]) : ((int)p[1], (int)p[0]);
        return true;
    }

    private static int Century(int year) => year < 80 ? 2000 + year : 1900 + year;

    private static DateOnly Closest(DateOnly date, DateOnly near)
    {
        var best = date;
        foreach (var year in (ReadOnlySpan<int>)[date.Year - 1, date.Year + 1])
        {
            if (date.Day <= DateTime.DaysInMonth(year, date.Month))
            {
                var other = new DateOnly(year, date.Month, date.Day);
                best = Math.Abs(other.DayNumber - near.DayNumber) < Math.Abs(best.DayNumber - near.DayNumber) ? other : best;
            }
        }

        return best;
    }
}
