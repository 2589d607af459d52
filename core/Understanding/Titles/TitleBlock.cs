using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>What the labelled values around a table say about its order, each with its place.</summary>
internal sealed class TitleBlock
{
    private const decimal BareAddress = 0.9m;
    private readonly Dictionary<Concept, TitleField> _best = [];
    private readonly ReadingStyle _style;
    private readonly List<Finding> _findings = [];

    /// <param name="fields">The labelled values.</param>
    /// <param name="style">How dates and numbers are written.</param>
    /// <param name="stated">The currency that sums are stated in; null where they name none.</param>
    public TitleBlock(IEnumerable<TitleField> fields, ReadingStyle style, string? stated = null)
    {
        _style = style;
        foreach (var field in fields)
        {
            if (field.OfSupplier)
            {
                SupplierTaxId ??= field.Meaning == Concept.CustomerTaxId ? field.Text : null;
            }
            else if (!_best.TryGetValue(field.Meaning, out var known) || Better(field, known))
            {
                _best[field.Meaning] = field;
            }
        }

        OrderDate = Date(Concept.OrderDate);
        RequestedDate = Date(Concept.RequestedDate) ?? Date(Concept.DeliveryDate);
        Currency = (Text(Concept.Currency) is { } currency ? style.Words.CurrencyCode(currency) : null) ?? stated;
    }

    public DateOnly? OrderDate { get; }

    public DateOnly? RequestedDate { get; }

    public string? Currency { get; }

    /// <summary>The tax number in the supplier's part of the block.</summary>
    public string? SupplierTaxId { get; }

    public IReadOnlyList<Finding> Findings => _findings;

    public string? OrderNumber => (Text(Concept.OrderNumber) ?? Text(Concept.CustomerOrderNumber) ?? ContractNumber) is { } number ? TitledNumber.WithoutMark(number) : null;

    /// <summary>A contract that is the order is known by its own number.</summary>
    private string? ContractNumber =>
        _best.TryGetValue(Concept.Contract, out var contract) && TitleValues.LooksLikeOrderNumber(contract.Text) ? contract.Text : null;

    public bool Has(Concept concept) => _best.ContainsKey(concept);

    public string? Text(Concept concept) => _best.TryGetValue(concept, out var field) ? field.Text : null;

    public TitleField? Field(Concept concept) => _best.GetValueOrDefault(concept);

    public decimal? Money(Concept concept)
    {
        if (!_best.TryGetValue(concept, out var field))
        {
            return null;
        }

        return field.Cell is { Kind: CellKind.Number } cell ? cell.Number
            : NumberText.TryRead(field.Text, _style.Numbers, out var n) ? n.Value : null;
    }

    /// <summary>Places of everything the title block fills, by order/v1 path.</summary>
    public IEnumerable<KeyValuePair<string, FieldSource>> Sources()
    {
        foreach (var (concept, field) in _best)
        {
            var path = concept switch
            {
                Concept.DeliveryDate => "requestedDate",
                Concept.CustomerOrderNumber when !_best.ContainsKey(Concept.OrderNumber) => "orderNumber",
                Concept.Contract when field.Text == OrderNumber => "orderNumber",
                Concept.Remarks => "remarks",
                Concept.GoodsTotal => "totals.goods",
                Concept.Payable => "totals.payable",
                Concept.TaxTotal => "totals.tax",
                Concept.Freight => "totals.freight",
                Concept.Discount => "totals.discount",
                _ => FieldPaths.Of(concept),
            };
            if (path is not null && !path.StartsWith("lines", StringComparison.Ordinal))
            {
                yield return new(path, new FieldSource(field.Where, field.Confidence));
            }
        }
    }

    /// <summary>Labelled values that fill no member, by label.</summary>
    public IReadOnlyDictionary<string, string> Attributes()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (concept, field) in _best)
        {
            if (FieldPaths.Of(concept) is null && concept is not (Concept.GoodsTotal or Concept.Payable or Concept.TaxTotal or Concept.Freight or Concept.Discount or Concept.Amount)
                && field.Above && attributes.Count < 40)
            {
                attributes[char.ToLowerInvariant(concept.ToString()[0]) + concept.ToString()[1..]] = field.Text.Length > 500 ? field.Text[..500] : field.Text;
            }
        }

        return attributes.Count == 0 ? CanonicalOrder.EmptyAttributes : attributes;
    }

    /// <summary>
    /// What stands above the table goes before what stands below; of a person and a company the company orders; a delivery address goes
    /// before a bare address wherever it stands.
    /// </summary>
    private static bool Better(TitleField candidate, TitleField known) =>
        known.Meaning == Concept.ShipTo && candidate.Confidence < BareAddress != known.Confidence < BareAddress ? known.Confidence < BareAddress :
        known.Meaning == Concept.Customer && PurchaseRoles.IsBuyer(known) && Addressee.LooksLikeCompany(candidate.Text)
        || (candidate.Above == known.Above && candidate.Meaning == Concept.Customer && Addressee.LooksLikeCompany(candidate.Text) != Addressee.LooksLikeCompany(known.Text)
            ? Addressee.LooksLikeCompany(candidate.Text)
            : candidate.Above && !known.Above || candidate.Above == known.Above && candidate.Confidence > known.Confidence);

    private DateOnly? Date(Concept concept)
    {
        if (!_best.TryGetValue(concept, out var field))
        {
            return null;
        }

        if (field.Cell is { Kind: CellKind.DateTime } date && SerialDate.IsValid(date.Number))
        {
            return DateOnly.FromDateTime(date.DateTime);
        }

        if (field.Cell is { Kind: CellKind.Number } serial)
        {
            return SerialDate.IsValid(serial.Number) ? DateOnly.FromDateTime(SerialDate.ToDateTime(serial.Number)) : null;
        }

        if (SerialText.IsDate(field.Text))
        {
            return SerialText.Date(field.Text);
        }

        if (CompactDay.OfTaiwan(field.Text) is { } compact)
        {
            return compact;
        }

        if (!_style.Words.Dates.TryRead(DayText.WithoutTime(field.Text.Split('\n')[0]), _style.Dates, _style.Today, out var reading))
        {
            return null;
        }

        var path = concept == Concept.OrderDate ? "orderDate" : "requestedDate";
        var day = concept == Concept.OrderDate ? reading.InThePast(_style.Today) : reading.Date;
        if (reading.YearMissing)
        {
            _findings.Add(UnderstandingFindings.DateYearAssumed.At(field.Where, path, field.Text, day));
        }
        else if (reading.OrderMatters && !_style.DatesProven)
        {
            var severity = _style.DatesHabitSure ? Severity.Info : Severity.Hold;
            _findings.Add(UnderstandingFindings.DateOrderAssumed.As(severity, field.Where, path, field.Text, reading.Date));
        }

        return day;
    }
}
