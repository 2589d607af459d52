using IntegrationHub.Core.Checks;

namespace IntegrationHub.Core.Storage;

/// <summary>Verbs on orders over any store: look at the card, append the event, publish it, all in one transaction.</summary>
public sealed class OrderDesk(IHubStore store) : IOrderDesk
{
    /// <inheritdoc/>
    public Task<VerbResult> ReleaseAsync(Guid order, string actor, string reason, CancellationToken cancellation = default) =>
        DecideAsync(order, card => card.Outcome == Outcome.Held, OrderEventTypes.Released, Outcome.Accepted, null, actor, reason, cancellation);

    /// <inheritdoc/>
    public Task<VerbResult> RejectAsync(Guid order, string actor, string reason, CancellationToken cancellation = default) =>
        DecideAsync(order, card => card.Outcome is Outcome.Held or Outcome.Accepted, OrderEventTypes.Rejected, Outcome.Rejected, null, actor, reason, cancellation);

    /// <inheritdoc/>
    public Task<VerbResult> LinkAsync(Guid order, Guid original, string actor, string reason, CancellationToken cancellation = default) =>
        order == original
            ? Task.FromResult(VerbResult.NotAllowed)
            : DecideAsync(order, card => card.Outcome is Outcome.Held or Outcome.Accepted, OrderEventTypes.Linked, Outcome.Duplicate, original, actor, reason, cancellation);

    /// <inheritdoc/>
    public Task<VerbResult> UnlinkAsync(Guid order, string actor, string reason, CancellationToken cancellation = default) =>
        DecideAsync(order, card => card.Outcome == Outcome.Duplicate, OrderEventTypes.Unlinked, Outcome.Held, null, actor, reason, cancellation);

    private Task<VerbResult> DecideAsync(
        Guid order, Func<OrderCard, bool> allowed, string type, Outcome outcome, Guid? original, string actor, string reason,
        CancellationToken cancellation) => store.WriteAsync(
        unit =>
        {
            if (unit.FindCard(order) is not { } card || (original is { } other && unit.FindCard(other) is null))
            {
                return VerbResult.Unknown;
            }

            if (!allowed(card))
            {
                return VerbResult.NotAllowed;
            }

            using var log = new OrderLog();
            var entry = log.Decide(unit, card, type, actor, outcome, reason, original);
            unit.PublishEvent(order, entry.Sequence);
            return VerbResult.Done;
        },
        cancellation);
}
