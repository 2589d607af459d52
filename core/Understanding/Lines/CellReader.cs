using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>Reads one cell as a quantity, an amount of money, a rate or a date, in the style of its column; what cannot be read becomes a finding.</summary>
internal sealed class CellReader(TablePlan plan)
{
    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal) { "C62", "H87", "EA", "PCE", "NAR", "SET", "PR", "BX", "XBX", "CT", "XCT", "PK", "XPK", "NMP" };
    private readonly IValueWords _words = plan.Style.Words;
    private NumberFormat? _basisFormat;
    private decimal _shownBasis = 1;

    public decimal? Quantity(Cell? cell, int row, ref List<Finding>? findings, out string? unit)
    {
        unit = null;
        var column = plan[Concept.Quantity];
        switch (cell)
        {
            case null:
                Add(ref findings, UnderstandingFindings.QuantityMissing.At(Place(column, row), "quantity"));
                return null;
            case { Kind: CellKind.Number } number:
                unit = number.Format?.Suffix;
                return number.Number;
            case { Kind: CellKind.Text } text:
                var written = CellText.Of(text);
                if (NumberText.TryRead(written, plan.Style.NumbersOf(column!.Profile), out var reading) && reading.Before.Length == 0
                    && (reading.After.Length == 0 || IsUnit(reading.After)))
                {
                    unit = reading.After.Length == 0 ? null : reading.After;
                    return reading.Value;
                }

                if (Product(written, out unit) is { } product)
                {
                    Add(ref findings, UnderstandingFindings.QuantityMultiplied.At(Place(column, row), "quantity", Short(written), CellText.Number(product)));
                    return product;
                }

                Add(ref findings, UnderstandingFindings.QuantityUnreadable.At(Place(column, row), "quantity", Short(written)));
                return null;
            case { } other:
                Unusable(other, column, row, "quantity", UnderstandingFindings.QuantityUnreadable, ref findings);
                return null;
        }
    }

    /// <summary>2 x 500, 10×24 pcs: so many packs of so many.</summary>
    private decimal? Product(string written, out string? unit)
    {
        unit = null;
        var at = written.AsSpan().IndexOfAny("xX×*");
        if (at <= 0 || !decimal.TryParse(written.AsSpan(0, at).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var packs)
            || !NumberText.TryRead(written[(at + 1)..], plan.Style.Numbers, out var each) || each.Before.Length > 0 || each.After.Length > 0 && !IsUnit(each.After))
        {
            return null;
        }

        unit = each.After.Length == 0 ? null : each.After;
        return packs * each.Value;
    }

    // A unit that no vocabulary knows is still a unit: one word behind the number.
    private bool IsUnit(string after) => _words.UnitCode(after) is not null || after.Length <= 8 && !after.AsSpan().ContainsAnyInRange('0', '9') && !after.Contains(' ');

    /// <summary>The cell's amount of money; null where it is none.</summary>
    public decimal? Money(in Cell cell, AssignedColumn? column) => cell.Kind switch
    {
        CellKind.Number => cell.Number,
        CellKind.Text when NumberText.TryRead(cell.Text, column is null ? plan.Style.Numbers : plan.Style.NumbersOf(column.Profile), out var n) && IsMoney(n) => n.Value,
        _ => null,
    };

    public decimal? Money(Concept concept, Cell? cell, int row, ref List<Finding>? findings)
    {
        if (cell is not { } c)
        {
            return null;
        }

        var column = plan[concept];
        if (Money(c, column) is { } value)
        {
            return value;
        }

        var field = concept == Concept.Amount ? "amount" : "unitPrice";
        if (c.Kind == CellKind.Text)
        {
            var text = CellText.Of(c);
            if (text is not ("-" or "/" or "—" or "N/A" or "n/a") && !_words.IsPlaceholder(text))
            {
                Add(ref findings, UnderstandingFindings.MoneyUnreadable.At(Place(column, row), field, Short(text)));
            }
        }
        else
        {
            Unusable(c, column, row, field, UnderstandingFindings.MoneyUnreadable, ref findings);
        }

        return null;
    }

    // "12.50 /pc" and "12,50 €/Stk" are prices too.
    private bool IsMoney(in NumberReading n) =>
        (n.Before.Length == 0 || !n.IsCode && _words.IsCurrency(n.Before)) && (n.After.Length == 0 || _words.IsCurrency(n.After) || n.After.Contains('/') || _words.UnitCode(n.After) is not null || PriceBasis.Of(n.After, _words) > 1);

    /// <summary>For how many units the line's price is meant: its own column says it, the cell itself, its number format, or the caption.</summary>
    public decimal Basis(Cell? basis, Cell? price)
    {
        if (basis is { } stated && BasisOf(stated) is > 0 and var own)
        {
            return own;
        }

        if (price is { Kind: CellKind.Text } text && NumberText.TryRead(text.Text, plan.Style.NumbersOf(plan[Concept.UnitPrice]!.Profile), out var n)
            && PriceBasis.Of(n.After, _words) is > 1 and var written)
        {
            return written;
        }

        return price?.Format is { Suffix: not null } format && Shown(format) is > 1 and var shown ? shown : plan.CaptionBasis;
    }

    /// <summary>The basis that a number format names; formats are the same instance from row to row.</summary>
    private decimal Shown(NumberFormat format)
    {
        if (!ReferenceEquals(format, _basisFormat))
        {
            (_basisFormat, _shownBasis) = (format, PriceBasis.Of(format.Suffix, _words));
        }

        return _shownBasis;
    }

    private decimal BasisOf(in Cell cell) => cell.Kind switch
    {
        CellKind.Number => PriceBasis.IsBasis(cell.Number) ? cell.Number : 0,
        CellKind.Text when NumberText.TryRead(cell.Text, plan.Style.Numbers, out var n) => PriceBasis.IsBasis(n.Value) ? n.Value : 0,
        CellKind.Text => PriceBasis.Of(cell.Text, _words),
        _ => 0,
    };

    /// <summary>A tax rate as a fraction.</summary>
    public decimal? Rate(Cell? cell)
    {
        switch (cell)
        {
            case { Kind: CellKind.Number } c:
                return c.Format?.IsPercent == true || c.Number is > 0 and < 1 ? c.Number : c.Number / 100;
            case { Kind: CellKind.Text } c when NumberText.TryRead(c.Text, plan.Style.Numbers, out var n) && n.Before.Length == 0 && n.After is "" or "%":
                return n.After == "%" || n.Value >= 1 ? n.Value / 100 : n.Value;
            default:
                return null;
        }
    }

    /// <summary>A discount in percent: 10 for 10, 10 % and a displayed 10 %, 14.5 for 10+5; null where it is none.</summary>
    public decimal? Percent(in Cell cell) => (1 - DiscountText.Kept(cell, plan.Style.Numbers, plan[Concept.DiscountPercent]!.Discounts)) * 100;

    public DateOnly? Date(Concept concept, Cell? cell, int row, ref List<Finding>? findings, out DateTimeOffset? instant)
    {
        instant = null;
        if (cell is not { } c)
        {
            return null;
        }

        var column = plan[concept]!;
        var field = concept == Concept.DeliveryDate ? "deliveryDate" : "orderDate";
        switch (c.Kind)
        {
            case CellKind.DateTime when SerialDate.IsValid(c.Number):
                return DateOnly.FromDateTime(c.DateTime);
            case CellKind.Number when c.Number is >= 20_000 and <= 80_000:
                return DateOnly.FromDateTime(SerialDate.ToDateTime(c.Number));
            case CellKind.Number or CellKind.Text:
                return TextDate(CellText.Of(c), column, row, field, ref findings, out instant);
            default:
                Unusable(c, column, row, field, UnderstandingFindings.DateUnreadable, ref findings);
                return null;
        }
    }

    private DateOnly? TextDate(string text, AssignedColumn column, int row, string field, ref List<Finding>? findings, out DateTimeOffset? instant)
    {
        instant = null;
        if (!_words.Dates.TryRead(text, plan.Style.DatesOf(column.Profile), plan.Style.Today, out var reading))
        {
            if (SerialText.IsDate(text))
            {
                return SerialText.Date(text);
            }

            if (CompactDay.OfTaiwan(text) is { } compact)
            {
                return compact;
            }

            if (column.Meaning == Concept.DeliveryDate && TermText.IsTerm(text))
            {
                Add(ref findings, UnderstandingFindings.DeliveryTerm.At(Place(column, row), field, Short(text)));
            }
            else if (text.AsSpan().ContainsAnyInRange('0', '9') && text.Length <= 30)
            {
                Add(ref findings, UnderstandingFindings.DateUnreadable.At(Place(column, row), field, Short(text)));
            }

            return null;
        }

        if (reading is { Time: { } time, Offset: { } offset })
        {
            instant = new DateTimeOffset(reading.Date.ToDateTime(time), offset).ToUniversalTime();
        }

        var day = column.Meaning == Concept.OrderDate ? reading.InThePast(plan.Style.Today) : reading.Date;
        if (reading.YearMissing)
        {
            Add(ref findings, UnderstandingFindings.DateYearAssumed.At(Place(column, row), field, Short(text), day));
        }
        else if (reading.OrderMatters && column.Profile.DateOrder == DayMonthOrder.Unknown && !plan.Style.DatesProven)
        {
            var severity = plan.Style.DatesHabitSure ? Severity.Info : Severity.Hold;
            Add(ref findings, UnderstandingFindings.DateOrderAssumed.As(severity, Place(column, row), field, Short(text), reading.Date));
        }

        return day;
    }

    public string? Currency(Cell? column, Cell? money)
    {
        if (column is { } c)
        {
            var text = CellText.Of(c);
            return text.Length == 0 ? null : _words.CurrencyCode(text) ?? (text.Length == 3 ? text.ToUpperInvariant() : null);
        }

        if (money is { Kind: CellKind.Text } m && NumberText.TryRead(m.Text, NumberStyle.Unknown, out var n))
        {
            var after = n.After.IndexOf('/') is > 0 and var slash ? n.After[..slash].TrimEnd() : n.After;
            return _words.CurrencyCode(n.Before) ?? _words.CurrencyCode(after) ?? plan.Currency;
        }

        return money?.Format?.Currency ?? plan.Currency;
    }

    public void CheckWhole(OrderLine line, Cell? cell, int row, ref List<Finding>? findings)
    {
        if (line is { Quantity: { } quantity, Unit: { } unit } && Counted.Contains(unit) && decimal.Truncate(quantity) != quantity && cell is not null)
        {
            Add(ref findings, UnderstandingFindings.QuantityNotWhole.At(Place(plan[Concept.Quantity], row), "quantity", CellText.Number(quantity), line.UnitText));
        }
    }

    private void Unusable(in Cell cell, AssignedColumn? column, int row, string field, FindingCode unreadable, ref List<Finding>? findings) =>
        Add(ref findings, cell.Kind switch
        {
            CellKind.Error => UnderstandingFindings.CellError.At(Place(column, row), field, cell.Text),
            CellKind.FormulaWithoutValue => UnderstandingFindings.FormulaWithoutValue.At(Place(column, row), field),
            _ => unreadable.At(Place(column, row), field, CellText.Of(cell)),
        });

    private string Place(AssignedColumn? column, int row) =>
        column is null ? $"{plan.Sheet.Name}!{row.ToString(CultureInfo.InvariantCulture)}" : CellText.Place(plan.Sheet, column.Header.Column, row);

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static void Add(ref List<Finding>? findings, Finding finding) => (findings ??= []).Add(finding);
}
