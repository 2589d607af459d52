using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Signs with a shared access key. A token lives half an hour and is made anew at half its life.</summary>
/// <param name="endpoint">Address of the namespace.</param>
/// <param name="keyName">Name of the policy.</param>
/// <param name="key">Where the key is; asked each time a token is made, so that a rotated key needs no restart.</param>
/// <param name="clock">Source of time.</param>
/// <param name="vault">Reads a key that is in a vault.</param>
public sealed class SasCredential(Uri endpoint, string keyName, SecretReference key, TimeProvider clock, KeyVault? vault = null) : IServiceBusCredential
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MissingRetry = TimeSpan.FromSeconds(30);
    private volatile Token? _token;

    /// <inheritdoc/>
    public ValueTask<string> AuthorizeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_token is not { } token || token.RenewAt <= now)
        {
            var secret = Secret()
                ?? throw new BusUnavailableException(ServiceBusFindings.SecretMissing.At(key.ToString(), null, key), MissingRetry);
            _token = token = new Token(SasToken.Create(endpoint.AbsoluteUri, keyName, secret, now + Life), now + (Life / 2));
        }

        return ValueTask.FromResult(token.Text);
    }

    /// <inheritdoc/>
    public void Forget()
    {
        _token = null;
        if (key.InVault is { } secret)
        {
            vault?.Forget(secret);
        }
    }

    private string? Secret()
    {
        try
        {
            return key.Resolve(vault);
        }
        catch (SecretUnavailableException refused)
        {
            throw new BusUnavailableException(refused.Finding, MissingRetry, refused);
        }
    }

    private sealed record Token(string Text, DateTimeOffset RenewAt);
}
