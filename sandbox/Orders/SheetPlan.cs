using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Everything that was decided about a workbook before the first cell is written.</summary>
internal sealed class SheetPlan
{
    public required Lexicon Lexicon { get; init; }

    public required Layout Layout { get; init; }

    public required int Level { get; init; }

    public required Notation Notation { get; init; }

    public required int AmountDecimals { get; init; }

    /// <summary>What the title block says, in its order; empty for lists.</summary>
    public required IReadOnlyList<OrderField> TitleFields { get; init; }

    /// <summary>The table's columns from left to right.</summary>
    public required IReadOnlyList<OrderField> Columns { get; init; }

    /// <summary>The label chosen for each field.</summary>
    public required IReadOnlyDictionary<OrderField, string> Labels { get; init; }

    public required IReadOnlySet<string> Traits { get; init; }

    public bool Has(string trait) => Traits.Contains(trait);

    public bool Shows(OrderField field) => TitleFields.Contains(field) || Columns.Contains(field);

    /// <summary>The order as far as the sheet says it.</summary>
    public CanonicalOrder Truth(CanonicalOrder order)
    {
        var customer = new Party
        {
            Name = Shows(OrderField.Customer) ? order.Customer?.Name : null,
            Code = Shows(OrderField.CustomerCode) ? order.Customer?.Code : null,

            // With two companies on the sheet nothing says whose they are.
            Contact = Shows(OrderField.Contact) && !Shows(OrderField.Supplier) ? order.Customer?.Contact : null,
            Phone = Shows(OrderField.Phone) && !Shows(OrderField.Supplier) ? order.Customer?.Phone : null,
        };
        return new CanonicalOrder
        {
            OrderNumber = Shows(OrderField.OrderNumber) ? order.OrderNumber : null,
            OrderDate = Shows(OrderField.OrderDate) ? order.OrderDate : null,
            RequestedDate = Shows(OrderField.RequestedDate) ? order.RequestedDate : null,
            Currency = NamesCurrency ? order.Currency : null,
            Customer = customer == new Party() ? null : customer,
            Supplier = Shows(OrderField.Supplier) ? order.Supplier : null,
            ShipTo = Shows(OrderField.ShipTo) ? order.ShipTo : null,
            Totals = Has("totals-block") ? order.Totals : null,
            Lines = [.. order.Lines.Select(Truth)],
        };
    }

    private OrderLine Truth(OrderLine line) => new()
    {
        LineNumber = line.LineNumber,
        ItemCode = Shows(OrderField.ItemCode) ? line.ItemCode : null,
        ItemName = Shows(OrderField.ItemName) ? line.ItemName : null,
        Specification = Shows(OrderField.Specification) ? line.Specification : null,
        Quantity = line.Quantity,
        UnitText = ShowsUnit ? line.UnitText : null,
        Unit = ShowsUnit ? line.Unit : null,
        UnitPrice = Shows(OrderField.UnitPrice) ? line.UnitPrice : null,
        Amount = Shows(OrderField.Amount) ? line.Amount : null,
        DeliveryDate = Shows(OrderField.DeliveryDate) ? line.DeliveryDate : null,
        TaxRate = Shows(OrderField.TaxRate) ? line.TaxRate : null,
    };

    private bool NamesCurrency =>
        Shows(OrderField.Currency) || Notation.CurrencySymbol is not null || Columns.Any(column => Lexicon.CurrencyIn(Labels[column]) is not null);

    private bool ShowsUnit => Shows(OrderField.Unit) || Notation.UnitInQuantity || Notation.UnitInFormat;
}
