using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>What a person may do with an order. Every verb is an event with actor and reason; nothing is ever deleted.</summary>
public interface IOrderDesk
{
    /// <summary>
    /// Lets a held order go on and reserves its credit, both in one transaction. It is refused where the credit does not carry the order, and
    /// where the customer's credit got worse since the person saw the card (blocked, overdue …), unless it is forced.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why; must say something where it is forced.</param>
    /// <param name="force">Release all the same; what stood against it is kept in the event, and the credit is taken beyond the limit.</param>
    /// <param name="cancellation">Ends waiting.</param>
    Task<VerbAnswer> ReleaseAsync(Guid order, string actor, string reason, bool force = false, CancellationToken cancellation = default);

    /// <summary>Refuses an order and gives back its reservation.</summary>
    Task<VerbResult> RejectAsync(Guid order, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>
    /// Declares an order the same as another; it is not processed twice. The other one must stand for itself: it is neither rejected nor a duplicate.
    /// </summary>
    Task<VerbAnswer> LinkAsync(Guid order, Guid original, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>Takes a link back: the order stands as it stood before and takes its credit again. It waits for a person where its credit no longer carries
    /// it, where its source changed it since, and where it never stood otherwise than linked.</summary>
    Task<VerbResult> UnlinkAsync(Guid order, string actor, string reason, CancellationToken cancellation = default);
}

/// <summary>What became of a verb.</summary>
public enum VerbResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No such order.</summary>
    Unknown,

    /// <summary>The order's state does not allow it (or it is done already).</summary>
    NotAllowed,

    /// <summary>Something stands against it that can be overridden.</summary>
    Refused,
}

/// <summary>What became of a verb, and why not.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Against">What stands against it: why it is refused, or which state does not allow it; may be empty for the latter.</param>
public sealed record VerbAnswer(VerbResult Result, IReadOnlyList<Finding> Against)
{
    /// <summary>An answer that needs no finding.</summary>
    public static VerbAnswer Of(VerbResult result) => new(result, []);
}
