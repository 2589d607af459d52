using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;
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

    /// <summary>
    /// What was read of one order. What is wrong with it refuses it, what is right is kept, so that it can be looked at. Id, stage, hold and
    /// provenance are the hub's own and not taken from outside.
    /// </summary>
    public static UnderstoodOrder Understood(OrderReading reading, DocumentKey document)
    {
        var order = (reading.Order ?? reading.Draft ?? new CanonicalOrder()) with
        {
            Id = Guid.Empty,
            Stage = OrderStage.PendingReview,
            OnHold = false,
            Provenance = new Provenance { Document = document.ToString() },
        };
        return new UnderstoodOrder(order, 1m, reading.Order is null ? [.. reading.Findings.Select(Refusing)] : reading.Findings);
    }

    /// <inheritdoc/>
    public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
    {
        using var content = open();
        using var readings = Readings(content, cancellation).GetEnumerator();
        while (Move(readings))
        {
            _any = true;
            yield return Understood(readings.Current, document.Key);
        }
    }

    private static Finding Refusing(Finding finding) =>
        finding.Severity == Severity.Error ? finding with { Severity = Severity.Reject } : finding;

    private IEnumerable<OrderReading> Readings(Stream content, CancellationToken cancellation)
    {
        if (!BeginsArray())
        {
            using var single = JsonDocument.Parse(content);
            yield return OrderV1Reader.Read(JsonMarshal.GetRawUtf8Value(single.RootElement));
            yield break;
        }

        var index = 0;
        foreach (var element in JsonSerializer.DeserializeAsyncEnumerable(content, OrderJson.Wire.JsonElement, cancellation)
            .ToBlockingEnumerable(cancellation))
        {
            yield return OrderV1Reader.ReadEntry(JsonMarshal.GetRawUtf8Value(element), index++);
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

    private static bool Move(IEnumerator<OrderReading> readings)
    {
        try
        {
            return readings.MoveNext();
        }
        catch (JsonException fault)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{(fault.LineNumber ?? 0) + 1}:{(fault.BytePositionInLine ?? 0) + 1}");
            throw new UnreadableWorkbookException(PipelineFindings.JsonUnreadable.At(place, null, fault.Message), fault);
        }
    }
}
