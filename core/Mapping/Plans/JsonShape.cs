using System.Text;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>One object of an order that repeats: the order itself, or the elements of an array in it.</summary>
/// <param name="Root">What is asked of it.</param>
/// <param name="Slots">How many values are kept of it.</param>
/// <param name="Array">Slot of the array whose elements are the next level; negative for the last one.</param>
/// <param name="Suffix">JSON Pointer from here to that array.</param>
internal sealed record JsonLevel(JsonInterest Root, int Slots, int Array, string Suffix);

/// <summary>Where a source of a field is found.</summary>
/// <param name="Level">Which object.</param>
/// <param name="Slot">Which of its values; negative for what is known of the document.</param>
/// <param name="Suffix">JSON Pointer from that object to the value, or the word for what is known.</param>
/// <param name="Label">The path as the file writes it; null for what is known.</param>
internal sealed record JsonSource(int Level, int Slot, string Suffix, string? Label);

/// <summary>What a JSON mapping looks at, arranged so that every member of a document is looked at once.</summary>
internal sealed class JsonShape
{
    private Known? _last;

    private JsonShape(JsonLevel[] levels, JsonSource[][] lines, JsonSource[][] orders)
    {
        Levels = levels;
        Lines = lines;
        Orders = orders;
    }

    /// <summary>The order first, its lines last.</summary>
    public JsonLevel[] Levels { get; }

    /// <summary>The sources of each line field.</summary>
    public JsonSource[][] Lines { get; }

    /// <summary>The sources of each field of the order.</summary>
    public JsonSource[][] Orders { get; }

    /// <summary>True where the places of an order follow from which source of each field was found.</summary>
    public bool HasFixedPlaces => Levels.Length <= 2;

    public static JsonShape Of(MappingPlan plan)
    {
        var arrays = Arrays(plan.JsonLines);
        var roots = Enumerable.Range(0, arrays.Count + 1).Select(_ => new JsonInterest(null, 0)).ToArray();
        var slots = new int[roots.Length];
        var leads = arrays.Select((steps, level) => roots[level].Reserve(steps, ref slots[level])).ToArray();
        JsonSource[][] Sources(FieldPlan[] fields) => [.. fields.Select(field => field.Sources.Select(source => Of(source, roots, slots)).ToArray())];
        var (orders, lines) = (Sources(plan.OrderFields), Sources(plan.LineFields));
        return new JsonShape(
            [.. roots.Select((root, i) => new JsonLevel(root, slots[i], i < leads.Length ? leads[i] : -1, i < leads.Length ? Pointer(arrays[i]) : ""))],
            lines,
            orders);
    }

    /// <summary>JSON Pointer of steps (RFC 6901).</summary>
    public static string Pointer(ReadOnlySpan<JsonStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            text.Append(Pointer(step));
        }

        return text.ToString();
    }

    /// <summary>JSON Pointer of one step.</summary>
    public static string Pointer(JsonStep step) => step.Name is { } name
        ? "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : step.Index == JsonPath.Every ? "/*" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{step.Index}");

    /// <summary>The places of the last order, where its fields were found in the same sources: orders of one source hardly ever differ in that.</summary>
    public IReadOnlyDictionary<string, FieldSource>? Recall(ReadOnlySpan<int> found) =>
        Volatile.Read(ref _last) is { } last && found.SequenceEqual(last.Found) ? last.Places : null;

    /// <summary>Remembers them.</summary>
    public void Remember(ReadOnlySpan<int> found, IReadOnlyDictionary<string, FieldSource> places) => Volatile.Write(ref _last, new Known(found.ToArray(), places));

    private static List<JsonStep[]> Arrays(JsonPath? lines)
    {
        var arrays = new List<JsonStep[]>();
        var steps = new List<JsonStep>();
        foreach (var step in lines?.ThroughStar(lines.Stars) ?? [])
        {
            if (JsonPath.IsStar(step))
            {
                arrays.Add([.. steps]);
                steps.Clear();
            }
            else
            {
                steps.Add(step);
            }
        }

        return arrays;
    }

    private static JsonSource Of(SourceExpression source, JsonInterest[] roots, int[] slots)
    {
        if (source is not SourceExpression.Json { Path: var path, Text: var label })
        {
            return new JsonSource(0, -1, ((SourceExpression.Known)source).Word, null);
        }

        var level = path.Stars;
        var steps = path.Steps[path.ThroughStar(level).Length..];
        return new JsonSource(level, roots[level].Reserve(steps, ref slots[level]), Pointer(steps), label);
    }

    private sealed record Known(int[] Found, IReadOnlyDictionary<string, FieldSource> Places);
}
