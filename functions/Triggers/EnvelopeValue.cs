using System.Globalization;
using System.Text.Json;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// A value as the Functions host writes it into Data and Metadata: objects as they are, bytes as base64, everything else as JSON text inside a JSON
/// string. A moment is bare text without fractions of a second and often without its zone, which is UTC.
/// </summary>
internal static class EnvelopeValue
{
    /// <summary>The value without the string around it; text that is no JSON stands for itself.</summary>
    public static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        try
        {
            return JsonElement.Parse(value.GetString()!);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>As text; null for null and for objects.</summary>
    public static string? Text(JsonElement value) => Unwrap(value) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } literal => literal.GetRawText(),
        _ => null,
    };

    /// <summary>As a whole number; null where it is none.</summary>
    public static long? Number(JsonElement value) =>
        long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As a moment, UTC where no zone stands; null where it is none.</summary>
    public static DateTimeOffset? Moment(JsonElement value) => DateTimeOffset.TryParse(
        Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
