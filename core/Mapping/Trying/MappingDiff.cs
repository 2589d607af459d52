using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Trying;

/// <summary>A document that came before, kept in the archive.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">File name.</param>
/// <param name="Sender">Sender; null when unknown.</param>
/// <param name="Open">Opens it as a workbook from the start; null for JSON.</param>
/// <param name="Json">Its bytes where it is JSON; null for workbooks.</param>
public sealed record PastDocument(string Id, string Name, string? Sender, Func<WorkbookCursor>? Open, ReadOnlyMemory<byte>? Json = null);

/// <summary>How one order of a past document would come out otherwise.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="OrderNumber">Number of the order.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Fields">Members that differ; empty unless changed.</param>
public sealed record OrderChange(string Document, string? OrderNumber, string Kind, IReadOnlyList<FieldChange> Fields);

/// <summary>What a new version of a mapping would change on past input.</summary>
/// <param name="Documents">Documents compared.</param>
/// <param name="Orders">Orders compared.</param>
/// <param name="Changes">Orders that differ.</param>
/// <param name="Unreadable">Documents that could not be read, with the reason.</param>
public sealed record MappingDiff(int Documents, int Orders, IReadOnlyList<OrderChange> Changes, IReadOnlyList<string> Unreadable)
{
    /// <summary>Reads every document with both versions.</summary>
    public static MappingDiff Compare(
        CompiledMapping before, CompiledMapping after, IEnumerable<PastDocument> documents, DateOnly today, CancellationToken cancellation)
    {
        var changes = new List<OrderChange>();
        var unreadable = new List<string>();
        int count = 0, orders = 0;
        foreach (var document in documents)
        {
            count++;
            try
            {
                var one = Read(before, document, today, cancellation);
                var other = Read(after, document, today, cancellation);
                orders += Math.Max(one.Count, other.Count);
                Compare(document.Id, one, other, changes);
            }
            catch (UnreadableWorkbookException e)
            {
                unreadable.Add($"{document.Id}: {e.Finding.Code}");
            }
        }

        return new MappingDiff(count, orders, changes, unreadable);
    }

    private static List<CanonicalOrder> Read(CompiledMapping mapping, PastDocument past, DateOnly today, CancellationToken cancellation)
    {
        var context = new UnderstandingContext(past.Id, past.Name, past.Sender, today);
        if (mapping.IsJson != past.Json.HasValue)
        {
            return [];
        }

        using var document = mapping.IsJson ? mapping.ReadJson(past.Json!.Value, context) : mapping.Read(past.Open!, context);
        return [.. document.Orders(cancellation).Select(o => o.Order)];
    }

    /// <summary>Orders belong together by number; those without one by position.</summary>
    private static void Compare(string document, List<CanonicalOrder> before, List<CanonicalOrder> after, List<OrderChange> changes)
    {
        var rest = after.Select((order, index) => (order, index)).ToList();
        for (var i = 0; i < before.Count; i++)
        {
            var order = before[i];
            var at = rest.FindIndex(r => order.OrderNumber is null ? r.index == i : r.order.OrderNumber == order.OrderNumber);
            at = at < 0 ? rest.FindIndex(r => r.index == i && r.order.OrderNumber is null) : at;
            if (at < 0)
            {
                changes.Add(new OrderChange(document, order.OrderNumber, "removed", []));
                continue;
            }

            var fields = OrderFlat.Compare(order, rest[at].order);
            if (fields.Count > 0)
            {
                changes.Add(new OrderChange(document, order.OrderNumber, "changed", fields));
            }

            rest.RemoveAt(at);
        }

        changes.AddRange(rest.Select(r => new OrderChange(document, r.order.OrderNumber, "added", [])));
    }
}
