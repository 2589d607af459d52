namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What a row is that is not an order line.</summary>
public enum RowKind
{
    /// <summary>Grand total.</summary>
    [Meaning("合计", "grand total")]
    Total,

    /// <summary>Subtotal, page or group total.</summary>
    [Meaning("小计", "subtotal, page or group total")]
    Subtotal,

    /// <summary>Tax.</summary>
    [Meaning("税额", "tax")]
    Tax,

    /// <summary>Freight, packing, insurance.</summary>
    [Meaning("运费", "freight, packing, insurance")]
    Freight,

    /// <summary>Discount.</summary>
    [Meaning("折扣", "discount")]
    Discount,

    /// <summary>Note, terms.</summary>
    [Meaning("备注、条款", "note, terms")]
    Note,

    /// <summary>Signatures, stamps, names of who made and approved.</summary>
    [Meaning("签字栏", "signatures, stamps, names of who made and approved")]
    Signature,

    /// <summary>Exchange rate.</summary>
    [Meaning("汇率", "exchange rate")]
    ExchangeRate,

    /// <summary>Carried forward.</summary>
    [Meaning("承前页", "carried forward")]
    CarriedForward,

    /// <summary>Page number.</summary>
    [Meaning("页码", "page number")]
    PageNumber,

    /// <summary>Words for a line that was withdrawn: <c>已取消</c>, <c>cancelled</c>, <c>storniert</c>.</summary>
    [Meaning("已取消、作废", "withdrawn line: cancelled, void")]
    Cancelled,
}
