using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Storage;

/// <summary>From events to the card. The write path and the rebuild use the same functions, so that both come out equal.</summary>
public static class OrderProjection
{
    /// <summary>The card after an event.</summary>
    public static OrderCard Apply(OrderCard? card, OrderEvent entry, EventBody body)
    {
        var next = entry.Type switch
        {
            OrderEventTypes.Received or OrderEventTypes.Checked or OrderEventTypes.Revised when body is { Order: { } order, Outcome: { } outcome } =>
                Checked(card, entry.OrderId, order, outcome, body.Confidence ?? 0, body.DuplicateOf, body.Route, body.Keys?.ContentHash ?? 0, body.Findings.Count, body.SharedFindings, body.Stage),
            OrderEventTypes.LinesAdded when card is not null => card with
            {
                Lines = card.Lines + body.Lines.Count,
                Confidence = Math.Min(card.Confidence, body.Confidence ?? card.Confidence),
                Unchecked = true,
            },
            OrderEventTypes.Released or OrderEventTypes.Rejected when card is not null => card with { Outcome = body.Outcome ?? card.Outcome },
            OrderEventTypes.Linked or OrderEventTypes.Unlinked when card is not null =>
                card with { Outcome = body.Outcome ?? card.Outcome, DuplicateOf = body.DuplicateOf },
            _ => card ?? throw new InvalidDataException($"the log of order {entry.OrderId} begins with {entry.Type}"),
        };
        return Follow(next, entry);
    }

    /// <summary>The card of an order that was just checked, without its place in the log.</summary>
    public static OrderCard Checked(
        OrderCard? card, Guid id, CanonicalOrder order, Outcome outcome, decimal confidence, Guid? duplicateOf, string? route, ulong contentHash,
        int remarks, UInt128? sharedRemarks, OrderStage? stage) =>
        new()
        {
            Id = id,
            Outcome = outcome,
            Channel = order.Channel,
            OrderNumber = order.OrderNumber,
            CustomerCode = order.Customer?.Code,
            CustomerName = order.Customer?.Name,
            OrderDate = order.OrderDate,
            Stage = stage ?? card?.Stage ?? OrderStage.PendingReview,
            Lines = order.Lines.Count,
            Confidence = decimal.Round(confidence, 4),
            DuplicateOf = duplicateOf,
            Route = route,
            ContentHash = contentHash,
            Remarks = remarks,
            SharedRemarks = sharedRemarks,
        };

    /// <summary>Sets the card's place in the log behind the event.</summary>
    public static OrderCard Follow(OrderCard card, OrderEvent entry) => card with { Length = entry.Sequence, Head = entry.Hash };

    /// <summary>The order as the log leaves it, without findings and without the places its values came from: what comparing it needs.</summary>
    /// <param name="card">The card; id, stage and hold come from it.</param>
    /// <param name="events">The whole log.</param>
    public static CanonicalOrder Content(OrderCard card, IReadOnlyList<OrderEvent> events)
    {
        CanonicalOrder? order = null;
        foreach (var entry in events)
        {
            if (StatesContent(entry))
            {
                var body = EventBody.ReadContent(entry.Data);
                order = body.Order ?? (order is null ? null : WithLines(order, body.Lines, body.Rows));
            }
        }

        return (order ?? new CanonicalOrder()) with { Id = card.Id, Stage = card.Stage, OnHold = card.Outcome == Outcome.Held };
    }

    /// <summary>The order and the findings as the log leaves them.</summary>
    /// <param name="card">The card; stage and hold come from it.</param>
    /// <param name="events">The whole log.</param>
    /// <param name="content">Finds what is stored once under its hash.</param>
    public static OrderView View(OrderCard card, IReadOnlyList<OrderEvent> events, Func<UInt128, byte[]> content)
    {
        CanonicalOrder? order = null;
        IReadOnlyList<Finding> findings = [];
        var document = card.Document;
        foreach (var entry in events)
        {
            if (!StatesContent(entry))
            {
                continue;
            }

            var body = EventBody.Read(entry.Data);
            if (body.Order is { } whole)
            {
                order = WithFields(whole, body.Fields, content);
                findings = AllFindings(body, content);
                document = body.Document ?? document;
            }
            else if (order is not null)
            {
                order = WithLines(order, body.Lines, body.Rows);
            }
        }

        order ??= new CanonicalOrder();
        return new OrderView(
            card,
            order with
            {
                Id = card.Id,
                Stage = card.Stage,
                OnHold = card.Outcome == Outcome.Held,
                Provenance = order.Provenance is { } known ? known with { Document = document } : null,
            },
            findings);
    }

    /// <summary>The findings as the log leaves them; the log is not read where the card says that it has none of its own.</summary>
    /// <param name="order">The order.</param>
    /// <param name="own">How many it has of its own.</param>
    /// <param name="sharedHash">Hash of those that it shares.</param>
    /// <param name="log">Reads the order's log.</param>
    /// <param name="content">Finds what is stored once under its hash.</param>
    /// <param name="shared">Findings stored once that were read before.</param>
    public static IReadOnlyList<Finding> Remarks(
        Guid order, int own, UInt128? sharedHash, Func<Guid, IReadOnlyList<OrderEvent>> log, Func<UInt128, byte[]> content,
        Dictionary<UInt128, IReadOnlyList<Finding>> shared)
    {
        IReadOnlyList<Finding> common = [];
        if (sharedHash is { } hash && !shared.TryGetValue(hash, out common!))
        {
            common = AllFindings(new EventBody { SharedFindings = hash }, content);
            shared[hash] = common;
        }

        if (own == 0)
        {
            return common;
        }

        var events = log(order);
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (OrderEventTypes.IsChecked(events[i].Type))
            {
                return [.. EventBody.ReadFindings(events[i].Data), .. common];
            }
        }

        return common;
    }

    /// <summary>The order with further lines behind its own.</summary>
    public static CanonicalOrder WithLines(CanonicalOrder order, IReadOnlyList<OrderLine> lines, IReadOnlyList<int> rows) => order with
    {
        Lines = [.. order.Lines, .. lines],
        Provenance = order.Provenance is { } known ? known with { Rows = [.. known.Rows, .. rows] } : null,
    };

    /// <summary>Findings of its own first, then those that are stored once.</summary>
    public static IReadOnlyList<Finding> AllFindings(EventBody body, Func<UInt128, byte[]> content) =>
        body.SharedFindings is { } hash
            ? [.. body.Findings, .. JsonSerializer.Deserialize(content(hash), OrderJson.Compact.FindingArray)!]
            : body.Findings;

    private static bool StatesContent(OrderEvent entry) => OrderEventTypes.IsChecked(entry.Type) || entry.Type == OrderEventTypes.LinesAdded;

    private static CanonicalOrder WithFields(CanonicalOrder order, UInt128? fields, Func<UInt128, byte[]> content) =>
        fields is { } hash && order.Provenance is { } provenance
            ? order with { Provenance = provenance with { Fields = JsonSerializer.Deserialize(content(hash), OrderJson.Compact.IReadOnlyDictionaryStringFieldSource)! } }
            : order;
}
