namespace IntegrationHub.Sandbox.Orders;

/// <summary>Decides how a workbook will look; the higher the level, the more peculiarities meet.</summary>
internal sealed class SheetPlanner(Lexicon lexicon, Layout layout, int level, Chance chance)
{
    private readonly SortedSet<string> _traits = new(StringComparer.Ordinal);

    /// <summary>Text formats hold no formats and no stored numbers.</summary>
    public required bool TextOnly { get; init; }

    /// <summary>Number formats reach the reader.</summary>
    public required bool KeepsFormats { get; init; }

    public required string Currency { get; init; }

    public required string CurrencySymbol { get; init; }

    public required int AmountDecimals { get; init; }

    /// <summary>The days that will be written; month-first patterns are used only where a day beyond 12 proves them.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    public SheetPlan Plan()
    {
        var isForm = layout is Layout.TitleRight or Layout.TitleBelow or Layout.TitleColon or Layout.Stacked or Layout.SideBySide
            or Layout.Slots or Layout.SheetPerOrder || (layout == Layout.MultiRowHeader && chance.In(1, 2));
        var orderFields = OrderFields(isForm);
        var columns = LineFields(isForm);
        if (!isForm)
        {
            columns.InsertRange(0, orderFields);
        }

        if (isForm && !columns.Contains(OrderField.DeliveryDate) && chance.In(2, 3))
        {
            orderFields.Add(OrderField.RequestedDate);
        }

        if (isForm && layout is not (Layout.TitleRight or Layout.TitleBelow or Layout.TitleColon))
        {
            Try("colon-titles", 2, 4);
        }

        if (isForm && columns.Contains(OrderField.Amount) && layout != Layout.SideBySide)
        {
            Try("totals-block", 2, 3);
        }

        var notation = Notate(columns);
        Try("total-row", 1, 2);
        Try("notes", 2, 2);
        Try("instruction-row", 3, 4);
        Try("required-stars", 3, 4);
        Try("bilingual-header", 3, 6);
        Try("offset", 2, 4);
        Try("extra-sheets", 2, 4);
        if (layout is Layout.HeaderFirstRow or Layout.HeaderRepeated)
        {
            Try("subtotal-rows", 3, 4);
        }

        if (layout == Layout.HeaderFirstRow && !TextOnly)
        {
            Try("merged-order-cells", 2, 3);
        }

        return new SheetPlan
        {
            Lexicon = lexicon,
            Layout = layout,
            Level = level,
            Notation = notation,
            AmountDecimals = AmountDecimals,
            TitleFields = isForm ? orderFields : [],
            Columns = columns,
            Labels = Labels(),
            Traits = _traits,
        };
    }

    private List<OrderField> OrderFields(bool isForm)
    {
        List<OrderField> fields = [OrderField.OrderNumber, OrderField.OrderDate, OrderField.Customer];
        if (Try("no-order-number", 3, 14))
        {
            fields.Remove(OrderField.OrderNumber);
        }
        else if (Try("no-customer", 3, 14))
        {
            fields.Remove(OrderField.Customer);
        }

        Maybe(fields, OrderField.CustomerCode, 4);
        if (isForm)
        {
            Maybe(fields, OrderField.Contact, 2);
            Maybe(fields, OrderField.Phone, 3);
            Maybe(fields, OrderField.Supplier, 2);
            Maybe(fields, OrderField.ShipTo, 2);
            Maybe(fields, OrderField.Currency, 3);
        }

        if (level > 1)
        {
            var first = fields[0];
            fields.RemoveAt(0);
            chance.Shuffle(fields);
            fields.Insert(isForm ? chance.Below(fields.Count + 1) : 0, first);
        }

        return fields;
    }

