namespace IntegrationHub.Core.Messaging;

/// <summary>Moves what transactions left in the outbox onto the bus. Running it twice sends nothing twice within the duplicate window.</summary>
public interface IOutboxRelay
{
    /// <summary>Moves one portion; returns the number of messages moved or dropped for want of subscriptions, 0 when the outbox is empty.</summary>
    Task<int> RelayAsync(CancellationToken cancellation = default);

    /// <summary>Completes when something may be in the outbox, or after the longest wait; it may complete for nothing.</summary>
    Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default);
}
