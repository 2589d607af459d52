using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Grouping;

/// <summary>What all orders of one table share: the title block's values, provenance patterns and confidence. Built once per table.</summary>
internal sealed class OrderSetting
{
    private const decimal Guessed = 0.5m;

    private static readonly Concept[] KeyMeanings =
        [Concept.OrderNumber, Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.OrderDate, Concept.DeliveryDate, Concept.Customer];

    private readonly Words _words;
    private readonly (string Name, string Where)? _customer;
    private readonly (string Name, string Where)? _supplier;
    private readonly bool _toRecipient;

    /// <summary>Who probably ordered: shown on the order, which waits until somebody confirms it.</summary>
    private readonly (string Name, string Where)? _guess;

    /// <summary>The person who buys for the company whose paper it is; null where the customer named is the customer.</summary>
    private readonly string? _buyer;

    /// <param name="sheet">The sheet.</param>
    /// <param name="plan">The table's plan.</param>
    /// <param name="title">The title block that belongs to the table.</param>
    /// <param name="totals">The sums stated, where the table is one order.</param>
    /// <param name="questions">What is open about the table as a whole: every order of it waits for the answer.</param>
    /// <param name="words">The vocabularies.</param>
    public OrderSetting(SheetAnalysis sheet, TablePlan plan, TitleBlock? title, OrderTotals? totals, IReadOnlyList<Finding> questions, Words words)
    {
        Questions = questions;
        _words = words;
        Title = title;
        Totals = totals;
        Sheet = sheet.Grid.Info.Name;
        var isOrder = sheet.Claim is not { } claim || DocumentJudge.IsOrder(claim.Kind);
        var addressee = Addressee.WithHonorific(sheet.TitleGrid, sheet.FirstHeaderRow) is { } addressed && !sheet.Fields.Any(f => f.Where == addressed.Where && f.Meaning == Concept.Contact) ? addressed : default((string Name, string Where)?);
        var paper = Papers.Of(sheet.Claim);
        var isPurchase = paper == Paper.Buyers;
        addressee ??= paper == Paper.Unknown || title?.Has(isPurchase ? Concept.Supplier : Concept.Customer) == true ? null
            : AddressWindow.Find(sheet.TitleGrid, sheet.FirstHeaderRow, name => sheet.Fields.Any(f => f.Meaning is Concept.Customer or Concept.Supplier && f.Text.Contains(name, StringComparison.OrdinalIgnoreCase))) ?? Superior(sheet);
        _supplier = isOrder && paper != Paper.Sellers ? addressee : null;
        _customer = isOrder && paper != Paper.Sellers ? null : addressee;
        _buyer = isOrder && paper != Paper.Sellers && (addressee is not null || title?.Has(Concept.Supplier) == true) && title?.Field(Concept.Customer) is { } named && (isPurchase && IsPerson(named.Text) || PurchaseRoles.IsBuyer(named)) ? named.Text : null;
        if (_customer is null && isOrder && !plan.Has(Concept.Customer) && !plan.NamesPersons && (title?.Has(Concept.Customer) != true || _buyer is not null))
        {
            // Who prints an order on its own paper orders, unless the paper is the seller's.
            var seller = addressee?.Name ?? title?.Text(Concept.Supplier);
            var letterhead = Addressee.Letterhead(sheet.TitleGrid, sheet.FirstHeaderRow, addressee?.Name, title?.Text(Concept.Supplier))
                ?? (isPurchase && seller is not null && sheet.Tables.Count == 1 ? Addressee.Signer(sheet.TitleGrid, sheet.Tables[0].Region.LastGoodsRow, seller) : null)
                ?? Addressee.Heading(sheet.TitleGrid, sheet.FirstHeaderRow, title?.Text(Concept.ShipToName)) ?? Addressee.Heading(sheet.TitleGrid, sheet.FirstHeaderRow, title?.Text(Concept.ShipTo));
            letterhead ??= isPurchase && title?.Field(Concept.ShipToName) is { } consignee && (Addressee.LooksLikeCompany(consignee.Text) || Addressee.LooksLikeInstitution(consignee.Text)) ? (consignee.Text, consignee.Where) : null;
            _customer = isPurchase || title?.Has(Concept.Supplier) == true || plan.Has(Concept.Supplier) || addressee is not null
                ? letterhead is { } found ? (Addressee.WithoutTitle(found.Name, words), found.Where) : null
                : null;
        }

        _buyer = _customer is null ? null : _buyer;

        // A number alone is the customer's where the list of customers knows it; on a form it may be anybody's account.
        var isNamed = _customer is not null || plan.Has(Concept.Customer) || plan.NamesPersons || plan.Has(Concept.CustomerCode) || title?.Has(Concept.Customer) == true;

        // Lists of parcels name nobody but who receives them.
        _toRecipient = isOrder && !isNamed && title?.Has(Concept.CustomerCode) != true && plan.Has(Concept.ShipToName);
        NamesCustomer = isNamed || _toRecipient;
        if (!NamesCustomer)
        {
            var seller = title?.Text(Concept.Supplier) ?? _supplier?.Name;
            GuessedCustomer = UnnamedCustomer.Find(sheet, seller, words);
            _guess = !plan.Has(Concept.OrderNumber) && UnnamedCustomer.IsBuyersPaper(sheet, seller) ? GuessedCustomer : null;
        }

        TitleKey = title?.Text(Concept.Customer) is not null || title?.OrderDate is not null ? $"\n{title.Text(Concept.Customer)}\n{title.OrderDate}" : null;
        Remarks = title?.Text(Concept.Remarks);
        Attributes = title?.Attributes() ?? CanonicalOrder.EmptyAttributes;
        ShipTo = TitleShipTo(title);
        Sources = CollectSources(plan, title);
        Confidence = Least(plan, title);
    }

