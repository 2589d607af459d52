using System.Globalization;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>A calendar date from a date cell, a day number or text.</summary>
internal sealed class DateConverter(NumberLocale locale, string? order, string[] formats, CultureInfo culture) : Converter
{
    /// <summary>Day numbers outside 1954 to 2119 are more likely quantities.</summary>
    private const decimal FirstSerial = 20_000m;
    private const decimal LastSerial = 80_000m;

    private readonly string? _order = order ?? locale.DateOrder;

    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        switch (value.Kind)
        {
            case ValueKind.Date:
                return value;
            case ValueKind.Clock:
                return MappedValue.Of(DateOnly.FromDateTime(value.Clock));
            case ValueKind.Number when value.Number is >= FirstSerial and <= LastSerial:
                return MappedValue.Of(DateOnly.FromDateTime(SerialDate.ToDateTime(value.Number)));
            case ValueKind.Number or ValueKind.Text:
                return Folded(value) is { } text ? Parse(text, context.Today) : MappedValue.Missing;
            default:
                return MappedValue.Failed("it is not a date", "不是日期");
        }
    }

    private MappedValue Parse(string text, DateOnly today)
    {
        foreach (var format in formats)
        {
            if (DateTime.TryParseExact(text, format, culture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.NoCurrentDateDefault, out var exact))
            {
                var date = DateOnly.FromDateTime(exact);
                return MappedValue.Of(format.Contains('y', StringComparison.Ordinal) ? date : DateText.Nearest(date.Month, date.Day, today) ?? date);
            }
        }

        return formats.Length > 0
            ? MappedValue.Failed($"it is not written as {string.Join(" or ", formats)}", $"写法不是 {string.Join(" 或 ", formats)}")
            : DateText.Parse(text, _order, today);
    }
}

/// <summary>An instant: text with an offset, or date and time in a zone, or seconds since 1970.</summary>
internal sealed class InstantConverter(TimeZoneInfo zone, string? unix, string[] formats) : Converter
{
    private static readonly string[] Usual =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy/M/d H:mm:ss",
        "yyyy/M/d H:mm", "yyyy-MM-dd HH:mm", "yyyyMMddHHmmss",
    ];

    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Kind == ValueKind.Instant)
        {
            return value;
        }

        if (value.Kind is ValueKind.Clock or ValueKind.Date)
        {
            return Local(value.Clock);
        }

        var text = Folded(value);
        if (text is null)
        {
            return MappedValue.Missing;
        }

        if (unix is not null)
        {
            return FromUnix(text);
        }

        if (DateTime.TryParseExact(text, formats.Length > 0 ? formats : Usual, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return Local(local);
        }

        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? MappedValue.Of(instant)
            : MappedValue.Failed("it is not date and time", "不是日期时间");
    }

    private MappedValue FromUnix(string text)
    {
        var scale = unix == "seconds" ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number * scale is var ticks && ticks > -DateTimeOffset.UnixEpoch.Ticks && ticks < DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks
            ? MappedValue.Of(DateTimeOffset.UnixEpoch.AddTicks((long)ticks))
            : MappedValue.Failed("it is not a count since 1970", "不是 1970 年以来的计数");
    }

    private MappedValue Local(DateTime clock)
    {
        var local = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        return zone.IsInvalidTime(local)
            ? MappedValue.Failed("the clock of that zone skips this time", "该时区的时钟跳过了这一时刻")
            : MappedValue.Of(new DateTimeOffset(local, zone.GetUtcOffset(local)));
    }
}