    private List<OrderField> LineFields(bool isForm)
    {
        List<OrderField> fields = [OrderField.ItemCode, OrderField.ItemName];
        Maybe(fields, OrderField.Specification, 2);
        List<OrderField> figures = [OrderField.Quantity, OrderField.Unit];
        if (chance.In(1, 3))
        {
            figures.Reverse();
        }

        if (Try("several-quantities", 3, 4))
        {
            figures.Insert(chance.Below(figures.Count + 1), chance.PickOf(OrderField.ShippedQuantity, OrderField.PackQuantity));
        }

        fields.AddRange(figures);
        if (_traits.Contains("several-quantities") || !Try("no-prices", 2, 10))
        {
            fields.AddRange([OrderField.UnitPrice, OrderField.Amount]);
            if (Try("several-prices", 3, 5))
            {
                fields.Insert(fields.IndexOf(OrderField.UnitPrice) + chance.Below(2), OrderField.NetPrice);
            }
        }

        if (chance.In(2, 3))
        {
            fields.Add(OrderField.DeliveryDate);
        }

        Maybe(fields, OrderField.TaxRate, 6);
        Maybe(fields, OrderField.Drawing, 5);
        Maybe(fields, OrderField.Weight, 6);
        Maybe(fields, OrderField.Remarks, 3);
        if (!isForm && fields.Contains(OrderField.UnitPrice))
        {
            Maybe(fields, OrderField.Currency, 2);
        }

        if (layout == Layout.Slots || (isForm && chance.In(2, 3)))
        {
            fields.Insert(0, OrderField.LineNumber);
        }

        return fields;
    }

    private Notation Notate(List<OrderField> columns)
    {
        var unitInQuantity = Try("unit-in-quantity", 3, 7);
        var unitInFormat = !unitInQuantity && KeepsFormats && Try("unit-in-format", 3, 7);
        if (unitInQuantity || unitInFormat)
        {
            columns.Remove(OrderField.Unit);
        }

        var priced = columns.Contains(OrderField.UnitPrice);
        var days = TextOnly ? DayStyle.Text : DayStyle.Formatted;
        if (level > 1 && chance.In(1, 3))
        {
            days = DayStyle.Text;
        }
        else if (Try("bare-serial", 3, 8))
        {
            days = DayStyle.BareSerial;
        }
        else if (columns.Contains(OrderField.DeliveryDate) && !columns.Contains(OrderField.OrderDate) && Try("days-without-year", 4, 5))
        {
            days = DayStyle.WithoutYear;
        }

        var numbers = TextOnly || Try("numbers-as-text", 2, 6) ? NumberStyle.LocalText : NumberStyle.Stored;
        if (lexicon.IsEastAsian && Try("full-width-digits", 4, 5))
        {
            numbers = NumberStyle.FullWidthText;
        }

        var symbol = priced && (KeepsFormats || numbers != NumberStyle.Stored) && Try("currency-symbol", 2, 3);
        if (numbers == NumberStyle.Stored && priced)
        {
            Try("amount-formulas", 2, 3);
        }

        var patterns = lexicon.Of("dates").Where(pattern => pattern[0] != 'M' || Days.Any(day => day.Day > 12)).ToArray();
        var grouped = priced && Try("grouped-thousands", 2, 3);
        return new Notation
        {
            Lexicon = lexicon,
            Days = days,
            DayPattern = days == DayStyle.WithoutYear ? lexicon.Of("noYear")[0] : level == 1 ? patterns[0] : chance.Pick(patterns),
            Numbers = numbers,
            Grouped = grouped,
            CurrencySymbol = symbol ? CurrencySymbol : null,
            UnitInQuantity = unitInQuantity,
            UnitInFormat = unitInFormat,
        };
    }

    private Dictionary<OrderField, string> Labels()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var labels = new Dictionary<OrderField, string>();
        foreach (var field in Enum.GetValues<OrderField>())
        {
            var words = lexicon[field].Where(word => !used.Contains(word) && (lexicon.CurrencyIn(word) ?? Currency) == Currency).ToArray();
            var word = level == 1 ? words[0] : chance.Pick(words);
            used.Add(word);
            labels.Add(field, word);
        }

        return labels;
    }

    private void Maybe(List<OrderField> fields, OrderField field, int outOf)
    {
        if (level > 1 && chance.In(1, outOf))
        {
            fields.Add(field);
        }
    }

    private bool Try(string trait, int fromLevel, int outOf)
    {
        if (level < fromLevel || !chance.In(1, outOf))
        {
            return false;
        }

        _traits.Add(trait);
        return true;
    }
}
