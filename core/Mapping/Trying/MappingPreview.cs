using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Running;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Trying;

/// <summary>Where one value came from.</summary>
/// <param name="Order">Zero-based order of the document.</param>
/// <param name="Path">Member of order/v1, e.g. <c>lines[0].quantity</c>.</param>
/// <param name="Place">Place in the source; null for a default.</param>
/// <param name="Raw">Text of the source.</param>
/// <param name="Value">What came out; null where nothing did.</param>
public sealed record PreviewField(int Order, string Path, string? Place, string? Raw, string? Value);

/// <summary>What a mapping makes of a document, field by field.</summary>
/// <param name="Fields">In reading order, at most <see cref="MaxFields"/>.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Findings">Everything remarked on, the refusal included.</param>
public sealed record MappingPreview(IReadOnlyList<PreviewField> Fields, IReadOnlyList<UnderstoodOrder> Orders, IReadOnlyList<Finding> Findings)
{
    /// <summary>Enough to see by; a preview is for people.</summary>
    public const int MaxFields = 2_000;

    /// <summary>Reads the document and watches.</summary>
    internal static MappingPreview Take(Func<IMappingTrace, UnderstoodDocument> read, CancellationToken cancellation)
    {
        var trace = new Recorder();
        using var document = read(trace);
        var orders = document.Orders(cancellation).ToList();
        var findings = document.Findings.Concat(orders.SelectMany(o => o.Findings)).ToList();
        if (document.Refusal is { } refusal && !findings.Contains(refusal))
        {
            findings.Add(refusal);
        }

        return new MappingPreview(trace.Fields, orders, findings);
    }

    private sealed class Recorder : IMappingTrace
    {
        public List<PreviewField> Fields { get; } = [];

        public void Field(int order, int? line, string path, string? place, string? raw, string? value)
        {
            if (Fields.Count < MaxFields && (raw is not null || value is not null))
            {
                Fields.Add(new PreviewField(order, line is { } at ? path.Replace("lines[]", string.Create(CultureInfo.InvariantCulture, $"lines[{at}]"), StringComparison.Ordinal) : path, place, raw, value));
            }
        }
    }
}
