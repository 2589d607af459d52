using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Reads members of order JSON and remarks on each that is not what order/v1 says, at its JSON Pointer.</summary>
internal sealed class JsonMembers
{
    /// <summary>What was remarked so far.</summary>
    public List<Finding> Findings { get; } = [];

    public string? Text(JsonElement value, string pointer)
    {
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => Wrong<string>(value, pointer, "text", "文本"),
        };
    }

    public decimal? Number(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            return number;
        }

        return value.ValueKind == JsonValueKind.Null ? null : WrongValue<decimal>(value, pointer, "a decimal number", "十进制数");
    }

    public int? Integer(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        return value.ValueKind == JsonValueKind.Null ? null : WrongValue<int>(value, pointer, "a whole number", "整数");
    }

    public bool? Flag(JsonElement value, string pointer) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => WrongValue<bool>(value, pointer, "true or false", "true 或 false"),
    };

    public DateOnly? Date(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : WrongValue<DateOnly>(value, pointer, "a date as YYYY-MM-DD", " YYYY-MM-DD 格式的日期");
    }

    public DateTimeOffset? Instant(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : WrongValue<DateTimeOffset>(value, pointer, "an instant as in RFC 3339", " RFC 3339 格式的时刻");
    }

    public IReadOnlyDictionary<string, string>? Texts(JsonElement value, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return value.ValueKind == JsonValueKind.Null ? null : Wrong<Dictionary<string, string>>(value, pointer, "an object", "对象");
        }

        var texts = new Dictionary<string, string>();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                texts[member.Name] = member.Value.ToString();
            }
        }

        return texts;
    }

    /// <summary>The members of an object; none, with a remark, where it is something else.</summary>
    public bool IsObject(JsonElement value, string pointer)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            Wrong<object>(value, pointer, "an object", "对象");
        }

        return value.ValueKind == JsonValueKind.Object;
    }

    /// <summary>True for an array.</summary>
    public bool IsArray(JsonElement value, string pointer)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
        {
            Wrong<object>(value, pointer, "an array", "数组");
        }

        return value.ValueKind == JsonValueKind.Array;
    }

    public void Unknown(string name, string pointer) => Findings.Add(PipelineFindings.UnknownMember.At(pointer, null, name));

    /// <summary>A pointer to a member (RFC 6901).</summary>
    public static string Member(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private T? Wrong<T>(JsonElement value, string pointer, string en, string zh)
        where T : class
    {
        Remark(value, pointer, en, zh);
        return null;
    }

    private T? WrongValue<T>(JsonElement value, string pointer, string en, string zh)
        where T : struct
    {
        Remark(value, pointer, en, zh);
        return null;
    }

    private void Remark(JsonElement value, string pointer, string en, string zh)
    {
        var text = value.GetRawText();
        Findings.Add(PipelineFindings.WrongKind.At(pointer, Field(pointer), text.Length > 60 ? text[..60] + "…" : text, en, zh));
    }

    // "/0/lines/2/quantity" names the member lines[2].quantity of an order.
    private static string Field(string pointer)
    {
        var parts = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var path = new System.Text.StringBuilder();
        foreach (var (part, at) in parts.Select((part, at) => (part, at)))
        {
            if (int.TryParse(part, CultureInfo.InvariantCulture, out var index))
            {
                _ = at == 0 ? path : path.Append('[').Append(index).Append(']');
            }
            else
            {
                _ = path.Length == 0 ? path.Append(part) : path.Append('.').Append(part);
            }
        }

        return path.ToString();
    }
}
