using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Runs;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>
/// The token of one account. It is renewed by one caller at a time, early, and what comes back is durable before anyone uses it: a
/// rotated refresh token that is lost cannot be got back without a person.
/// </summary>
internal sealed class TokenKeeper : IDisposable
{
    private static readonly TimeSpan TurnAtMost = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TurnPoll = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Account _account;
    private readonly IHubStore _store;
    private readonly TimeProvider _clock;
    private readonly SecretScrubber _scrubber;
    private readonly byte[] _seed;
    private Credential _current;
    private DateTimeOffset? _renewedAt;

    /// <summary>Begins with the newest rotated token, unless a person has put another one behind the reference since.</summary>
    public TokenKeeper(Account account, IHubStore store, TimeProvider clock, SecretSources sources, SecretScrubber scrubber)
    {
        (_account, _store, _clock, _scrubber) = (account, store, clock, scrubber);
        var seed = account.Token ?? throw new ConnectorException(ConnectorFaults.TokenMissing());
        _current = new Credential
        {
            AccessToken = AccountSecrets.Read(seed.Access, sources, scrubber),
            RefreshToken = seed.Refresh is { } refresh ? AccountSecrets.Read(refresh, sources, scrubber) : null,
            ExpiresAt = seed.ExpiresAt,
        };
        _seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{_current.AccessToken}\n{_current.RefreshToken}"));
        _current = Stored() ?? _current;
    }

    /// <summary>The token as it is now.</summary>
    public Credential Current => Volatile.Read(ref _current);

    /// <summary>True where it can be renewed without a person: the connector knows how, and there is what renews it.</summary>
    public bool CanRenew => _account.Connector.Auth.CanRefresh && Current.RefreshToken is { Length: > 0 };

    /// <summary>True where it should be renewed before the next call.</summary>
    public bool Due => CanRenew && Current.ExpiresAt is { } end && end - Early(end) <= _clock.GetUtcNow();

    /// <summary>Renews the token unless someone else has renewed it since the caller used it.</summary>
    /// <param name="used">The token that the caller used.</param>
    /// <param name="renew">Asks the other side.</param>
    /// <param name="cancellation">Ends waiting for the turn; a renewal that was sent is kept in any case.</param>
    public async Task RenewAsync(Credential used, Func<Credential, Task<Credential>> renew, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Current.AccessToken != used.AccessToken || Current.RefreshToken != used.RefreshToken || Current.ExpiresAt != used.ExpiresAt)
            {
                return;
            }

            // A run and a check, or two processes, each have a keeper of their own, and a refresh token is good for one use.
            var lease = new RunLease(_store.Leases, "token:" + _account.Name, Guid.CreateVersion7(_clock.GetUtcNow()), TurnAtMost, _clock);
            while (!await lease.TakeAsync(cancellation).ConfigureAwait(false))
            {
                await Task.Delay(TurnPoll, _clock, cancellation).ConfigureAwait(false);
            }

            try
            {
                await RenewOnceAsync(used, renew).ConfigureAwait(false);
            }
            finally
            {
                await lease.ReleaseAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // A token that lives no longer than it is renewed early would be renewed before every call.
    private TimeSpan Early(DateTimeOffset end) => _renewedAt is { } since && (end - since) / 2 < _account.Connector.Auth.Early
        ? (end - since) / 2 : _account.Connector.Auth.Early;

    private async Task RenewOnceAsync(Credential used, Func<Credential, Task<Credential>> renew)
    {
        if (Stored() is { } newer && newer != used)
        {
            Volatile.Write(ref _current, newer);
            return;
        }

        var renewed = await renew(used).ConfigureAwait(false);
        Learn(renewed);
        await _store.WriteAsync(
            unit =>
            {
                unit.Sync.SaveCredential(_account.Name, new StoredCredential(renewed, _seed, unit.Now));
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        _renewedAt = _clock.GetUtcNow();
        Volatile.Write(ref _current, renewed);
    }

    /// <summary>The newest rotated token; null where none was rotated, or a person has put another one behind the reference since.</summary>
    private Credential? Stored()
    {
        if (_store.Read(unit => unit.Sync.FindCredential(_account.Name)) is not { } stored || !stored.Seed.AsSpan().SequenceEqual(_seed))
        {
            return null;
        }

        Learn(stored.Credential);
        _renewedAt = stored.RotatedAt;
        return stored.Credential;
    }

    private void Learn(Credential credential)
    {
        _scrubber.Learn(credential.AccessToken);
        _scrubber.Learn(credential.RefreshToken);
    }
}
