using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Lets one of several instances on a store empty the outbox, by a lease: all of them together would send every message once each, for the bus to
/// drop all but one. Where the lease is lost to another instance while a portion is under way, that portion is sent twice under the same ids.
/// </summary>
/// <param name="relay">Moves portions.</param>
/// <param name="leases">Where the lease is.</param>
/// <param name="holder">This instance.</param>
/// <param name="clock">Source of time.</param>
public sealed class LeasedRelay(IOutboxRelay relay, ILeases leases, string holder, TimeProvider clock) : IOutboxRelay
{
    private const string Name = "outbox";

    // An instance that is killed leaves the outbox to the others after this time at the latest.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _until;

    /// <inheritdoc/>
    public async Task<int> RelayAsync(CancellationToken cancellation = default)
    {
        // The pump and a timer may both ask.
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await HoldsAsync(cancellation).ConfigureAwait(false) ? await relay.RelayAsync(cancellation).ConfigureAwait(false) : 0;
        }
        catch (BusUnavailableException)
        {
            // Another instance may reach what this one cannot.
            await GiveBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default) => _until > clock.GetUtcNow()
        ? relay.WaitAsync(longest, cancellation)
        : Task.Delay(longest < LookAgain ? longest : LookAgain, clock, cancellation);

    // Taken anew when half of it has passed: a commit for every portion would be too many. More than the whole of it is left only where the clock
    // was set back: by that clock the lease would be this one's long after another instance has it.
    private async Task<bool> HoldsAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_until - now is var left && left > Duration / 2 && left <= Duration)
        {
            return true;
        }

        var taken = await leases.TryTakeAsync(Name, holder, Duration, cancellation).ConfigureAwait(false);
        _until = taken ? now + Duration : DateTimeOffset.MinValue;
        return taken;
    }

    private async Task GiveBackAsync()
    {
        _until = DateTimeOffset.MinValue;
        try
        {
            await leases.ReleaseAsync(Name, holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It runs out by itself.
            return;
        }
    }
}
