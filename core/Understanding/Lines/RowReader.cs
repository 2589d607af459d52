using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Grouping;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>
/// Reads rows by a compiled <see cref="TablePlan"/>: a row is an order line, a row of sums, or nothing (an unused slot, a hint, a note).
/// Used for every row of a sheet, so it allocates only what the line keeps.
/// </summary>
internal sealed class RowReader
{
    private readonly TablePlan _plan;
    private readonly Words _words;
    private readonly RowCells _row;
    private readonly SumRows _sums;
    private const int MaxCancelWord = 24;

    /// <summary>What makes a line: a line of which all of these are struck through is struck through.</summary>
    private static readonly Concept[] StruckConcepts = [.. TablePlan.ItemConcepts, Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.DeliveryDate];
    private readonly string[] _attributeKeys;
    private readonly bool _mayCancel;
    private readonly bool _mayHaveBasis;
    private readonly CellReader _read;

    public RowReader(TablePlan plan, Words words)
    {
        _plan = plan;
        _words = words;
        _attributeKeys = ColumnAttributes.UniqueKeys(plan.Others.Select(o => o == plan[Concept.DiscountPercent]?.Header ? OrderLine.DiscountPercent : o.Text));
        _read = new CellReader(plan);
        _row = new RowCells(plan);
        _sums = new SumRows(plan, words, _read, _row);
        _mayHaveBasis = plan.CaptionBasis > 1 || plan.Has(Concept.PriceBasis);
        _mayCancel = plan.Has(Concept.Status) || plan.Has(Concept.Remarks);
    }

    /// <summary>The sum of the row last read, where <see cref="Read"/> returned null for a row of sums.</summary>
    public TotalRow? Total => _sums.Total;

    /// <summary>True where the row last read was passed over for a hint or a template's placeholder.</summary>
    public bool SawPlaceholder { get; private set; }

    /// <summary>Fills the merged values of a small sheet's row; null for streaming.</summary>
    public Func<int, int, Cell?>? Merged { init => _row.Merged = value; }

    public LineDraft? Read(SheetRow row)
    {
        _sums.Forget();
        SawPlaceholder = false;
        _row.Collect(row);
        var quantity = _row.Slot(Concept.Quantity);
        var item = _row.FirstItem();
        if (item.Length > 0 && quantity is not { Kind: CellKind.Number } && _words.Values.IsPlaceholder(item))
        {
            SawPlaceholder = true;
            return null;
        }

        if (_sums.Is(row, quantity, item) || !IsLine(quantity, item))
        {
            return null;
        }

        return Draft(row, quantity);
    }

    /// <summary>Order fields of a row that is no line: a table of order heads.</summary>
    public HeadDraft ReadHead(SheetRow row)
    {
        List<Finding>? findings = null;
        _row.Collect(row);
        return Head(row, ref findings) with { DeliveryDate = _read.Date(Concept.DeliveryDate, _row.Slot(Concept.DeliveryDate), row.Number, ref findings, out _) };
    }

    private bool IsLine(Cell? quantity, string item)
    {
        if (quantity is { } q)
        {
            var none = q.Kind == CellKind.Number && q.Number == 0 || q.Kind == CellKind.Text && CellText.Of(q) is "-" or "/" or "0";
            if (none || q.Kind == CellKind.Text && _words.Values.IsPlaceholder(CellText.Of(q)))
            {
                return false;
            }

            // Prose in the quantity's column is a note that runs across the table.
            if (q.Kind == CellKind.Text && !q.Text.AsSpan().ContainsAnyInRange('0', '9') && !q.Text.AsSpan().ContainsAnyInRange('０', '９')
                && !HasMoney(Concept.Amount) && !HasMoney(Concept.UnitPrice))
            {
                return false;
            }

            // So is a label with its value: 账号：622202 below the goods, or 税率： | 13%.
            if (!HasMoney(Concept.Amount) && !HasMoney(Concept.UnitPrice) && (q.Kind == CellKind.Text && q.Text.AsSpan().IndexOfAny(':', '：') > 0 || HasLabels()))
            {
                return false;
            }

            // Without any item column the quantity alone makes a line (details joined to heads by their number).
            return item.Length > 0 || !_plan.HasItem || HasMoney(Concept.Amount) || HasMoney(Concept.UnitPrice);
        }

        return item.Length > 0 && _plan.Has(Concept.Quantity) && HasMoney(Concept.Amount) && (_row.Text(Concept.ItemCode).Length > 0 || HasMoney(Concept.UnitPrice));
    }

