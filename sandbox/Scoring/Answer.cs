using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Scoring;

/// <summary>What a reader under test made of a file.</summary>
/// <param name="Orders">In order of first appearance.</param>
/// <param name="Outcome">Null where only the orders are judged.</param>
internal sealed record Answer(IReadOnlyList<CanonicalOrder> Orders, Outcome? Outcome);

/// <summary>One value that is not what the file says.</summary>
/// <param name="Path">order/v1 path with the order's index in front, e.g. <c>[0].lines[2].quantity</c>.</param>
/// <param name="Expected">As the file says.</param>
/// <param name="Actual">As read.</param>
internal sealed record Miss(string Path, string? Expected, string? Actual);

/// <summary>The judgement on one file.</summary>
/// <param name="Truth">What the file says.</param>
/// <param name="Values">Values compared.</param>
/// <param name="Misses">Those that differ.</param>
/// <param name="OutcomeRight">Accepted, held or refused as expected; true where not judged.</param>
/// <param name="WronglyAccepted">Went through by itself although something is wrong: the one thing that must not happen.</param>
internal sealed record FileScore(
    Orders.WorkbookTruth Truth, int Values, IReadOnlyList<Miss> Misses, bool OutcomeRight, bool WronglyAccepted)
{
    public bool Perfect => Misses.Count == 0 && OutcomeRight;
}
