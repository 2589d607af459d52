using System.Text.Json;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Mapping.Trying;

/// <summary>An order as path → JSON text, without id and provenance: what a person compares.</summary>
internal static class OrderFlat
{
    /// <summary>Paths in member order; nulls, empty lists and what the hub itself gives are left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(CanonicalOrder order)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        var json = JsonSerializer.SerializeToElement(order with { Id = default, Provenance = null }, OrderJson.Compact.CanonicalOrder);
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("id" or "schema"))
            {
                Add(member.Name, member.Value, result);
            }
        }

        return result;
    }

    /// <summary>The members that differ, as path, before and after; numbers are compared as numbers.</summary>
    public static IReadOnlyList<FieldChange> Compare(CanonicalOrder before, CanonicalOrder after)
    {
        var one = Of(before);
        var other = Of(after);
        return [.. one.Keys.Union(other.Keys)
            .Select(path => new FieldChange(path, one.GetValueOrDefault(path), other.GetValueOrDefault(path)))
            .Where(c => !Same(c.Before, c.After))];
    }

    private static bool Same(string? one, string? other) => one == other
        || (one is not null && other is not null && one[0] != '"' && other[0] != '"'
            && decimal.TryParse(one, System.Globalization.CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(other, System.Globalization.CultureInfo.InvariantCulture, out var b) && a == b);

    private static void Add(string path, JsonElement element, Dictionary<string, string> result)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Add($"{path}.{member.Name}", member.Value, result);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var entry in element.EnumerateArray())
                {
                    Add(FormattableString.Invariant($"{path}[{index++}]"), entry, result);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                result[path] = element.ValueKind == JsonValueKind.String ? $"\"{element.GetString()}\"" : element.GetRawText();
                break;
        }
    }
}

/// <summary>One member that differs; null where it is not there.</summary>
/// <param name="Path">E.g. <c>lines[0].quantity</c>.</param>
/// <param name="Before">JSON text before.</param>
/// <param name="After">JSON text after.</param>
public sealed record FieldChange(string Path, string? Before, string? After);