    /// <summary>True for labels with their values, the first of them where lines are numbered or two in a row: no goods have such.</summary>
    private bool HasLabels()
    {
        var labels = 0;
        var isFirst = false;
        var first = int.MaxValue;
        foreach (var column in _plan.Columns)
        {
            if (!_row.Has(column.Meaning))
            {
                continue;
            }

            var cell = _row.At(column.Meaning);
            var isLabel = cell.Kind == CellKind.Text && cell.Text.AsSpan().TrimEnd() is [_, .., ':' or '：'];
            labels += isLabel ? 1 : 0;
            if (cell.Column < first)
            {
                (first, isFirst) = (cell.Column, isLabel);
            }
        }

        return isFirst && (labels > 1 || _plan[Concept.LineNumber]?.Header.Column == first);
    }

    private bool HasMoney(Concept concept) => _row.Slot(concept) is { } cell && _read.Money(cell, _plan[concept]) is { } value && value != 0;

    private LineDraft Draft(SheetRow row, Cell? quantityCell)
    {
        List<Finding>? findings = null;
        var quantity = _read.Quantity(quantityCell, row.Number, ref findings, out var unitBeside);
        var unitText = _row.Own(Concept.Unit) ?? unitBeside ?? _plan.UnitHint;
        var unit = unitText is null ? null : _words.Values.UnitCode(unitText);
        var split = _plan.CodeInItemName && _row.Own(Concept.ItemName) is { } named ? CodeInName.Bracketed(named) : null;
        var delivery = _read.Date(Concept.DeliveryDate, _row.Slot(Concept.DeliveryDate), row.Number, ref findings, out _);
        var attributes = Attributes(row);
        var line = new OrderLine
        {
            LineNumber = LineNumber(),
            ItemCode = split?.Code ?? _row.Own(_plan.ModelIsCode ? Concept.Specification : Concept.ItemCode),
            CustomerItemCode = _row.Own(Concept.CustomerItemCode),
            ItemName = split?.Name ?? _row.Own(Concept.ItemName),
            Specification = _row.Own(Concept.Specification),
            Quantity = quantity,
            Unit = unit,
            UnitText = unitText,
            UnitPrice = _read.Money(Concept.UnitPrice, _row.Slot(Concept.UnitPrice), row.Number, ref findings),
            Amount = _read.Money(Concept.Amount, _row.Slot(Concept.Amount), row.Number, ref findings),
            TaxRate = _read.Rate(_row.Slot(Concept.TaxRate)),
            DeliveryDate = delivery,
            DrawingRevision = _row.Own(Concept.DrawingRevision),
            Remarks = _row.Own(Concept.Remarks),
            Attributes = delivery is null && _row.Slot(Concept.DeliveryDate) is { Kind: CellKind.Text } term ? WithTerm(attributes, CellText.Of(term)) : attributes,
        };
        if (findings is not null && line is { Quantity: { } packed, UnitPrice: { } each, Amount: { } sum } && packed != 0 && LineArithmetic.Agrees(packed, each, sum))
        {
            findings.RemoveAll(f => f.Code == UnderstandingFindings.QuantityMultiplied.Code);
        }

        line = ForOneUnit(line, row.Number, ref findings);
        _read.CheckWhole(line, quantityCell, row.Number, ref findings);
        var withdrawal = Withdrawn(row, ref findings);
        return new LineDraft { Row = row.Number, Table = _plan, Line = line, Head = Head(row, ref findings), Findings = findings, Withdrawal = withdrawal };
    }

