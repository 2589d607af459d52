using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Credit;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Storage;

/// <summary>Verbs on orders over any store: look at the card, append the event, publish it, all in one transaction.</summary>
/// <param name="store">The store.</param>
/// <param name="checks">Asked for what a released order takes from credit.</param>
public sealed class OrderDesk(IHubStore store, Func<IOrderChecks> checks) : IOrderDesk
{
    /// <inheritdoc/>
    public Task<VerbAnswer> ReleaseAsync(Guid order, string actor, string reason, bool force = false, CancellationToken cancellation = default)
    {
        if (force && string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException("who forces a release says why", nameof(reason));
        }

        return store.WriteAsync(unit => Release(unit, order, actor, reason, force), cancellation);
    }

    /// <inheritdoc/>
    public Task<VerbResult> RejectAsync(Guid order, string actor, string reason, CancellationToken cancellation = default) =>
        DecideAsync(order, card => card.Outcome is Outcome.Held or Outcome.Accepted, OrderEventTypes.Rejected, Outcome.Rejected, actor, reason, cancellation);

    /// <inheritdoc/>
    public Task<VerbAnswer> LinkAsync(Guid order, Guid original, string actor, string reason, CancellationToken cancellation = default) =>
        order == original
            ? Task.FromResult(NotAllowed.LinkToItself(order))
            : store.WriteAsync(unit => Link(unit, order, original, actor, reason), cancellation);

    /// <inheritdoc/>
    public Task<VerbResult> UnlinkAsync(Guid order, string actor, string reason, CancellationToken cancellation = default) =>
        store.WriteAsync(unit => Unlink(unit, order, actor, reason), cancellation);

    private static VerbAnswer Link(IUnitOfWork unit, Guid order, Guid original, string actor, string reason)
    {
        if (unit.FindCard(order) is not { } card || unit.FindCard(original) is not { } other)
        {
            return VerbAnswer.Of(VerbResult.Unknown);
        }

        if (card.Outcome is not (Outcome.Held or Outcome.Accepted))
        {
            return NotAllowed.Link(card);
        }

        switch (other.Outcome)
        {
            case Outcome.Rejected:
                return NotAllowed.LinkToRejected(other);
            case Outcome.Duplicate:
                return NotAllowed.LinkToDuplicate(order, other, Root(unit, other));
            default:
                Append(unit, card, OrderEventTypes.Linked, Outcome.Duplicate, original, actor, reason, null, []);
                return VerbAnswer.Of(VerbResult.Done);
        }
    }

    // Links of before may lead in a circle.
    private static Guid? Root(IUnitOfWork unit, OrderCard duplicate)
    {
        var seen = new HashSet<Guid>();
        OrderCard? at = duplicate;
        while (at is { Outcome: Outcome.Duplicate, DuplicateOf: { } next } && seen.Add(at.Id))
        {
            at = unit.FindCard(next);
        }

        return at is null or { Outcome: Outcome.Duplicate } ? null : at.Id;
    }

    private VerbResult Unlink(IUnitOfWork unit, Guid order, string actor, string reason)
    {
        if (unit.FindCard(order) is not { } card)
        {
            return VerbResult.Unknown;
        }

        if (card.Outcome != Outcome.Duplicate)
        {
            return VerbResult.NotAllowed;
        }

        // It stands as before the link where its credit still carries it.
        var events = unit.Events(order);
        var view = OrderProjection.View(card, events, unit.Interned);
        var against = Against(view, Reserve(unit, view, beyondLimit: false)).ToList();
        var stood = against.Count > 0 ? Outcome.Held : BeforeTheLink(events);
        Append(unit, card, OrderEventTypes.Unlinked, stood, null, actor, reason, unit.Reserved, against);
        return VerbResult.Done;
    }

    // Linked by the hub itself, or changed by its source since, it was never seen otherwise by anybody: it waits.
    private static Outcome BeforeTheLink(IReadOnlyList<OrderEvent> events) =>
        events.Where(entry => entry.Type != OrderEventTypes.Linked).Select(entry => EventBody.Read(entry.Data).Outcome).LastOrDefault(outcome => outcome is not null)
            is Outcome.Accepted ? Outcome.Accepted : Outcome.Held;

    private VerbAnswer Release(IUnitOfWork unit, Guid order, string actor, string reason, bool force)
    {
        if (unit.FindCard(order) is not { } card)
        {
            return VerbAnswer.Of(VerbResult.Unknown);
        }

        if (card.Outcome != Outcome.Held)
        {
            return NotAllowed.Release(card);
        }

        // Whoever releases has seen what the card says; only the limit is not overridden by the way, and what nobody could carry out.
        var view = OrderProjection.View(card, unit.Events(order), unit.Interned);
        if (NotAllowed.ReleaseIncomplete(view) is { } incomplete)
        {
            return incomplete;
        }

        var against = Against(view, Reserve(unit, view, beyondLimit: force)).ToList();
        if (against.Count > 0 && !force)
        {
            return new VerbAnswer(VerbResult.Refused, against);
        }

        Append(unit, card, OrderEventTypes.Released, Outcome.Accepted, null, actor, reason, unit.Reserved, against);
        return VerbAnswer.Of(VerbResult.Done);
    }

    private static IEnumerable<Finding> Against(OrderView view, IReadOnlyList<Finding> found) => found.Where(
        finding => finding.Severity >= Severity.Hold
            && (finding.Code == CreditFindings.LimitExceeded.Code || view.Findings.All(seen => seen.Code != finding.Code)));

    private Task<VerbResult> DecideAsync(
        Guid order, Func<OrderCard, bool> allowed, string type, Outcome outcome, string actor, string reason,
        CancellationToken cancellation) => store.WriteAsync(
        unit =>
        {
            if (unit.FindCard(order) is not { } card)
            {
                return VerbResult.Unknown;
            }

            if (!allowed(card))
            {
                return VerbResult.NotAllowed;
            }

            Append(unit, card, type, outcome, null, actor, reason, null, []);
            return VerbResult.Done;
        },
        cancellation);

    private IReadOnlyList<Finding> Reserve(IUnitOfWork unit, OrderView view, bool beyondLimit)
    {
        var context = unit.ChecksFor(view.Card.Id);
        if (view.Card.Stage == OrderStage.Cancelled)
        {
            return [];
        }

        var document = DocumentKey.TryParse(view.Order.Provenance?.Document, out var key) ? key : DocumentKey.OfOrder(view.Card.Id);
        return checks().ReserveCredit(view.Order, unit.FindDocument(document)?.Sender, context, beyondLimit);
    }

    private static void Append(
        IUnitOfWork unit, OrderCard card, string type, Outcome outcome, Guid? original, string actor, string reason, Reservation? reserved,
        IReadOnlyList<Finding> overridden)
    {
        using var log = new OrderLog();
        var entry = log.Decide(unit, card, type, actor, outcome, reason, original, reserved, overridden);
        unit.PublishEvent(card.Id, entry.Sequence);
    }
}
