using System.Text.Json;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>One step of a path: a member, or one element by index, or every element.</summary>
/// <param name="Name">Member's name; null for a step into an array.</param>
/// <param name="Index">Zero-based index; <see cref="JsonPath.Every"/> for every element.</param>
internal readonly record struct JsonStep(string? Name, int Index);

/// <summary>
/// Paths such as <c>trade.orders.order[*].num</c>: members, indexes, every element. A leading <c>$.</c> is allowed; a name with
/// special characters stands in quotes: <c>["a.b"]</c>.
/// </summary>
internal sealed class JsonPath
{
    /// <summary>Index of <c>[*]</c>.</summary>
    public const int Every = -1;

    private JsonPath(JsonStep[] steps) => Steps = steps;

    public JsonStep[] Steps { get; }

    /// <summary>Number of <c>[*]</c>.</summary>
    public int Stars => Steps.Count(IsStar);

    /// <summary>Reads a path; null when it is none.</summary>
    public static JsonPath? Parse(string text)
    {
        var steps = new List<JsonStep>();
        var at = text.StartsWith("$.", StringComparison.Ordinal) ? 2 : text.StartsWith('$') ? 1 : 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                var close = text.IndexOf(']', at);
                if (close < 0 || ParseBracket(text[(at + 1)..close]) is not { } step)
                {
                    return null;
                }

                steps.Add(step);
                at = close + 1;
            }
            else
            {
                if (text[at] == '.' && steps.Count > 0)
                {
                    at++;
                }

                var end = text.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? text.Length : at + end;
                if (end == at)
                {
                    return null;
                }

                steps.Add(new JsonStep(text[at..end].Trim(), 0));
                at = end;
                if (at < text.Length && text[at] == '.' && at + 1 == text.Length)
                {
                    return null;
                }
            }
        }

        return new JsonPath([.. steps]);
    }

    private static JsonStep? ParseBracket(string inner)
    {
        if (inner == "*")
        {
            return new JsonStep(null, Every);
        }

        if (inner.Length > 2 && inner[0] == '"' && inner[^1] == '"')
        {
            return new JsonStep(inner[1..^1], 0);
        }

        return int.TryParse(inner, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? new JsonStep(null, index)
            : null;
    }

    public static bool IsStar(JsonStep step) => step is { Name: null, Index: Every };

    /// <summary>The steps up to and including the n-th <c>[*]</c>.</summary>
    public JsonStep[] ThroughStar(int count)
    {
        var seen = 0;
        return [.. Steps.TakeWhile(s => seen < count && (!IsStar(s) || seen++ < count))];
    }

    /// <summary>Follows steps without <c>[*]</c>; an undefined element when the path leads nowhere.</summary>
    public static JsonElement Follow(JsonElement from, ReadOnlySpan<JsonStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Name is not null)
            {
                if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(step.Name, out from))
                {
                    return default;
                }
            }
            else if (from.ValueKind == JsonValueKind.Array && step.Index < from.GetArrayLength())
            {
                from = from[step.Index];
            }
            else
            {
                return default;
            }
        }

        return from;
    }
}