    /// <summary>The price for one unit where the sheet states it for a hundred or a thousand: the line's amount must say so too.</summary>
    private OrderLine ForOneUnit(OrderLine line, int row, ref List<Finding>? findings)
    {
        if (!_mayHaveBasis && _row.Slot(Concept.UnitPrice) is not ({ Format.Suffix: not null } or { Kind: CellKind.Text })
            || line.UnitPrice is not { } stated || _read.Basis(_row.Slot(Concept.PriceBasis), _row.Slot(Concept.UnitPrice)) is not (> 1 and var basis))
        {
            return line;
        }

        var one = stated / basis;
        var amount = line is { Quantity: { } quantity, Amount: { } sum } && quantity != 0 && sum != 0
            ? (One: LineArithmetic.Agrees(quantity, one, sum), Stated: LineArithmetic.Agrees(quantity, stated, sum))
            : default;
        if (amount is { Stated: true, One: false })
        {
            return line;
        }

        var code = amount is { One: true, Stated: false } ? UnderstandingFindings.PricePerBasis : UnderstandingFindings.PriceBasisUnproven;
        (findings ??= []).Add(code.At(
            CellText.Place(_plan.Sheet, _row.At(Concept.UnitPrice).Column, row), "unitPrice", CellText.Number(stated), CellText.Number(basis), CellText.Number(one)));
        return line with { UnitPrice = one };
    }

    private Withdrawal Withdrawn(SheetRow row, ref List<Finding>? findings)
    {
        if (_mayCancel && (IsCancelled(Concept.Status, row.Number, ref findings) || IsCancelled(Concept.Remarks, row.Number, ref findings)))
        {
            return Withdrawal.Said;
        }

        return row.Hidden ? Withdrawal.Hidden : _row.AnyStruck && IsStruck(row.Number, ref findings) ? Withdrawal.Struck : Withdrawal.None;
    }

    /// <summary>True where quantity and goods are struck through; a single value that is struck through is a question of its own.</summary>
    private bool IsStruck(int row, ref List<Finding>? findings)
    {
        Cell? struck = null;
        var plain = 0;
        foreach (var concept in StruckConcepts)
        {
            if (!_row.Has(concept))
            {
                continue;
            }

            if ((_row.At(concept).Marks & CellMarks.PartlyStruck) != 0)
            {
                (findings ??= []).Add(UnderstandingFindings.ValuePartlyStruck.At(
                    CellText.Place(_plan.Sheet, _row.At(concept).Column, row), null, CellText.Of(_row.At(concept))));
            }

            if ((_row.At(concept).Marks & CellMarks.Struck) != 0)
            {
                struck ??= _row.At(concept);
            }
            else
            {
                plain++;
            }
        }

        if (struck is not { } cell || plain == 0)
        {
            return struck is not null;
        }

        (findings ??= []).Add(UnderstandingFindings.ValueStruck.At(CellText.Place(_plan.Sheet, cell.Column, row), null, CellText.Of(cell)));
        return false;
    }

    /// <summary>True where the cell says nothing but that the line was withdrawn.</summary>
    private bool IsCancelled(Concept concept, int row, ref List<Finding>? findings)
    {
        if (_row.Slot(concept) is not { Kind: CellKind.Text } cell || cell.Text!.Length > MaxCancelWord
            || _words.Row(CellText.Of(cell)) is not { Kind: RowKind.Cancelled, Score: >= 0.95 })
        {
            return false;
        }

        (findings ??= []).Add(UnderstandingFindings.LineCancelled.At(CellText.Place(_plan.Sheet, cell.Column, row), "quantity", CellText.Of(cell)));
        return true;
    }

