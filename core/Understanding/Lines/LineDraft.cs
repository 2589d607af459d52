using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Tables;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>One row read as an order line, with what it says about its order.</summary>
internal sealed class LineDraft
{
    public required int Row { get; init; }

    /// <summary>The plan by which the row was read.</summary>
    public required TablePlan Table { get; init; }

    public required OrderLine Line { get; init; }

    /// <summary>Order fields that the row states; null members where it states none.</summary>
    public required HeadDraft Head { get; init; }

    public List<Finding>? Findings { get; init; }

    /// <summary>What speaks against the line being wanted.</summary>
    public Withdrawal Withdrawal { get; init; }

    /// <summary>The line for one size or day; it has no number of its own.</summary>
    public LineDraft With(SpreadKey key) => new()
    {
        Row = Row,
        Table = Table,
        Head = Head,
        Findings = Findings,
        Withdrawal = Withdrawal,
        Line = Line with
        {
            LineNumber = 0,
            DeliveryDate = key.Date ?? Line.DeliveryDate,
            Specification = key.Size is null ? Line.Specification : Line.Specification is { } own ? $"{own} {key.Size}" : key.Size,
        },
    };

    /// <summary>The line with what its order's head says; a day of delivery is the line's own where it has one.</summary>
    public LineDraft With(DateOnly? delivery, HeadDraft head) => new() { Row = Row, Table = Table, Line = Line with { DeliveryDate = Line.DeliveryDate ?? delivery }, Head = head, Findings = Findings, Withdrawal = Withdrawal };

    /// <summary>The same row with a fuller line.</summary>
    public LineDraft With(OrderLine line) => new() { Row = Row, Table = Table, Line = line, Head = Head, Findings = Findings, Withdrawal = Withdrawal };

    /// <summary>The line after it was proven to be wanted.</summary>
    public LineDraft Wanted() => new() { Row = Row, Table = Table, Line = Line, Head = Head, Findings = Findings };
}

/// <summary>Order fields as one row, or the title block, states them.</summary>
internal readonly record struct HeadDraft
{
    public string? GroupKey { get; init; }

    public string? OrderNumber { get; init; }

    public string? SourceId { get; init; }

    public DateOnly? OrderDate { get; init; }

    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>When to deliver, of a row that is a head and no line.</summary>
    public DateOnly? DeliveryDate { get; init; }

    public string? Customer { get; init; }

    public string? CustomerCode { get; init; }

    public string? TaxId { get; init; }

    public string? Contact { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Supplier { get; init; }

    public string? SupplierCode { get; init; }

    public ShipTo? ShipTo { get; init; }

    public string? Currency { get; init; }

    public string? PaymentMethod { get; init; }

    public string? PaymentStatus { get; init; }
}

/// <summary>A row below the goods that states a sum.</summary>
/// <param name="Kind">What it sums.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Row">Row number.</param>
/// <param name="Column">Column of the sum.</param>
internal readonly record struct TotalRow(Vocabulary.RowKind Kind, decimal Amount, int Row, int Column)
{
    /// <summary>The sum of the quantities, where the row states one.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The sum with tax, where the row states it in a column of its own beside the sum without.</summary>
    public decimal? WithTax { get; init; }

    /// <summary>The sum of the tax, where the row states it in a column of its own.</summary>
    public decimal? Tax { get; init; }
}
