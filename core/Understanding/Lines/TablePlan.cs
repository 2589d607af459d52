using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>A table's decisions compiled for reading rows: which column holds what, and how its numbers and dates are written.</summary>
internal sealed class TablePlan
{
    private readonly AssignedColumn?[] _byConcept = new AssignedColumn?[Enum.GetValues<Concept>().Length];
    private readonly short[] _conceptOfColumn;

    public TablePlan(
        SheetInfo sheet, int firstColumn, int lastColumn, IReadOnlyList<HeaderCell> headers, IReadOnlyList<AssignedColumn> columns, ReadingStyle style,
        IReadOnlyDictionary<int, ColumnProfile> profiles, HeaderCell[] spread)
    {
        Spread = spread;
        Sheet = sheet;
        Columns = columns;
        Style = style;
        FirstColumn = firstColumn;
        LastColumn = lastColumn;
        _conceptOfColumn = new short[lastColumn + 1];
        Array.Fill(_conceptOfColumn, (short)-1);
        foreach (var column in columns)
        {
            _byConcept[(int)column.Meaning] = column;
            for (var c = column.Header.Column; c <= column.Header.LastColumn; c++)
            {
                _conceptOfColumn[c] = (short)column.Meaning;
            }
        }

        Others = headers.Where(h => h.Spread is null || spread.Length == 0).Where(h => _conceptOfColumn[h.Column] < 0 || !IsOrderField((Concept)_conceptOfColumn[h.Column]))
            .Where(h => profiles[h.Column].Filled > 0 || profiles[h.Column].Placeholders == 0).ToArray();
        Currency = HintedCurrency(Concept.UnitPrice, headers) ?? HintedCurrency(Concept.Amount, headers) ?? HintedCurrency(Concept.PriceWithTax, headers);
        UnitHint = this[Concept.Unit] is null && this[Concept.Quantity] is { } quantity ? HeaderHints.Unit(quantity.Header, style.Words) : null;
        CaptionBasis = this[Concept.UnitPrice] is { } price
            ? Math.Max(Values.PriceBasis.Of(price.Header.Text, style.Words), Values.PriceBasis.Of(price.Header.Parent, style.Words))
            : 1;
        ModelIsCode = !Has(Concept.ItemCode) && !Has(Concept.CustomerItemCode) && this[Concept.Specification] is { } model && model.Header.WeightOf(Concept.ItemCode) > 0 && model.Profile.LooksLikeCodes && model.Profile.Distinct >= model.Profile.Filled && model.Profile.Spaced * 2 < model.Profile.Filled
            && !model.Profile.HoldsMostly(IsDimension);
        CodeInItemName = !Has(Concept.ItemCode) && !Has(Concept.CustomerItemCode) && this[Concept.ItemName] is { } goods && CodeInName.IsBracketed(goods.Profile);
        CodeInSupplier = !Has(Concept.SupplierCode) && this[Concept.Supplier] is { } seller && CodeInName.IsNumbered(seller.Profile);
        CodeInCustomer = !Has(Concept.CustomerCode) && this[Concept.Customer] is { } buyer && CodeInName.IsNumbered(buyer.Profile);
        DayInNumber = !Has(Concept.OrderDate) && this[Concept.OrderNumber] is { } dated && Lines.DayInNumber.IsIn(dated.Profile);
        FirstLine = this[Concept.LineNumber]?.Profile.HoldsAny(t => t == "0") == true ? 0 : 1;
        NamesPersons = Has(Concept.GivenName) && Has(Concept.FamilyName);
        HasItem = ItemConcepts.Any(c => this[c] is not null);
    }

    public static readonly Concept[] ItemConcepts =
        [Concept.ItemName, Concept.ItemCode, Concept.CustomerItemCode, Concept.SupplierItemCode, Concept.Barcode, Concept.Specification, Concept.Description];

    public SheetInfo Sheet { get; }

    public IReadOnlyList<AssignedColumn> Columns { get; }

    public ReadingStyle Style { get; }

    public int FirstColumn { get; }

    public int LastColumn { get; }

    /// <summary>The columns over which a row's quantity is spread; empty for a table with one quantity a row.</summary>
    public HeaderCell[] Spread { get; }

    /// <summary>Captions whose values go into the line's attributes.</summary>
    public HeaderCell[] Others { get; }

    /// <summary>ISO 4217 code that a price caption names, e.g. <c>单价（元）</c>; null when none.</summary>
    public string? Currency { get; }