    /// <summary>The source's own number; 0 where it has none, then the line's place in its order counts.</summary>
    private int LineNumber() =>
        _row.Slot(Concept.LineNumber) is { } cell && int.TryParse(CellText.Of(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= _plan.FirstLine
            ? number + 1 - _plan.FirstLine
            : 0;

    /// <summary>What stands where a day is asked for and is none is kept as it is: ASAP, 现货.</summary>
    private IReadOnlyDictionary<string, string> WithTerm(IReadOnlyDictionary<string, string> attributes, string term) =>
        !term.AsSpan().ContainsAnyExcept("-–—/.? ") || _words.Values.IsPlaceholder(term) ? attributes
            : new Dictionary<string, string>(attributes, StringComparer.Ordinal) { [OrderLine.DeliveryTerm] = term };

    private IReadOnlyDictionary<string, string> Attributes(SheetRow row)
    {
        if (_plan.Others.Length == 0)
        {
            return CanonicalOrder.EmptyAttributes;
        }

        string?[]? values = null;
        var count = 0;
        for (var i = 0; i < _plan.Others.Length; i++)
        {
            if (SheetGrid.Find(row, _plan.Others[i].Column) is { } cell && !CellText.IsBlank(cell) && CellText.Of(cell) is { Length: > 0 } text)
            {
                text = _attributeKeys[i] == OrderLine.DiscountPercent && _read.Percent(cell) is { } percent ? CellText.Number(percent) : text;
                values ??= new string?[_plan.Others.Length];
                values[i] = text;
                count++;
            }
        }

        return values is null ? CanonicalOrder.EmptyAttributes : new ColumnAttributes(_attributeKeys, values, count);
    }

    private HeadDraft Head(SheetRow row, ref List<Finding>? findings)
    {
        var date = _read.Date(Concept.OrderDate, _row.Slot(Concept.OrderDate), row.Number, ref findings, out var instant);
        date ??= _plan.DayInNumber && _row.Own(Concept.OrderNumber) is { } dated ? DayInNumber.Day(dated) : null;
        var (supplierCode, supplier) = _plan.CodeInSupplier && _row.Own(Concept.Supplier) is { } sold && CodeInName.Numbered(sold) is { } seller ? (seller.Code, seller.Name) : (_row.Own(Concept.SupplierCode), _row.Own(Concept.Supplier));
        var (customerCode, customer) = _plan.CodeInCustomer && _row.Own(Concept.Customer) is { } bought && CodeInName.Numbered(bought) is { } buyer ? (buyer.Code, buyer.Name) : (_row.Own(Concept.CustomerCode), _row.Own(Concept.Customer));
        var person = _plan.NamesPersons ? PartyText.Person(_row.Own(Concept.GivenName), _row.Own(Concept.FamilyName)) : null;
        return new HeadDraft
        {
            GroupKey = _row.Own(Concept.GroupKey),
            OrderNumber = _row.Own(Concept.OrderNumber),
            SourceId = _row.Own(Concept.SourceId),
            OrderDate = date,
            OrderedAt = instant,
            Customer = customer ?? person,
            CustomerCode = customerCode,
            TaxId = _row.Own(Concept.CustomerTaxId),
            Contact = _row.Own(Concept.Contact) ?? (_row.Has(Concept.Customer) ? person : null),
            Email = _row.Own(Concept.Email),
            Phone = _row.Own(Concept.Phone),
            Supplier = supplier,
            SupplierCode = supplierCode,
            ShipTo = ShipTo(),
            Currency = _read.Currency(_row.Slot(Concept.Currency), _row.Slot(Concept.UnitPrice) ?? _row.Slot(Concept.Amount)),
            PaymentMethod = _row.Own(Concept.PaymentMethod),
            PaymentStatus = _row.Own(Concept.PaymentStatus),
        };
    }

    private ShipTo? ShipTo()
    {
        if (!_row.Has(Concept.ShipTo) && !_row.Has(Concept.ShipToName) && !_row.Has(Concept.City) && !_row.Has(Concept.Province)
            && !_row.Has(Concept.Country) && !_row.Has(Concept.Postcode) && !_row.Has(Concept.District))
        {
            return null;
        }

        return new ShipTo
        {
            Name = _row.Own(Concept.ShipToName),
            Street = _row.Own(Concept.ShipTo),
            City = _row.Own(Concept.City),
            Province = _row.Own(Concept.Province),
            District = _row.Own(Concept.District),
            Country = _row.Own(Concept.Country),
            Postcode = _row.Own(Concept.Postcode)?.TrimStart('\''), // how spreadsheets keep leading zeros
        };
    }
}
