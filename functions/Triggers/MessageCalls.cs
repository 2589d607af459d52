using System.Diagnostics;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Functions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// Answers the calls of one Service Bus trigger: the handler's Done completes the message, Retry sends a copy that comes later, Park one to the
/// queue for parked messages. Where that cannot be sent, the failure is told slowly and the message comes again.
/// </summary>
/// <param name="trigger">The trigger.</param>
/// <param name="readiness">The hub, once it is open.</param>
/// <param name="clock">Source of time.</param>
/// <param name="log">Told of all that did not end in Done.</param>
internal sealed class MessageCalls(MessageTrigger trigger, Readiness readiness, TimeProvider clock, ILogger log)
{
    // Far below functionTimeout, at which the host would kill the handler with all that it has in hand.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private const string Unexpected = "internal";

    // After a wait for the key of another message, and after its loss.
    private static readonly TimeSpan KeyPause = TimeSpan.FromSeconds(10);

    // The host sends more at a time than there are processors.
    private readonly SemaphoreSlim _turns = new(trigger.AtOnce);

    /// <summary>Handles the message of one call.</summary>
    /// <param name="body">The envelope.</param>
    /// <param name="cancellation">The host has gone, or the hub stops: what is not finished comes again.</param>
    public async Task<TriggerAnswer> AnswerAsync(Stream body, CancellationToken cancellation)
    {
        // Each wait on the way has its limit; a store that opens late, a slow handler and a bus that is away add up to more.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(trigger.AnswerWithin);
        try
        {
            return await WithinAsync(body, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return TriggerAnswer.Failed("interrupted");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            log.LogWarning("{Code}: {Function}", TriggerFindings.HandlerTooSlow.Code, trigger.Name);
            return TriggerAnswer.Failed(TriggerFindings.HandlerTooSlow.Code);
        }
    }

    private async Task<TriggerAnswer> WithinAsync(Stream body, CancellationToken cancellation)
    {
        LockedMessage delivered;
        try
        {
            var envelope = await TriggerEnvelope.ReadAsync(body, cancellation).ConfigureAwait(false);
            delivered = envelope.Message(trigger.Entity, clock.GetUtcNow());
        }
        catch (EnvelopeException refused) when (refused.IsText)
        {
            // No file changes while the program runs: each of these deliveries would fail, so they are used up as slowly as the host allows.
            if (readiness.Misconfigured(trigger.Name))
            {
                var (code, wrong) = (TriggerFindings.TextMode, TriggerFindings.TextMode.At(trigger.Name, null, trigger.Name));
                log.LogError("{Code}: {Problem} {Fix} / {ProblemZh}{FixZh}", code.Code, wrong.Message, code.FixEn, wrong.MessageZh, code.FixZh);
            }

            await readiness.HoldAsync(Longest, cancellation).ConfigureAwait(false);
            return TriggerAnswer.Failed(TriggerFindings.TextMode.Code);
        }
        catch (EnvelopeException refused)
        {
            log.LogError("{Code}: {Function}: {Problem}", TriggerFindings.EnvelopeRefused.Code, trigger.Name, refused.Message);
            await HoldAsync(1, cancellation).ConfigureAwait(false);
            return TriggerAnswer.Refused(400, TriggerFindings.EnvelopeRefused.Code);
        }

        if (await readiness.WaitAsync(SlowFailure.Of(delivered.DeliveryCount), cancellation).ConfigureAwait(false) is not { } hub)
        {
            return TriggerAnswer.NotReady;
        }

        using var span = BusTracing.Process(BusTracing.ServiceBus, TriggerDeliveries.Traced(delivered));
        using var lines = log.BeginScope(MessageScope.Of(delivered));
        BusTracing.Delivered(delivered, clock.GetUtcNow());
        Finding finding;
        try
        {
            return await hub.Deliveries.AcceptAsync(delivered, cancellation).ConfigureAwait(false) is { } message
                ? await SettleInTurnAsync(hub, message, span, cancellation).ConfigureAwait(false)
                : TriggerAnswer.Done;
        }
        catch (StoreUnavailableException outage)
        {
            finding = outage.Finding;
        }
        catch (BusUnavailableException outage)
        {
            finding = outage.Finding;
        }
        catch (MessageRefusedException refused)
        {
            finding = refused.Finding;
        }
        catch (Exception bug) when (!(bug is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // It may have passed by the next delivery; told at once, all deliveries would be used up within a second.
            log.LogError(bug, "{Entity} {Message}", trigger.Entity, delivered.Message.MessageId);
            span.Fail(Unexpected);
            await HoldAsync(delivered.DeliveryCount, cancellation).ConfigureAwait(false);
            return TriggerAnswer.Failed(Unexpected);
        }

        span.Fail(finding.Code);
        log.LogWarning("{Code}: {Entity} {Message}: {Problem}", finding.Code, trigger.Entity, delivered.Message.MessageId, finding.Message);
        await HoldAsync(delivered.DeliveryCount, cancellation).ConfigureAwait(false);
        return TriggerAnswer.Failed(finding.Code);
    }

    private async Task<TriggerAnswer> SettleInTurnAsync(OpenedHub hub, LockedMessage message, Activity? span, CancellationToken cancellation)
    {
        var handler = hub.Handlers[trigger.Name];
        var began = clock.GetTimestamp();
        if (message.Message.Key is null)
        {
            return await SettleAsync(await HandleAsync(handler, message, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }

        var turn = new KeyTurn(hub.Leases, message, clock);
        if (!await turn.TakeAsync(SlowFailure.Of(message.DeliveryCount), cancellation).ConfigureAwait(false))
        {
            return await WaitLongerAsync(hub, message, cancellation).ConfigureAwait(false);
        }

        try
        {
            var result = await turn.WorkAsync(working => HandleAsync(handler, message, working), cancellation).ConfigureAwait(false);
            return await SettleAsync(result ?? HandlerResult.RetryAfter(KeyPause, Fault.Of("handle", TriggerFindings.KeyLost.At(null, null)))).ConfigureAwait(false);
        }
        finally
        {
            await turn.EndAsync().ConfigureAwait(false);
        }

        Task<TriggerAnswer> SettleAsync(HandlerResult result)
        {
            span.Settled(message, result, clock.GetElapsedTime(began));
            return this.SettleAsync(hub, message, result, cancellation);
        }
    }

    // It has not been handled: the copy does not count this delivery. To a subscription none can be sent; there the delivery counts, as slowly as any failure.
    private async Task<TriggerAnswer> WaitLongerAsync(OpenedHub hub, LockedMessage message, CancellationToken cancellation)
    {
        log.LogInformation("{Code}: {Entity} {Message}", TriggerFindings.KeyBusy.Code, message.Entity, message.Message.MessageId);
        return await hub.Deliveries.TryRetryAsync(message with { DeliveryCount = message.DeliveryCount - 1 }, KeyPause, cancellation).ConfigureAwait(false)
            ? TriggerAnswer.Done
            : TriggerAnswer.Failed(TriggerFindings.KeyBusy.Code);
    }

    private async Task<TriggerAnswer> SettleAsync(OpenedHub hub, LockedMessage message, HandlerResult result, CancellationToken cancellation)
    {
        switch (result)
        {
            case HandlerResult.RetryResult retry:
                Report(message, retry.Fault);
                var delay = RetryDelay.Of(retry.After, message.DeliveryCount);
                if (await hub.Deliveries.TryRetryAsync(message, delay, cancellation).ConfigureAwait(false))
                {
                    return TriggerAnswer.Done;
                }

                await HoldAsync(message.DeliveryCount, cancellation).ConfigureAwait(false);
                return TriggerAnswer.Failed(retry.Fault.Code);
            case HandlerResult.ParkResult park:
                Report(message, park.Fault);
                await hub.Deliveries.ParkAsync(message, park.Fault, cancellation).ConfigureAwait(false);
                return TriggerAnswer.Done;
            default:
                return TriggerAnswer.Done;
        }
    }

    private async Task<HandlerResult> HandleAsync(IMessageHandler handler, LockedMessage message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            await _turns.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TooLong();
        }

        try
        {
            return await handler.HandleAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && limit.IsCancellationRequested)
        {
            return TooLong();
        }
        catch (Exception fault) when (fault is not (StoreUnavailableException or BusUnavailableException)
            && !(fault is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // With what the handler gave up by itself, e.g. a call that timed out.
            return HandlerResult.ParkAs(Fault.Unexpected("handle", fault));
        }
        finally
        {
            _turns.Release();
        }
    }

    // Work in steps goes on from where it stands.
    private static HandlerResult TooLong() => HandlerResult.RetryAfter(
        TimeSpan.FromSeconds(1), Fault.Of("handle", TriggerFindings.HandlerTooSlow.At(null, null, Longest.TotalMinutes)));

    private void Report(LockedMessage message, Fault fault) => log.LogWarning(
        "{Entity} {Message}, delivery {Delivery}: {Code} at {Stage}", message.Entity, message.Message.MessageId, message.DeliveryCount, fault.Code, fault.Stage);

    private Task HoldAsync(int deliveries, CancellationToken cancellation) => readiness.HoldAsync(SlowFailure.Of(deliveries), cancellation);
}
