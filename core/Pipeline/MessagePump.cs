using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Delivers the messages of one queue or subscription to its handler, keeps their locks while it works, and settles them by what it says.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="handler">Who handles them.</param>
/// <param name="concurrency">Messages handled at a time.</param>
/// <param name="clock">Source of time.</param>
/// <param name="onFault">Told of every message that did not end in Done; for logs and metrics.</param>
/// <param name="onOutage">Told each time the bus cannot be used.</param>
/// <param name="scope">Begins what the log says of a message with every line while it is handled.</param>
public sealed class MessagePump(
    IBus bus, IMessageHandler handler, int concurrency, TimeProvider clock, Action<LockedMessage, Fault>? onFault = null,
    Action<BusUnavailableException>? onOutage = null, Func<LockedMessage, IDisposable?>? scope = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SoonestRenewal = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled; messages in hand are finished or given back.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await PumpAsync(cancellation).ConfigureAwait(false) == 0)
                {
                    await bus.WaitAsync(handler.Entity, LongestWait, cancellation).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Storage.StoreUnavailableException)
            {
                // Disk full or the like: nothing was lost, and it may pass.
                await Task.Delay(LongestWait, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (BusUnavailableException outage)
            {
                // What was in hand comes again when its lock runs out.
                onOutage?.Invoke(outage);
                await Task.Delay(outage.RetryAfter, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Handles what is ready until nothing is; returns how many messages were handled.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var all = 0;
        int some;
        while ((some = await PumpAsync(cancellation).ConfigureAwait(false)) > 0)
        {
            all += some;
        }

        return all;
    }

    private async Task<int> PumpAsync(CancellationToken cancellation)
    {
        var messages = await bus.ReceiveAsync(handler.Entity, concurrency, cancellation).ConfigureAwait(false);
        await Task.WhenAll(messages.Select(message => Task.Run(() => OneAsync(message, cancellation), CancellationToken.None))).ConfigureAwait(false);
        return messages.Count;
    }

    private async Task OneAsync(LockedMessage message, CancellationToken cancellation)
    {
        using var span = BusTracing.Process(bus.SystemName, message);
        using var lines = scope?.Invoke(message);
        BusTracing.Delivered(message, clock.GetUtcNow());
        var began = clock.GetTimestamp();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = RenewAsync(message, working);
        HandlerResult result;
        try
        {
            result = await handler.HandleAsync(message, working.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (working.IsCancellationRequested)
        {
            result = HandlerResult.RetryAfter(TimeSpan.Zero, new Fault
            {
                Code = "interrupted", Stage = "handle", Message = "The hub was stopped while it worked on this.", MessageZh = "处理过程中 hub 被停止。",
            });
        }
        catch (Storage.StoreUnavailableException outage)
        {
            // The message is sound, and the store may be back by then.
            result = HandlerResult.RetryAfter(StoreRetry, Fault.Of("handle", outage.Finding));
        }
        catch (Exception fault)
        {
            result = HandlerResult.ParkAs(Fault.Unexpected("handle", fault));
        }

        await working.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
        span.Settled(message, result, clock.GetElapsedTime(began));
        try
        {
            await SettleAsync(message, result).ConfigureAwait(false);
        }
        catch (MessageRefusedException refused)
        {
            // The bus does not take the copy that would wait or be parked: it gets the message itself back, and dead-letters it in the end.
            onFault?.Invoke(message, Fault.Unexpected("settle", refused));
            await bus.AbandonAsync(message, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(LockedMessage message, HandlerResult result)
    {
        switch (result)
        {
            case HandlerResult.RetryResult retry:
                onFault?.Invoke(message, retry.Fault);
                await bus.AbandonAsync(message, RetryDelay.Of(retry.After, message.DeliveryCount), CancellationToken.None).ConfigureAwait(false);
                break;
            case HandlerResult.ParkResult park:
                onFault?.Invoke(message, park.Fault);
                await bus.DeadLetterAsync(message, park.Fault, CancellationToken.None).ConfigureAwait(false);
                break;
            default:
                await bus.CompleteAsync(message, CancellationToken.None).ConfigureAwait(false);
                break;
        }
    }

    private async Task RenewAsync(LockedMessage message, CancellationTokenSource working)
    {
        var until = message.LockedUntil;
        try
        {
            while (true)
            {
                var half = (until - clock.GetUtcNow()) / 2;
                await Task.Delay(half > SoonestRenewal ? half : SoonestRenewal, clock, working.Token).ConfigureAwait(false);
                if (await TryRenewAsync(message, until, working.Token).ConfigureAwait(false) is not { } renewed)
                {
                    // Someone else has it now, or may have it before the next try; whatever this handler still does must not count.
                    await working.CancelAsync().ConfigureAwait(false);
                    return;
                }

                until = renewed;
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    // A bus, or the store where that is the bus, that is away for a moment leaves the lock as it is: it is given up when it is over and not before.
    private async Task<DateTimeOffset?> TryRenewAsync(LockedMessage message, DateTimeOffset until, CancellationToken working)
    {
        var left = until - clock.GetUtcNow();
        using var over = new CancellationTokenSource(left > SoonestRenewal ? left : SoonestRenewal, clock);
        using var trying = CancellationTokenSource.CreateLinkedTokenSource(working, over.Token);
        try
        {
            // A store that hangs gives nothing back before it answers, whatever is cancelled.
            return await bus.RenewAsync(message, trying.Token).WaitAsync(trying.Token).ConfigureAwait(false);
        }
        catch (BusUnavailableException outage)
        {
            onOutage?.Invoke(outage);
        }
        catch (Storage.StoreUnavailableException)
        {
            // Whoever works meets it too, and says so.
            return Still();
        }
        catch (OperationCanceledException) when (!working.IsCancellationRequested)
        {
            return null;
        }

        return Still();

        DateTimeOffset? Still() => until - clock.GetUtcNow() > SoonestRenewal ? until : null;
    }
}
