using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>A JSON document read by a mapping.</summary>
internal sealed class JsonOrderDocument(MappingPlan plan, JsonShape shape, ReadOnlyMemory<byte> json, UnderstandingContext context, IMappingTrace? trace) : UnderstoodDocument
{
    private const int MaxDepth = 64;

    private readonly List<Finding> _findings = [];
    private readonly FieldRunner _runner = new(plan, context, trace);
    private JsonDocument? _document;
    private Finding? _invalid;
    private int _orders;

    public override IReadOnlyList<Finding> Findings => _findings;

    public override decimal Confidence => _orders == 0 ? 0m : 1m;

    public override Finding? Refusal => _invalid ?? _runner.Frozen;

    public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
    {
        if (!Parse())
        {
            yield break;
        }

        var reading = new JsonOrderReading(plan, shape, context, _runner, _findings);
        foreach (var (element, pointer) in Elements(_document!.RootElement, plan.JsonOrders?.Steps ?? [], 0, ""))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return reading.Read(element, pointer, _orders++);
        }
    }

    protected override void Dispose(bool disposing) => _document?.Dispose();

    private bool Parse()
    {
        try
        {
            _document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return true;
        }
        catch (JsonException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}");
            _invalid = MappingFindings.InvalidJson.At(place, null, e.Message);
            _findings.Add(_invalid);
            return false;
        }
    }

    /// <summary>Every element that a path leads to, with its JSON Pointer.</summary>
    private static IEnumerable<(JsonElement Element, string Pointer)> Elements(JsonElement from, JsonStep[] steps, int at, string pointer)
    {
        if (at == steps.Length)
        {
            if (from.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                yield return (from, pointer);
            }

            yield break;
        }

        if (!JsonPath.IsStar(steps[at]))
        {
            foreach (var found in Elements(JsonPath.Follow(from, steps.AsSpan(at, 1)), steps, at + 1, pointer + JsonShape.Pointer(steps[at])))
            {
                yield return found;
            }
        }
        else if (from.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var element in from.EnumerateArray())
            {
                foreach (var found in Elements(element, steps, at + 1, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}")))
                {
                    yield return found;
                }

                index++;
            }
        }
    }
}
