using System.Globalization;
using System.Text.Json;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>The business parameters of a call: one JSON object, scalars in it as text or number.</summary>
internal sealed class JdArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public JdArguments(string? json)
    {
        if (json is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
            {
                if (!_values.TryAdd(member.Name, member.Value.ToString()))
                {
                    throw new JdRefusal(JdError.Invalid(member.Name));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new JdRefusal(new JdError("62", "业务参数JSON格式错误", "Invalid JSON"));
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw new JdRefusal(JdError.Missing(name));

    public int RequiredNumber(string name, int low, int high) =>
        int.TryParse(Required(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number : throw new JdRefusal(JdError.Invalid(name));

    public DateTimeOffset? Clock(string name) => Text(name) is { } text ? Parse(text) ?? throw new JdRefusal(JdError.Invalid(name)) : null;

    public static DateTimeOffset? Parse(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? new DateTimeOffset(clock, TimeSpan.FromHours(8)) : null;
}
