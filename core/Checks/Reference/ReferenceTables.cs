using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>Turns rows into records, table by table. Of two rows with one key the later one holds.</summary>
internal sealed class ReferenceTables(Lexicon lexicon, ReferenceReport report)
{
    private readonly ReferenceReader _reader = new(lexicon, report);
    private Dictionary<string, CustomerReference>? _customers;
    private Dictionary<string, CreditPosition>? _credit;
    private Dictionary<string, PriceReference>? _prices;
    private Dictionary<string, StockReference>? _stock;
    private Dictionary<string, MaterialReference>? _materials;

    /// <summary>What was read.</summary>
    public ReferenceData Data => new()
    {
        Customers = _customers is null ? null : [.. _customers.Values],
        Credit = _credit is null ? null : [.. _credit.Values],
        Prices = _prices is null ? null : [.. _prices.Values],
        Stock = _stock is null ? null : [.. _stock.Values],
        Materials = _materials is null ? null : [.. _materials.Values],
        Findings = report.Findings,
        Dropped = report.Dropped,
    };

    /// <summary>States that the file holds the table, even where it has no rows.</summary>
    public void Open(ReferenceTable table)
    {
        switch (table)
        {
            case ReferenceTable.Customers:
                _customers ??= new(StringComparer.Ordinal);
                break;
            case ReferenceTable.Credit:
                _credit ??= new(StringComparer.Ordinal);
                break;
            case ReferenceTable.Prices:
                _prices ??= new(StringComparer.Ordinal);
                break;
            case ReferenceTable.Stock:
                _stock ??= new(StringComparer.Ordinal);
                break;
            default:
                _materials ??= new(StringComparer.Ordinal);
                break;
        }
    }

    /// <summary>Adds one row to a table that is open.</summary>
    public void Add(ReferenceTable table, ReferenceRow row)
    {
        _reader.Start(row);
        switch (table)
        {
            case ReferenceTable.Customers:
                Customer();
                break;
            case ReferenceTable.Credit:
                Credit();
                break;
            case ReferenceTable.Prices:
                Price();
                break;
            case ReferenceTable.Stock:
                Stock();
                break;
            default:
                Material();
                break;
        }
    }

    private void Customer()
    {
        var customer = new CustomerReference(
            _reader.Key("code"), _reader.Key("name"), _reader.List("aliases"), _reader.List("emails"), _reader.Text("taxId"),
            _reader.Flag("blocked"), _reader.List("requiredFields"));
        Put(_customers!, customer.Code, customer);
    }

    private void Credit()
    {
        var credit = new CreditPosition(
            _reader.Key("customerCode"), _reader.Currency(), _reader.Required("limit"), _reader.Number("receivables") ?? 0,
            _reader.Number("overdue") ?? 0, 0);
        Put(_credit!, credit.CustomerCode, credit);
    }

    private void Price()
    {
        var price = new PriceReference(
            _reader.Text("customerCode"), _reader.Key("itemCode"), _reader.Currency(), _reader.Required("unitPrice"),
            _reader.Number("tolerancePercent") ?? 0);
        Put(_prices!, string.Join(" · ", new[] { price.CustomerCode, price.ItemCode, price.Currency }.Where(p => p is not null)), price);
    }

    private void Stock()
    {
        var stock = new StockReference(
            _reader.Key("itemCode"), _reader.Required("available"), _reader.Date("incomingDate"), _reader.Number("incomingQuantity") ?? 0);
        Put(_stock!, stock.ItemCode, stock);
    }

    private void Material()
    {
        var item = _reader.Key("itemCode");
        var days = _reader.Number("leadTimeDays");
        if (days is < 0 or > 36_500)
        {
            _reader.Bad(ReferenceFindings.BadNumber, "leadTimeDays", days);
            return;
        }

        Put(_materials!, item, new MaterialReference(
            item, _reader.Text("name") ?? item, _reader.Text("family"), _reader.Unit(), _reader.Text("drawingRevision"),
            days is { } d ? (int)Math.Ceiling(d) : null, _reader.List("customerItemCodes")));
    }

    private void Put<T>(Dictionary<string, T> rows, string key, T row)
    {
        if (_reader.IsBad)
        {
            return;
        }

        var normal = KeyText.OfCode(key);
        if (rows.ContainsKey(normal))
        {
            report.Add(ReferenceFindings.Repeated, _reader.Where, null, key);
        }

        rows[normal] = row;
    }
}
