using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// The turn of one message among those with its key: one at a time across all instances, by a lease in the store that they share. The Functions
/// host hands messages out without a thought for their keys; entities with sessions could be received by nobody else.
/// </summary>
internal sealed class KeyTurn(ILeases leases, LockedMessage message, TimeProvider clock)
{
    /// <summary>What the names of these leases begin with.</summary>
    public const string Prefix = "key:";

    // An instance that is killed leaves its keys to the others after this time.
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly HeldLease _lease = new(
        leases, $"{Prefix}{message.Entity}:{message.Message.Key}", Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), Duration, clock);

    /// <summary>Waits for the turn; false where others still have it after the longest wait.</summary>
    public async Task<bool> TakeAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var (waited, pause) = (TimeSpan.Zero, FirstLook);
        while (!await _lease.TakeAsync(cancellation).ConfigureAwait(false))
        {
            if (waited >= longest)
            {
                return false;
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            waited += pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return true;
    }

    /// <summary>Works while it holds the turn; null where it was lost on the way: another instance may be at work on the key by now.</summary>
    public async Task<HandlerResult?> WorkAsync(Func<CancellationToken, Task<HandlerResult>> work, CancellationToken cancellation)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = _lease.RenewUntilAsync(working);
        try
        {
            var result = await work(working.Token).ConfigureAwait(false);
            return working.IsCancellationRequested && !cancellation.IsCancellationRequested ? null : result;
        }
        catch (OperationCanceledException) when (working.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }
    }

    /// <summary>The next one's turn: after the message is settled.</summary>
    public Task EndAsync() => _lease.ReleaseAsync();
}
