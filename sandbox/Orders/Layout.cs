namespace IntegrationHub.Sandbox.Orders;

/// <summary>How orders lie on the sheet.</summary>
internal enum Layout
{
    /// <summary>A list, one line per order.</summary>
    FlatList,

    /// <summary>A list, the order's own values repeated on each of its lines.</summary>
    HeaderRepeated,

    /// <summary>A list, the order's own values only on its first line.</summary>
    HeaderFirstRow,

    /// <summary>A form: label, value to its right, table below.</summary>
    TitleRight,

    /// <summary>A form: label, value below it, table below.</summary>
    TitleBelow,

    /// <summary>A form: label and value in one cell with a colon.</summary>
    TitleColon,

    /// <summary>A table whose header takes two rows, with merged cells.</summary>
    MultiRowHeader,

    /// <summary>Several forms under each other on one sheet.</summary>
    Stacked,

    /// <summary>A form whose table goes on in a second block to the right.</summary>
    SideBySide,

    /// <summary>A form with 25 numbered slots, most unused and filled with hints.</summary>
    Slots,

    /// <summary>A workbook with one form per sheet.</summary>
    SheetPerOrder,
}

/// <summary>What a workbook is.</summary>
internal enum DocumentKind
{
    Order,
    BlankTemplate,
    PriceList,
    StockList,
    DeliveryNote,
    Invoice,
    Quotation,
}
