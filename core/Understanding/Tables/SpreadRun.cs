using System.Globalization;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Captions that are no words but values: three or more sizes side by side (S M L XL, 36 37 38), or two or more days that follow each other.</summary>
internal static class SpreadRun
{
    private const int LeastSizes = 3;
    private const int LeastDates = 2;
    private const int LeastWeekdays = 4;

    /// <summary>Weekdays from Monday on, as captions shorten them.</summary>
    private static readonly string[][] Weekdays =
    [
        ["mon", "monday", "mo", "montag", "lun", "lundi", "lunes", "lunedì", "seg", "segunda", "pon", "poniedziałek", "пн", "понедельник", "月", "周一", "星期一", "週一", "월", "t2", "thứ 2", "thứ hai"],
        ["tue", "tues", "tuesday", "di", "dienstag", "mar", "mardi", "martes", "martedì", "ter", "terça", "wt", "wto", "wtorek", "вт", "вторник", "火", "周二", "星期二", "週二", "화", "t3", "thứ 3", "thứ ba"],
        ["wed", "wednesday", "mi", "mittwoch", "mer", "mercredi", "mié", "mie", "miércoles", "mercoledì", "qua", "quarta", "śr", "środa", "ср", "среда", "水", "周三", "星期三", "週三", "수", "t4", "thứ 4", "thứ tư"],
        ["thu", "thur", "thurs", "thursday", "do", "donnerstag", "jeu", "jeudi", "jue", "jueves", "gio", "giovedì", "qui", "quinta", "czw", "czwartek", "чт", "четверг", "木", "周四", "星期四", "週四", "목", "t5", "thứ 5", "thứ năm"],
        ["fri", "friday", "fr", "freitag", "ven", "vendredi", "vie", "viernes", "venerdì", "sex", "sexta", "pt", "pią", "piątek", "пт", "пятница", "金", "周五", "星期五", "週五", "금", "t6", "thứ 6", "thứ sáu"],
        ["sat", "saturday", "sa", "samstag", "sam", "samedi", "sáb", "sab", "sábado", "sabato", "sob", "sobota", "сб", "суббота", "土", "周六", "星期六", "週六", "토", "t7", "thứ 7", "thứ bảy"],
        ["sun", "sunday", "so", "sonntag", "dim", "dimanche", "dom", "domingo", "domenica", "nd", "niedz", "niedziela", "вс", "воскресенье", "日", "周日", "星期日", "週日", "일", "cn", "chủ nhật"],
    ];

    private static readonly HashSet<string> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        "XXXS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL", "2XS", "2XL", "3XL", "4XL", "5XL", "6XL", "F", "FREE", "均码", "均碼", "フリー",
    };

    /// <summary>The keys of a row by column; empty where it has no such run.</summary>
    public static Dictionary<int, SpreadKey> Find(SheetRow row, int first, int last, Words words, DateOnly today)
    {
        var found = new Dictionary<int, SpreadKey>();
        var run = new List<(int Column, SpreadKey Key, decimal Order)>();
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < first || cell.Column > last || CellText.IsBlank(cell))
            {
                continue;
            }

            var next = KeyOf(cell, words, today);
            if (next is not { } key || run.Count > 0 && !Continues(run[^1], cell.Column, key))
            {
                Take(run, found);
            }

            if (next is { } begun)
            {
                run.Add((cell.Column, begun.Key, begun.Order));
            }
        }

        Take(run, found);
        return found;
    }

    private static void Take(List<(int Column, SpreadKey Key, decimal Order)> run, Dictionary<int, SpreadKey> found)
    {
        var least = run.Count > 0 && run[0].Key.IsWeekday ? LeastWeekdays : LeastSizes;
        if (run.Count >= least || run.Count >= LeastDates && run[0].Key.Date is not null)
        {
            foreach (var (column, key, _) in run)
            {
                found[column] = key;
            }
        }

        run.Clear();
    }

    private static bool Continues((int Column, SpreadKey Key, decimal Order) before, int column, (SpreadKey Key, decimal Order) next) =>
        column == before.Column + 1 && before.Key.IsWeekday == next.Key.IsWeekday && before.Key.Date is null == next.Key.Date is null && before.Order == 0 == (next.Order == 0) && (next.Order == 0 || next.Order > before.Order);

    private static (SpreadKey Key, decimal Order)? KeyOf(in Cell cell, Words words, DateOnly today)
    {
        if (cell.Kind == CellKind.DateTime && SerialDate.IsValid(cell.Number))
        {
            return (new SpreadKey(null, DateOnly.FromDateTime(cell.DateTime)), cell.Number);
        }

        var text = CellText.Of(cell);
        if (text.Length is 0 or > 12)
        {
            return null;
        }

        if (Sizes.Contains(text))
        {
            return (new SpreadKey(text, null), 0);
        }

        // Sizes of shoes and of clothing, adults' and children's.
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && (size is >= 20 and <= 60 || size is >= 70 and <= 200 && size % 5 == 0))
        {
            return (new SpreadKey(text, null), size);
        }

        if (cell.Kind == CellKind.Text && text.TrimEnd('.').ToLowerInvariant() is var day && Array.FindIndex(Weekdays, names => Array.IndexOf(names, day) >= 0) is >= 0 and var weekday)
        {
            return (new SpreadKey(text, null) { IsWeekday = true }, weekday + 1);
        }

        if (WeekText.TryReadShort(text, today, out var monday))
        {
            return (new SpreadKey(null, monday), monday.DayNumber);
        }

        return cell.Kind == CellKind.Text && text.Length >= 3 && text.AsSpan().ContainsAny("-/.月") && words.Dates.TryRead(text, DayMonthOrder.Unknown, today, out var date)
            ? (new SpreadKey(null, date.Date), date.Date.DayNumber)
            : null;
    }
}
