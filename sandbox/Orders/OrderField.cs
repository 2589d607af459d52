namespace IntegrationHub.Sandbox.Orders;

/// <summary>What a label or a column of an order sheet can name; the key of header words in the lexicons.</summary>
internal enum OrderField
{
    OrderNumber,
    OrderDate,
    Customer,
    CustomerCode,
    Contact,
    Phone,
    Supplier,
    ShipTo,
    Currency,
    RequestedDate,
    LineNumber,
    ItemCode,
    ItemName,
    Specification,
    Quantity,
    Unit,
    UnitPrice,
    Amount,
    DeliveryDate,
    Remarks,
    TaxRate,

    /// <summary>A quantity that is not the ordered one.</summary>
    ShippedQuantity,

    /// <summary>A quantity that is not the ordered one.</summary>
    PackQuantity,

    /// <summary>A price that does not lead to the amount.</summary>
    NetPrice,
    Drawing,
    Weight,
}
