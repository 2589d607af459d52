using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The answer for one input: what <c>hub import --json</c> prints and <c>POST /hub/api/v1/files?wait=</c> returns.</summary>
public sealed record ImportDocument
{
    /// <summary>Orders beyond this many lines are left out of the answer and read with <c>hub orders list --document</c>.</summary>
    public const int MaxLines = 10_000;

    /// <summary>The input as the caller named it.</summary>
    public required string Input { get; init; }

    /// <summary>Id of the archived document; null in a dry run.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Failed if unreadable; all alike → that one; any held or rejected among others → held; accepted + duplicate → accepted.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Orders in order of first appearance; empty where <see cref="OrdersOmitted"/> is set.</summary>
    public IReadOnlyList<CanonicalOrder> Orders { get; init; } = [];

    /// <summary>Number of orders left out because the document has more than <see cref="MaxLines"/> lines.</summary>
    public int? OrdersOmitted { get; init; }

    /// <summary>One entry per order, in the same order.</summary>
    public IReadOnlyList<ImportResult> Results { get; init; } = [];

    /// <summary>Findings on the document as a whole.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>0 to 1.</summary>
    public decimal Confidence { get; init; }

    /// <summary>Milliseconds from opening the input to the answer.</summary>
    public long ElapsedMs { get; init; }

    /// <summary>The results that somebody has to look at or that say something; all of them where they are few enough to be held.</summary>
    public IEnumerable<ImportResult> RemarkableResults() => Results is StoredResults stored ? stored.Remarkable : Results;

    /// <summary>How many orders came out how.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes() =>
        Results is StoredResults stored ? stored.Outcomes : Results.GroupBy(r => r.Outcome).ToDictionary(g => g.Key, g => g.Count());
}

/// <summary>What became of one order of the input.</summary>
/// <param name="Index">Zero-based position in the document.</param>
/// <param name="Id">The order's id.</param>
/// <param name="OrderNumber">As written.</param>
/// <param name="Outcome">Accepted, held, rejected or duplicate.</param>
/// <param name="Findings">Findings on this order.</param>
/// <param name="DuplicateOf">The order it repeats.</param>
public sealed record ImportResult(
    int Index, Guid Id, string? OrderNumber, Outcome Outcome, IReadOnlyList<Finding> Findings, Guid? DuplicateOf);
