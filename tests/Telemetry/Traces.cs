using Shouldly;

namespace IntegrationHub.Tests.Telemetry;

/// <summary>What holds of every whole trace.</summary>
internal static class Traces
{
    /// <summary>The spans from one up to the root; each parent must have come.</summary>
    public static List<CollectedSpan> Way(IReadOnlyList<CollectedSpan> spans, string spanId, string? beyond = null)
    {
        var way = new List<CollectedSpan>();
        for (var id = spanId; id.Length > 0 && id != beyond;)
        {
            var span = spans.SingleOrDefault(span => span.SpanId == id);
            span.ShouldNotBeNull($"the parent {id} of {way.LastOrDefault()?.Name} is missing");
            way.Add(span);
            id = span.ParentId;
        }

        return way;
    }

    public static string Names(IEnumerable<CollectedSpan> way) => string.Join(" < ", way.Select(span => $"{span.Name}:{span.Kind}"));
}
