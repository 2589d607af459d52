using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>ISO 8601 dates and durations as OpenDocument, XML Spreadsheet and strict OOXML store them, to serials.</summary>
internal static class IsoDate
{
    private static readonly string[] Shapes =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddK",
    ];

    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal serial) =>
        TryParse(utf8.Length <= 40 ? Encoding.UTF8.GetString(utf8) : string.Empty, out serial);

    /// <summary>The serial of a date or instant as written; an offset is dropped, because the sheet shows wall-clock time.</summary>
    public static bool TryParse(string text, out decimal serial)
    {
        serial = 0;
        if (!DateTimeOffset.TryParseExact(text.Trim(), Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stated))
        {
            return false;
        }

        var days = DateOnly.FromDateTime(stated.DateTime);
        serial = SerialDate.FromDate(days);
        if (serial < 61)
        {
            serial -= serial > 1 ? 1 : 0;
        }

        serial += decimal.Round(stated.TimeOfDay.Ticks / 864_000_000_000m, 10);
        return SerialDate.IsValid(serial);
    }

    /// <summary>Days of a duration such as <c>PT10H30M00S</c>.</summary>
    public static bool TryParseDuration(string text, out decimal days)
    {
        days = 0;
        var negative = text.StartsWith('-');
        var inTime = false;
        var start = -1;
        for (var i = negative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] is (>= '0' and <= '9') or '.')
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (text[i] == 'T')
            {
                inTime = true;
            }
            else if (text[i] != 'P')
            {
                if (start < 0 || !decimal.TryParse(text.AsSpan(start, i - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000_000)
                {
                    return false;
                }

                var seconds = (text[i], inTime) switch
                {
                    ('D', false) => 86400,
                    ('H', true) => 3600,
                    ('M', true) => 60,
                    ('S', true) => 1,
                    _ => -1,
                };
                if (seconds < 0)
                {
                    return false;
                }

                days += amount * seconds / 86400m;
                start = -1;
            }
        }

        days = negative ? -days : days;
        return start < 0 && text.Length > 2 && text.Contains('P');
    }
}