    private static (string Name, string Where)? Superior(SheetAnalysis sheet)
    {
        foreach (var row in sheet.TitleGrid.Rows.TakeWhile(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind == CellKind.Text && Addressee.SuperiorOf(CellText.Of(cell)) is { } firm)
                {
                    return (firm, CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number));
                }
            }
        }

        return null;
    }

    public IReadOnlyList<Finding> Questions { get; }

    public TitleBlock? Title { get; }

    /// <summary>True where something says who ordered.</summary>
    public bool NamesCustomer { get; }

    /// <summary>Who may have ordered where nothing says who did; null where no name stands on the sheet.</summary>
    public (string Name, string Where)? GuessedCustomer { get; }

    /// <summary>What tells apart orders whose title blocks have no number: who ordered when; null where the block says neither.</summary>
    public string? TitleKey { get; }

    public string Sheet { get; }

    public OrderTotals? Totals { get; }

    public string? Remarks { get; }

    public ShipTo? ShipTo { get; }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    public IReadOnlyDictionary<string, FieldSource> Sources { get; }

    /// <summary>0 to 1: the least certain of the meanings that matter.</summary>
    public decimal Confidence { get; }

    public Party? Customer(in HeadDraft head)
    {
        var name = head.Customer ?? (_buyer is null ? Title?.Text(Concept.Customer) : null) ?? _customer?.Name ?? (_toRecipient ? head.ShipTo?.Name : null) ?? _guess?.Name;
        var written = name is null ? default : _words.Party(name);
        var party = new Party
        {
            Name = written.Name,
            Code = head.CustomerCode ?? Title?.Text(Concept.CustomerCode),
            TaxId = head.TaxId ?? Title?.Text(Concept.CustomerTaxId) ?? written.TaxId,
            Contact = head.Contact ?? Title?.Text(Concept.Contact) ?? _buyer,
            Email = head.Email ?? Title?.Text(Concept.Email),
            Phone = head.Phone ?? Title?.Text(Concept.Phone),
        };
        return party == Empty ? null : party;
    }

    public Party? Supplier(in HeadDraft head)
    {
        var name = head.Supplier ?? Title?.Text(Concept.Supplier) ?? _supplier?.Name;
        var code = head.SupplierCode ?? Title?.Text(Concept.SupplierCode);
        return name is null && code is null ? null : new Party { Name = name is null ? null : _words.Party(name).Name, Code = code, TaxId = Title?.SupplierTaxId };
    }

    private static readonly Party Empty = new();

    /// <summary>"R. Diaz": an initial and a name.</summary>
    private static bool IsPerson(string name) => name.Length <= 40 && name is [>= 'A' and <= 'Z', '.', ' ', ..] && !Addressee.LooksLikeCompany(name);

    private static ShipTo? TitleShipTo(TitleBlock? title)
    {
        if (title is null)
        {
            return null;
        }

        var to = new ShipTo
        {
            Name = title.Text(Concept.ShipToName),
            Street = title.Text(Concept.ShipTo),
            City = title.Text(Concept.City),
            Province = title.Text(Concept.Province),
            District = title.Text(Concept.District),
            Country = title.Text(Concept.Country),
            Postcode = title.Text(Concept.Postcode),
        };
        return to == new ShipTo() ? null : to;
    }

    private Dictionary<string, FieldSource> CollectSources(TablePlan plan, TitleBlock? title)
    {
        var sources = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        foreach (var (path, source) in title?.Sources() ?? [])
        {
            sources[path] = source;
        }

        if (_customer is { } c)
        {
            sources["customer.name"] = new FieldSource(c.Where, 0.7m);
        }

        if (_guess is { } guessed)
        {
            sources["customer.name"] = new FieldSource(guessed.Where, Guessed);
        }

        if (_supplier is { } s)
        {
            sources.TryAdd("supplier.name", new FieldSource(s.Where, 0.8m));
        }

        foreach (var (path, source) in plan.Sources())
        {
            sources[path] = source;
        }

        if (_toRecipient && sources.TryGetValue("shipTo.name", out var recipient))
        {
            sources["customer.name"] = new FieldSource(recipient.Source, Math.Min(recipient.Confidence, 0.8m));
        }

        return sources;
    }

    private static decimal Least(TablePlan plan, TitleBlock? title)
    {
        var least = 0.98m;
        foreach (var meaning in KeyMeanings)
        {
            if (plan[meaning] is { } column && (column.Profile.Filled > 0 || meaning == Concept.Quantity))
            {
                least = Math.Min(least, column.Confidence);
            }
            else if (title?.Field(meaning) is { } field && meaning is Concept.OrderNumber or Concept.OrderDate)
            {
                least = Math.Min(least, title!.Field(meaning)!.Confidence);
            }
        }

        // Codes under a caption without a meaning are a guess, however well the goods are named beside them.
        least = plan[Concept.ItemCode] is { Header.Meanings.Count: 0 } guessed ? Math.Min(least, guessed.Confidence) : least;

        // One way to name the goods is enough, but it must be certain.
        var item = new[] { Concept.ItemName, Concept.ItemCode }.Select(m => plan[m]?.Confidence ?? 0).Max();
        return Math.Min(least, plan.HasItem ? Math.Max(item, 0.5m) : 0.6m);
    }
}
