using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.Functions.Wire;

/// <summary>A query parameter that cannot be read.</summary>
internal sealed class BadParameterException(string name, string allowed, string allowedZh) : Exception($"{name}: {allowed}")
{
    public string Name { get; } = name;

    public string Allowed { get; } = allowed;

    public string AllowedZh { get; } = allowedZh;
}

/// <summary>Reads and writes the values of query parameters.</summary>
internal static class QueryText
{
    public static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    public static string? Word<T>(T? value)
        where T : struct, Enum => value is { } some ? JsonNamingPolicy.CamelCase.ConvertName(some.ToString()) : null;

    public static T? OneOf<T>(string name, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Word<T>(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var allowed = string.Join(", ", Enum.GetValues<T>().Select(value => Word<T>(value)));
        throw new BadParameterException(name, $"one of {allowed}", $"应为 {allowed} 之一");
    }

    public static DateTimeOffset? Instant(string name, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant
        : throw new BadParameterException(name, "an instant such as 2026-01-31T08:00:00Z", "应为时刻,例如 2026-01-31T08:00:00Z");

    public static bool Flag(string name, string? text) => text switch
    {
        null or "false" or "0" => false,
        "" or "true" or "1" => true,
        _ => throw new BadParameterException(name, "true or false", "应为 true 或 false"),
    };

    public static long Whole(string name, string? text, long least, long most, long absent) => text is null ? absent
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new BadParameterException(name, $"a whole number from {least} to {most}", $"应为 {least} 到 {most} 的整数");

    public static Guid? Id(string name, string? text) => text is null ? null
        : Guid.TryParse(text, out var id) ? id
        : throw new BadParameterException(name, "an id such as 0198c0de-…", "应为 id,例如 0198c0de-…");
}
