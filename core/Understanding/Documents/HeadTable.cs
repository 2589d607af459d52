using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>A sheet of order heads beside the sheet of lines: what it says of an order number completes that order's lines.</summary>
internal sealed class HeadTable
{
    private readonly Dictionary<string, HeadDraft> _heads = new(StringComparer.Ordinal);

    public static HeadTable From(IEnumerable<SheetAnalysis> sheets, Words words)
    {
        var table = new HeadTable();
        foreach (var analysed in sheets.SelectMany(s => s.Tables).Where(t => !t.CanHoldLines && t.Plan.Has(Concept.OrderNumber)))
        {
            var reader = new RowReader(analysed.Plan, words);
            foreach (var row in analysed.Region.Rows)
            {
                if (TableRegion.Value(row, analysed.Plan[Concept.OrderNumber]!.Header) is not null && reader.ReadHead(row) is { OrderNumber: { } number } head)
                {
                    table._heads.TryAdd(number, head);
                }
            }
        }

        return table;
    }

    public LineDraft Complete(LineDraft line)
    {
        if (line.Head.OrderNumber is not { } number || !_heads.TryGetValue(number, out var head))
        {
            return line;
        }

        var own = line.Head;
        return line.With(own with
        {
            OrderDate = own.OrderDate ?? head.OrderDate,
            OrderedAt = own.OrderedAt ?? head.OrderedAt,
            Customer = own.Customer ?? head.Customer,
            CustomerCode = own.CustomerCode ?? head.CustomerCode,
            Contact = own.Contact ?? head.Contact,
            Phone = own.Phone ?? head.Phone,
            Email = own.Email ?? head.Email,
            Supplier = own.Supplier ?? head.Supplier,
            ShipTo = own.ShipTo ?? head.ShipTo,
            Currency = own.Currency ?? head.Currency,
        });
    }
}
