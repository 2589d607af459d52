using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>
/// The token of one account. It is renewed by one caller at a time, early, and what comes back is durable before anyone uses it: a
/// rotated refresh token that is lost cannot be got back without a person.
/// </summary>
internal sealed class TokenKeeper : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Account _account;
    private readonly IHubStore _store;
    private readonly TimeProvider _clock;
    private readonly SecretScrubber _scrubber;
    private readonly byte[] _seed;
    private Credential _current;

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
        if (store.Read(unit => unit.Sync.FindCredential(account.Name)) is { } stored && stored.Seed.AsSpan().SequenceEqual(_seed))
        {
            Learn(stored.Credential);
            _current = stored.Credential;
        }
    }

    /// <summary>The token as it is now.</summary>
    public Credential Current => Volatile.Read(ref _current);

    /// <summary>True where it can be renewed without a person: the connector knows how, and there is what renews it.</summary>
    public bool CanRenew => _account.Connector.Auth.CanRefresh && Current.RefreshToken is { Length: > 0 };

    /// <summary>True where it should be renewed before the next call.</summary>
    public bool Due => CanRenew && Current.ExpiresAt is { } end && end - _account.Connector.Auth.Early <= _clock.GetUtcNow();

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

            var renewed = await renew(used).ConfigureAwait(false);
            Learn(renewed);
            await _store.WriteAsync(
                unit =>
                {
                    unit.Sync.SaveCredential(_account.Name, new StoredCredential(renewed, _seed, unit.Now));
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
            Volatile.Write(ref _current, renewed);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Learn(Credential credential)
    {
        _scrubber.Learn(credential.AccessToken);
        _scrubber.Learn(credential.RefreshToken);
    }
}
