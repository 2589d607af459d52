using System.Globalization;

namespace IntegrationHub.Connectors.Protocols.Time;

/// <summary>Clocks as Chinese platforms write them: <c>yyyy-MM-dd HH:mm:ss</c>, UTC+8, without a zone.</summary>
internal static class ChinaTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>UTC+8, the whole year.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The clock at that instant, cut to the second.</summary>
    public static string Text(DateTimeOffset at) => at.ToOffset(Offset).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The instant in UTC; null where the text is no clock.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? new DateTimeOffset(clock, Offset).ToUniversalTime() : null;
}
