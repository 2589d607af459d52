using System.Globalization;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Times in the one zone that the whole business reads, named where they stand.</summary>
/// <param name="zone">The configured zone, not the machine's.</param>
internal sealed class BusinessTime(TimeZoneInfo zone)
{
    /// <summary>The caption of a column of times.</summary>
    public string Caption(string name) => $"{name} ({zone.Id})";

    /// <summary>The line below a table whose columns have no room for the zone.</summary>
    public string Note(Terminal terminal) => terminal.Say($"(时间:{zone.Id})", $"(times: {zone.Id})");

    public string? At(DateTimeOffset? at, string format = "MM-dd HH:mm:ss") =>
        at is { } known ? TimeZoneInfo.ConvertTime(known, zone).ToString(format, CultureInfo.InvariantCulture) : null;
}
