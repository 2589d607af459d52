using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>A file and what it says.</summary>
internal sealed record GeneratedWorkbook(string FileName, byte[] Content, WorkbookTruth Truth);

/// <summary>What a reader must find in a generated workbook.</summary>
internal sealed record WorkbookTruth
{
    public required string File { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>Null for documents that are not orders.</summary>
    public required Layout? Layout { get; init; }

    /// <summary>1 (tidy) to 4 (what makes a clerk sigh).</summary>
    public required int Level { get; init; }

    /// <summary>xlsx, csv, tsv, html or ods.</summary>
    public required string Format { get; init; }

    /// <summary>The business day for which years left out are completed.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Names of the peculiarities used.</summary>
    public required IReadOnlyList<string> Traits { get; init; }

    /// <summary>
    /// What an empty store should do: <c>accepted</c>, <c>held</c> (an order that lacks its number or customer),
    /// or <c>refused</c> (held or rejected: not an order at all).
    /// </summary>
    public required string Expected { get; init; }

    /// <summary>Members are null where the sheet does not say.</summary>
    public required IReadOnlyList<CanonicalOrder> Orders { get; init; }
}
