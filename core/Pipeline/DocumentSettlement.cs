using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Ends a document: what was only known at its end is applied to all its orders, then one commit holds the answer and what is to be
/// published. Every step looks at what is there, so that it can be run again from the start after a crash.
/// </summary>
internal sealed class DocumentSettlement(IHubStore store, IOrderChecks checks, OrderLog log, ArchivedDocument document)
{
    private const int Page = 200;

    /// <summary>Orders that got lines behind their check are checked as a whole.</summary>
    public async Task RecheckAmendedAsync(Finding? refusal, CancellationToken cancellation)
    {
        int checkedNow;
        do
        {
            checkedNow = await store.WriteAsync(
                unit =>
                {
                    var orders = unit.UncheckedOrders(document.Key, Page);
                    foreach (var order in orders)
                    {
                        log.Recheck(unit, order, checks, refusal, document.Sender);
                    }

                    return orders.Count;
                },
                cancellation).ConfigureAwait(false);
        }
        while (checkedNow > 0);
    }

    /// <summary>A refusal that was found late holds for the orders that were checked before it was known.</summary>
    public Task RefuseEarlierAsync(Finding refusal, int before, CancellationToken cancellation) => EachOrderAsync(
        (unit, order) =>
        {
            if (DocumentKey.IndexOfOrder(order) >= before || unit.FindCard(order) is not { } card)
            {
                return;
            }

            var findings = OrderProjection.View(card, unit.Events(order), unit.Interned).Findings;
            if (!findings.Any(finding => finding.Code == refusal.Code))
            {
                log.Recheck(unit, order, checks, refusal, document.Sender);
            }
        },
        cancellation);

    /// <summary>The document fell apart: its orders are withdrawn.</summary>
    public Task WithdrawAsync(Finding failure, CancellationToken cancellation) => EachOrderAsync(
        (unit, order) =>
        {
            if (unit.FindCard(order) is { Outcome: not Outcome.Rejected } card)
            {
                log.Decide(unit, card, OrderEventTypes.Rejected, OrderLog.Hub, Outcome.Rejected, failure.Code, null);
            }
        },
        cancellation);

    /// <summary>The last commit: answer, outbox, and the message is done with.</summary>
    public async Task<Outcome> FinishAsync(
        UnderstoodDocument understood, long progress, DocumentTally tally, long elapsedMs, CancellationToken cancellation)
    {
        using var span = HubTracing.Step("settle");
        var outcome = await SettleAsync(understood, progress, tally, elapsedMs, cancellation).ConfigureAwait(false);
        span?.SetTag("hub.document.id", document.Key.ToString()).SetTag("hub.outcome", Labels.Of(outcome).Value);
        return outcome;
    }

    /// <summary>The last commit of a document that cannot be read.</summary>
    public Task FailAsync(Finding failure, IReadOnlyList<Finding> findings, DocumentTally tally, long elapsedMs, CancellationToken cancellation) =>
        store.WriteAsync(
            unit =>
            {
                if (unit.FindDocument(document.Key) is not { State: not DocumentState.Finished } at)
                {
                    throw new TakenOverException(document.Key);
                }

                Settle(unit, at.Progress, tally, new DocumentAnswer(Outcome.Failed, 0, [.. findings, failure], elapsedMs));
                return true;
            },
            cancellation);

    /// <summary>The document waits for a person; a dead letter says why and its replay continues where it stopped.</summary>
    public Task ParkAsync(Fault fault, CancellationToken cancellation) => store.WriteAsync(
        unit =>
        {
            if (unit.FindDocument(document.Key) is not { State: not DocumentState.Finished } at)
            {
                throw new TakenOverException(document.Key);
            }

            var answer = new DocumentAnswer(Outcome.Failed, 0, [PipelineFindings.DocumentParked.At(null, null, fault.Fingerprint)], 0);
            unit.SaveProgress(document.Key, DocumentState.Parked, at.Progress, at.Tally, answer);
            return true;
        },
        cancellation);

    private Task<Outcome> SettleAsync(
        UnderstoodDocument understood, long progress, DocumentTally tally, long elapsedMs, CancellationToken cancellation) => store.WriteAsync(
        unit =>
        {
            if (unit.FindDocument(document.Key) is not { State: not DocumentState.Finished } at || at.Progress != progress)
            {
                throw new TakenOverException(document.Key);
            }

            var outcomes = unit.OutcomesOf(document.Key);
            var refusal = understood.Refusal;
            List<Finding> findings = [.. understood.Findings];
            if (refusal is not null && !findings.Contains(refusal))
            {
                findings.Add(refusal);
            }

            var isVersion = document.Kind == DocumentKind.Record && tally.Orders > 0 && outcomes.Values.Sum() == 0;
            if (isVersion)
            {
                findings.Add(PipelineFindings.OrderRevised.At(null, null));
            }

            if (tally.Orders == 0 && refusal is null)
            {
                findings.Add(PipelineFindings.NoOrders.At(null, null));
            }

            var outcome = (tally.Orders, refusal) is (0, { } refused) ? DocumentAnswers.OutcomeOf(refused)
                : isVersion ? Outcome.Accepted : DocumentAnswers.Aggregate(outcomes);
            Settle(unit, progress, tally, new DocumentAnswer(outcome, understood.Confidence, findings, elapsedMs) { Refusal = refusal });
            return outcome;
        },
        cancellation);

    private void Settle(IUnitOfWork unit, long progress, DocumentTally tally, DocumentAnswer answer)
    {
        unit.SaveProgress(document.Key, DocumentState.Finished, progress, tally, answer);
        unit.PublishDocument(document.Key);
        unit.Withdraw(BusTopology.Documents, document.Key.ToString());
    }

    private async Task EachOrderAsync(Action<IUnitOfWork, Guid> act, CancellationToken cancellation)
    {
        Guid? after = null;
        do
        {
            var from = after;
            after = await store.WriteAsync(
                unit =>
                {
                    var orders = unit.OrdersOf(document.Key, from, Page);
                    foreach (var order in orders)
                    {
                        act(unit, order);
                    }

                    return orders.Count == Page ? orders[^1] : (Guid?)null;
                },
                cancellation).ConfigureAwait(false);
        }
        while (after is not null);
    }
}
