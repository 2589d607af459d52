using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>A table of order heads, on the sheet of lines or beside it: what it says of an order number completes that order's lines.</summary>
internal sealed class HeadTable
{
    private readonly Dictionary<string, HeadDraft> _heads = new(StringComparer.Ordinal);

    /// <summary>The only head of the sheet, in a table of one row above the lines; null where there are more.</summary>
    private HeadDraft? _only;
    private int _sheet;

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
                    table._sheet = analysed.Plan.Sheet.Index;
                }
            }
        }

        table._only = table._heads.Count == 1 ? table._heads.Values.First() : null;
        return table;
    }

    /// <summary>The line with what its order's head says.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isNumbered">True where a title block numbers the line's order: a head of another number is not its head.</param>
    /// <param name="customer">Whom a title block names: a head of another customer is not its head either.</param>
    public LineDraft Complete(LineDraft line, bool isNumbered, string? customer)
    {
        var only = isNumbered || line.Table.Sheet.Index != _sheet || customer is not null && _only?.Customer is { } other && customer != other ? null : _only;
        if ((line.Head.OrderNumber is { } number ? _heads.TryGetValue(number, out var found) ? found : (HeadDraft?)null : only) is not { } head)
        {
            return line;
        }

        var own = line.Head;
        return line.With(head.DeliveryDate, own with
        {
            OrderNumber = own.OrderNumber ?? head.OrderNumber,
            TaxId = own.TaxId ?? head.TaxId,
            PaymentMethod = own.PaymentMethod ?? head.PaymentMethod,
            PaymentStatus = own.PaymentStatus ?? head.PaymentStatus,
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
