using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>A document of order/v1 JSON, one object or an array; the elements of an array are read one at a time.</summary>
internal sealed class JsonOrders(Func<Stream> open, ArchivedDocument document) : UnderstoodDocument
{
    private bool _any;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings => [];

    /// <inheritdoc/>
    public override decimal Confidence => _any ? 1m : 0m;

    /// <inheritdoc/>
    public override Finding? Refusal => null;

    /// <inheritdoc/>
    public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
    {
        using var content = open();
        using var elements = Elements(content, cancellation).GetEnumerator();
        while (Move(elements))
        {
            _any = true;
            var (element, pointer) = elements.Current;
            var understood = JsonOrderReader.Read(element, pointer);
            yield return understood with
            {
                Order = understood.Order with { Provenance = new Provenance { Document = document.Key.ToString() } },
            };
        }
    }

    private IEnumerable<(JsonElement Element, string Pointer)> Elements(Stream content, CancellationToken cancellation)
    {
        if (!BeginsArray())
        {
            using var single = JsonDocument.Parse(content);
            yield return (single.RootElement, "");
            yield break;
        }

        var index = 0;
        foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, cancellationToken: cancellation)
            .ToBlockingEnumerable(cancellation))
        {
            yield return (element, string.Create(CultureInfo.InvariantCulture, $"/{index++}"));
        }
    }

    private bool BeginsArray()
    {
        using var start = open();
        int next;
        do
        {
            next = start.ReadByte();
        }
        while (next is 0xEF or 0xBB or 0xBF or ' ' or '\t' or '\r' or '\n');
        return next == '[';
    }

    private static bool Move(IEnumerator<(JsonElement Element, string Pointer)> elements)
    {
        try
        {
            return elements.MoveNext();
        }
        catch (JsonException fault)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{(fault.LineNumber ?? 0) + 1}:{(fault.BytePositionInLine ?? 0) + 1}");
            throw new UnreadableWorkbookException(PipelineFindings.JsonUnreadable.At(place, null, fault.Message), fault);
        }
    }
}
