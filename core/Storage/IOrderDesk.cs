namespace IntegrationHub.Core.Storage;

/// <summary>What a person may do with an order. Every verb is an event with actor and reason; nothing is ever deleted.</summary>
public interface IOrderDesk
{
    /// <summary>Lets a held order go on.</summary>
    Task<VerbResult> ReleaseAsync(Guid order, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>Refuses an order and gives back its reservation.</summary>
    Task<VerbResult> RejectAsync(Guid order, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>Declares an order the same as another; it is not processed twice.</summary>
    Task<VerbResult> LinkAsync(Guid order, Guid original, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>Takes a link back; the order waits for a person again.</summary>
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
}