    /// <summary>Unit that the quantity's caption names, e.g. <c>数量/个</c>; null when none or where a column states it.</summary>
    public string? UnitHint { get; }

    /// <summary>Number of units that the price's caption names, e.g. 100 for <c>Preis/100</c>; 1 when none.</summary>
    public decimal CaptionBasis { get; }

    public bool HasItem { get; }

    /// <summary>The number from which the source counts its lines: 0 or 1.</summary>
    public int FirstLine { get; }

    /// <summary>True where who orders is named in two columns, first and last name.</summary>
    public bool NamesPersons { get; }

    /// <summary>True where the goods are ordered by their model (型号, Model): it is the specification and, as no column has another one, the code.</summary>
    public bool ModelIsCode { get; }

    /// <summary>True where every item's name begins with its code in brackets, and no column states the code.</summary>
    public bool CodeInItemName { get; }

    /// <summary>True where every supplier's name begins with its number.</summary>
    public bool CodeInSupplier { get; }

    /// <summary>True where every customer's name begins with its number.</summary>
    public bool CodeInCustomer { get; }

    /// <summary>True where the order's number begins with its day, and no column states the date.</summary>
    public bool DayInNumber { get; }

    public AssignedColumn? this[Concept concept] => _byConcept[(int)concept];

    public bool Has(Concept concept) => _byConcept[(int)concept] is not null;

    /// <summary>The meaning of a column; -1 where it has none.</summary>
    public int ConceptAt(int column) => (uint)column < (uint)_conceptOfColumn.Length ? _conceptOfColumn[column] : -1;

    private string? HintedCurrency(Concept concept, IReadOnlyList<HeaderCell> captions) => this[concept] is { } c ? HeaderHints.Currency(c.Header, captions, Style.Words) : null;

    /// <summary>Patterns for the provenance of every assigned column.</summary>
    public IEnumerable<KeyValuePair<string, FieldSource>> Sources()
    {
        foreach (var column in Columns)
        {
            if (column.Meaning is not Concept.RequestedDate && PathOf(column.Meaning) is { } path)
            {
                var pattern = CellText.ColumnPattern(Sheet, column.Header.Column);
                var source = column.Meaning == Concept.Quantity && Spread.Length > 0 ? $"{pattern}:{CellText.ColumnName(Spread[^1].Column)}{{row}}" : pattern;
                yield return new(path, new FieldSource(source, column.Confidence));
                if (CodeOf(column.Meaning) is { } code)
                {
                    yield return new(code, new FieldSource(source, column.Confidence));
                }

                if (ModelIsCode && column.Meaning == Concept.Specification)
                {
                    yield return new("lines[].itemCode", new FieldSource(source, column.Confidence));
                }
            }
        }

        foreach (var other in Others)
        {
            yield return new($"lines[].attributes.{other.Text}", new FieldSource(CellText.ColumnPattern(Sheet, other.Column), 1));
        }
    }

    /// <summary>The field that the same cells state besides.</summary>
    private string? CodeOf(Concept concept) => concept switch
    {
        Concept.ItemName when CodeInItemName => FieldPaths.Of(Concept.ItemCode),
        Concept.Supplier when CodeInSupplier => FieldPaths.Of(Concept.SupplierCode),
        Concept.Customer when CodeInCustomer => FieldPaths.Of(Concept.CustomerCode),
        Concept.OrderNumber when DayInNumber => FieldPaths.Of(Concept.OrderDate),
        _ => null,
    };

    /// <summary>Beside a firm the person is its contact.</summary>
    private string? PathOf(Concept concept) =>
        concept is Concept.GivenName or Concept.FamilyName && Has(Concept.Customer) ? FieldPaths.Of(Concept.Contact) : FieldPaths.Of(concept);

    /// <summary>45*65*8 and 2x1219 say how large something is, not what it is.</summary>
    private static bool IsDimension(string text)
    {
        var at = text.AsSpan().IndexOfAny("*×xX");
        return at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]) && !text.AsSpan().ContainsAnyExcept("0123456789.*×xXφΦ ");
    }

    /// <summary>Read into the order or its lines. The days that were asked for, beside those of delivery, are kept as they are.</summary>
    private static bool IsOrderField(Concept concept) => FieldPaths.Of(concept) is not null && concept is not Concept.RequestedDate || concept is Concept.GroupKey;
}
