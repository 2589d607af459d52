using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Grouping;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;
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
    private readonly Cell[] _cells = new Cell[Enum.GetValues<Concept>().Length];
    private readonly bool[] _present = new bool[Enum.GetValues<Concept>().Length];
    private const int MaxCancelWord = 24;

    /// <summary>What makes a line: a line of which all of these are struck through is struck through.</summary>
    private static readonly Concept[] StruckConcepts = [.. TablePlan.ItemConcepts, Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.DeliveryDate];
    private readonly string[] _attributeKeys;
    private readonly bool _mayCancel;
    private readonly bool _mayHaveBasis;
    private bool _anyStruck;
    private readonly CellReader _read;

    public RowReader(TablePlan plan, Words words)
    {
        _plan = plan;
        _words = words;
        _attributeKeys = ColumnAttributes.UniqueKeys(plan.Others.Select(o => o == plan[Concept.DiscountPercent]?.Header ? OrderLine.DiscountPercent : o.Text));
        _read = new CellReader(plan);
        _mayHaveBasis = plan.CaptionBasis > 1 || plan.Has(Concept.PriceBasis);
        _mayCancel = plan.Has(Concept.Status) || plan.Has(Concept.Remarks);
    }

    /// <summary>The sum of the row last read, where <see cref="Read"/> returned null for a row of sums.</summary>
    public TotalRow? Total { get; private set; }

    /// <summary>True where the row last read was passed over for a hint or a template's placeholder.</summary>
    public bool SawPlaceholder { get; private set; }

    /// <summary>Fills the merged values of a small sheet's row; null for streaming.</summary>
    public Func<int, int, Cell?>? Merged { get; init; }

    public LineDraft? Read(SheetRow row)
    {
        Total = null;
        SawPlaceholder = false;
        Collect(row);
        var quantity = Slot(Concept.Quantity);
        var item = FirstItem();
        if (item.Length > 0 && quantity is not { Kind: CellKind.Number } && _words.Values.IsPlaceholder(item))
        {
            SawPlaceholder = true;
            return null;
        }

        if (IsSum(row, quantity, item) || !IsLine(quantity, item))
        {
            return null;
        }

        return Draft(row, quantity);
    }

    /// <summary>Order fields of a row that is no line: a table of order heads.</summary>
    public HeadDraft ReadHead(SheetRow row)
    {
        List<Finding>? findings = null;
        Collect(row);
        return Head(row, ref findings) with { DeliveryDate = _read.Date(Concept.DeliveryDate, Slot(Concept.DeliveryDate), row.Number, ref findings, out _) };
    }

    private void Collect(SheetRow row)
    {
        Array.Clear(_present);
        _anyStruck = false;
        foreach (ref readonly var cell in row.Cells)
        {
            var concept = _plan.ConceptAt(cell.Column);
            if (concept >= 0 && !_present[concept] && !CellText.IsBlank(cell))
            {
                _cells[concept] = cell;
                _present[concept] = true;
                _anyStruck |= (cell.Marks & (CellMarks.Struck | CellMarks.PartlyStruck)) != 0;
            }
        }

        if (Merged is not null)
        {
            foreach (var column in _plan.Columns)
            {
                // What was ordered once stands once: a quantity, or a sum, merged over two rows is not ordered twice.
                if (column.Meaning is not (Concept.Quantity or Concept.Amount) && !_present[(int)column.Meaning] && Merged(row.Number, column.Header.Column) is { } cell && !CellText.IsBlank(cell))
                {
                    _cells[(int)column.Meaning] = cell;
                    _present[(int)column.Meaning] = true;
                }
            }
        }
    }

    private Cell? Slot(Concept concept) => _present[(int)concept] ? _cells[(int)concept] : null;

    private string Text(Concept concept) => _present[(int)concept] ? CellText.Of(_cells[(int)concept]) : string.Empty;

    /// <summary>The text of a cell; null also for the "null" that exports write for nothing.</summary>
    private string? Own(Concept concept) => _present[(int)concept] && CellText.Of(_cells[(int)concept]) is { Length: > 0 } text && text is not ("null" or "NULL") ? text : null;

    private string FirstItem()
    {
        foreach (var concept in TablePlan.ItemConcepts)
        {
            if (Text(concept) is { Length: > 0 } text && text is not ("0" or "-" or "/"))
            {
                return text;
            }
        }

        return string.Empty;
    }

    /// <summary>A sum names itself in one of its first texts, or repeats no item but the amount; of several words the one before the number does: 运费另计 | 合计 | 210.</summary>
    private bool IsSum(SheetRow row, Cell? quantity, string item)
    {
        var texts = 0;
        (RowKind Kind, int Column)? named = null;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < _plan.FirstColumn || cell.Column > _plan.LastColumn || CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Kind != CellKind.Text)
            {
                if (named is not null)
                {
                    break;
                }

                continue;
            }

            // Beside a quantity a word for a sum has no digits; article and order numbers do, and are new in every row.
            // A row without an item may name what it sums: Subtotal P-1.
            var text = CellText.Of(cell);
            var match = quantity is not null && item.Length > 0 && cell.Text.AsSpan().ContainsAnyInRange('0', '9') || IsTerm(text) ? null : _words.Row(text);
            if (match is { } found && (quantity is null ? found.Score >= 0.7 : item.Length == 0 ? found.Score >= 0.5 && IsSumWord(found.Kind) : found.Score >= 0.95 && !HasItemBeside(cell))
                && (named is null || named.Value.Kind is RowKind.Note or RowKind.Signature || found.Kind is not (RowKind.Note or RowKind.Signature)))
            {
                named = (found.Kind, cell.Column);
            }

            if (quantity is not null && named is not null || ++texts == 3)
            {
                break;
            }
        }

        if (named is not { } sum)
        {
            return false;
        }

        Total = SumBehind(row, sum.Kind, sum.Column) is { } behind ? behind with { Quantity = SumOfQuantities(quantity), WithTax = MoneyIn(Concept.AmountWithTax), Tax = MoneyIn(Concept.TaxAmount) } : null;
        return true;
    }

    /// <summary>运费:供方承担 says who pays, and names no sum.</summary>
    private static bool IsTerm(string text) => text.AsSpan().IndexOfAny(':', '：') is > 0 and var colon && colon < text.Length - 1 && !text.AsSpan(colon + 1).ContainsAnyInRange('0', '9');

    private static bool IsSumWord(RowKind kind) => kind is RowKind.Total or RowKind.Subtotal;

    /// <summary>A row called "合计" has no item code or name of its own beside that word.</summary>
    private bool HasItemBeside(Cell word)
    {
        foreach (var concept in (ReadOnlySpan<Concept>)[Concept.ItemCode, Concept.ItemName])
        {
            if (_present[(int)concept] && _cells[(int)concept].Column != word.Column)
            {
                return true;
            }
        }

        return false;
    }

    private decimal? SumOfQuantities(Cell? quantity) =>
        quantity switch
        {
            { Kind: CellKind.Number } cell => cell.Number,
            { Kind: CellKind.Text } cell when NumberText.TryRead(cell.Text, _plan.Style.NumbersOf(_plan[Concept.Quantity]!.Profile), out var number) => number.Value,
            _ => null,
        };

    private decimal? MoneyIn(Concept concept) => Slot(concept) is { } cell ? _read.Money(cell, _plan[concept]) : null;

    private TotalRow? SumBehind(SheetRow row, RowKind kind, int column)
    {
        var amount = _plan[Concept.Amount]?.Header.Column;
        TotalRow? found = null;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column > column && cell.Column <= _plan.LastColumn && _read.Money(cell, null) is { } value)
            {
                found = new TotalRow(kind, value, row.Number, cell.Column);
                if (cell.Column == amount)
                {
                    break;
                }
            }
        }

        return found;
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

        return item.Length > 0 && _plan.Has(Concept.Quantity) && HasMoney(Concept.Amount) && (Text(Concept.ItemCode).Length > 0 || HasMoney(Concept.UnitPrice));
    }

    /// <summary>True for labels with their values, the first of them where lines are numbered or two in a row: no goods have such.</summary>
    private bool HasLabels()
    {
        var labels = 0;
        var isFirst = false;
        var first = int.MaxValue;
        foreach (var column in _plan.Columns)
        {
            if (!_present[(int)column.Meaning])
            {
                continue;
            }

            var cell = _cells[(int)column.Meaning];
            var isLabel = cell.Kind == CellKind.Text && cell.Text.AsSpan().TrimEnd() is [_, .., ':' or '：'];
            labels += isLabel ? 1 : 0;
            if (cell.Column < first)
            {
                (first, isFirst) = (cell.Column, isLabel);
            }
        }

        return isFirst && (labels > 1 || _plan[Concept.LineNumber]?.Header.Column == first);
    }

    private bool HasMoney(Concept concept) => Slot(concept) is { } cell && _read.Money(cell, _plan[concept]) is { } value && value != 0;

    private LineDraft Draft(SheetRow row, Cell? quantityCell)
    {
        List<Finding>? findings = null;
        var quantity = _read.Quantity(quantityCell, row.Number, ref findings, out var unitBeside);
        var unitText = Own(Concept.Unit) ?? unitBeside ?? _plan.UnitHint;
        var unit = unitText is null ? null : _words.Values.UnitCode(unitText);
        var split = _plan.CodeInItemName && Own(Concept.ItemName) is { } named ? CodeInName.Bracketed(named) : null;
        var delivery = _read.Date(Concept.DeliveryDate, Slot(Concept.DeliveryDate), row.Number, ref findings, out _);
        var attributes = Attributes(row);
        var line = new OrderLine
        {
            LineNumber = LineNumber(),
            ItemCode = split?.Code ?? Own(_plan.ModelIsCode ? Concept.Specification : Concept.ItemCode),
            CustomerItemCode = Own(Concept.CustomerItemCode),
            ItemName = split?.Name ?? Own(Concept.ItemName),
            Specification = Own(Concept.Specification),
            Quantity = quantity,
            Unit = unit,
            UnitText = unitText,
            UnitPrice = _read.Money(Concept.UnitPrice, Slot(Concept.UnitPrice), row.Number, ref findings),
            Amount = _read.Money(Concept.Amount, Slot(Concept.Amount), row.Number, ref findings),
            TaxRate = _read.Rate(Slot(Concept.TaxRate)),
            DeliveryDate = delivery,
            DrawingRevision = Own(Concept.DrawingRevision),
            Remarks = Own(Concept.Remarks),
            Attributes = delivery is null && Slot(Concept.DeliveryDate) is { Kind: CellKind.Text } term ? WithTerm(attributes, CellText.Of(term)) : attributes,
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
        if (!_mayHaveBasis && Slot(Concept.UnitPrice) is not ({ Format.Suffix: not null } or { Kind: CellKind.Text })
            || line.UnitPrice is not { } stated || _read.Basis(Slot(Concept.PriceBasis), Slot(Concept.UnitPrice)) is not (> 1 and var basis))
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
            CellText.Place(_plan.Sheet, _cells[(int)Concept.UnitPrice].Column, row), "unitPrice", CellText.Number(stated), CellText.Number(basis), CellText.Number(one)));
        return line with { UnitPrice = one };
    }

    private Withdrawal Withdrawn(SheetRow row, ref List<Finding>? findings)
    {
        if (_mayCancel && (IsCancelled(Concept.Status, row.Number, ref findings) || IsCancelled(Concept.Remarks, row.Number, ref findings)))
        {
            return Withdrawal.Said;
        }

        return row.Hidden ? Withdrawal.Hidden : _anyStruck && IsStruck(row.Number, ref findings) ? Withdrawal.Struck : Withdrawal.None;
    }

    /// <summary>True where quantity and goods are struck through; a single value that is struck through is a question of its own.</summary>
    private bool IsStruck(int row, ref List<Finding>? findings)
    {
        Cell? struck = null;
        var plain = 0;
        foreach (var concept in StruckConcepts)
        {
            if (!_present[(int)concept])
            {
                continue;
            }

            if ((_cells[(int)concept].Marks & CellMarks.PartlyStruck) != 0)
            {
                (findings ??= []).Add(UnderstandingFindings.ValuePartlyStruck.At(
                    CellText.Place(_plan.Sheet, _cells[(int)concept].Column, row), null, CellText.Of(_cells[(int)concept])));
            }

            if ((_cells[(int)concept].Marks & CellMarks.Struck) != 0)
            {
                struck ??= _cells[(int)concept];
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
        if (Slot(concept) is not { Kind: CellKind.Text } cell || cell.Text!.Length > MaxCancelWord
            || _words.Row(CellText.Of(cell)) is not { Kind: RowKind.Cancelled, Score: >= 0.95 })
        {
            return false;
        }

        (findings ??= []).Add(UnderstandingFindings.LineCancelled.At(CellText.Place(_plan.Sheet, cell.Column, row), "quantity", CellText.Of(cell)));
        return true;
    }

    /// <summary>The source's own number; 0 where it has none, then the line's place in its order counts.</summary>
    private int LineNumber() =>
        Slot(Concept.LineNumber) is { } cell && int.TryParse(CellText.Of(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= _plan.FirstLine
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
        var date = _read.Date(Concept.OrderDate, Slot(Concept.OrderDate), row.Number, ref findings, out var instant);
        date ??= _plan.DayInNumber && Own(Concept.OrderNumber) is { } dated ? DayInNumber.Day(dated) : null;
        var (supplierCode, supplier) = _plan.CodeInSupplier && Own(Concept.Supplier) is { } sold && CodeInName.Numbered(sold) is { } seller ? (seller.Code, seller.Name) : (Own(Concept.SupplierCode), Own(Concept.Supplier));
        var (customerCode, customer) = _plan.CodeInCustomer && Own(Concept.Customer) is { } bought && CodeInName.Numbered(bought) is { } buyer ? (buyer.Code, buyer.Name) : (Own(Concept.CustomerCode), Own(Concept.Customer));
        var person = _plan.NamesPersons ? PartyText.Person(Own(Concept.GivenName), Own(Concept.FamilyName)) : null;
        return new HeadDraft
        {
            GroupKey = Own(Concept.GroupKey),
            OrderNumber = Own(Concept.OrderNumber),
            SourceId = Own(Concept.SourceId),
            OrderDate = date,
            OrderedAt = instant,
            Customer = customer ?? person,
            CustomerCode = customerCode,
            TaxId = Own(Concept.CustomerTaxId),
            Contact = Own(Concept.Contact) ?? (_present[(int)Concept.Customer] ? person : null),
            Email = Own(Concept.Email),
            Phone = Own(Concept.Phone),
            Supplier = supplier,
            SupplierCode = supplierCode,
            ShipTo = ShipTo(),
            Currency = _read.Currency(Slot(Concept.Currency), Slot(Concept.UnitPrice) ?? Slot(Concept.Amount)),
            PaymentMethod = Own(Concept.PaymentMethod),
            PaymentStatus = Own(Concept.PaymentStatus),
        };
    }

    private ShipTo? ShipTo()
    {
        if (!_present[(int)Concept.ShipTo] && !_present[(int)Concept.ShipToName] && !_present[(int)Concept.City] && !_present[(int)Concept.Province]
            && !_present[(int)Concept.Country] && !_present[(int)Concept.Postcode] && !_present[(int)Concept.District])
        {
            return null;
        }

        return new ShipTo
        {
            Name = Own(Concept.ShipToName),
            Street = Own(Concept.ShipTo),
            City = Own(Concept.City),
            Province = Own(Concept.Province),
            District = Own(Concept.District),
            Country = Own(Concept.Country),
            Postcode = Own(Concept.Postcode)?.TrimStart('\''), // how spreadsheets keep leading zeros
        };
    }
}
