using System.Globalization;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>The business parameters of a call; what does not fit ends it with the platform's error.</summary>
internal sealed class TopArguments(IReadOnlyDictionary<string, string> parameters)
{
    public string? Text(string name) => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw new TopRefusal(TopError.Missing(name));

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new TopRefusal(TopError.Invalid(name)),
    };

    public long RequiredNumber(string name) =>
        long.TryParse(Required(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new TopRefusal(TopError.Invalid(name));

    public int Number(string name, int otherwise, int low, int high) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high ? number
        : throw new TopRefusal(TopError.Invalid(name));

    public DateTimeOffset? Clock(string name) => Text(name) is { } text ? Parse(text) ?? throw new TopRefusal(TopError.Invalid(name)) : null;

    /// <summary>A clock of UTC+8; null where it is none.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? new DateTimeOffset(clock, TimeSpan.FromHours(8)) : null;

    /// <summary>A span of which both ends are asked for, at most a day long and not older than three months.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Window(string from, string to, DateTimeOffset now)
    {
        Required(from);
        Required(to);
        var (start, end) = (Clock(from)!.Value, Clock(to)!.Value);
        if (start < now.AddMonths(-3))
        {
            throw new TopRefusal(TopError.Invalid(from));
        }

        return end > start && end - start <= TimeSpan.FromDays(1) ? (start, end) : throw new TopRefusal(TopError.Invalid(to));
    }
}
