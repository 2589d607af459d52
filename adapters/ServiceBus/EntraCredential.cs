using Azure.Core;
using Azure.Identity;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>An identity in Microsoft Entra: a managed identity on Azure, or what the environment offers elsewhere.</summary>
/// <param name="identity">Gets tokens.</param>
/// <param name="clock">Source of time.</param>
public sealed class EntraCredential(TokenCredential identity, TimeProvider clock) : IServiceBusCredential
{
    // One audience for all clouds; only the authority differs.
    private static readonly TokenRequestContext Scope = new(["https://servicebus.azure.net/.default"]);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailureRetry = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Held? _held;

    /// <summary>The identity that this machine has.</summary>
    /// <param name="authority">Where tokens are issued, e.g. <c>https://login.chinacloudapi.cn/</c>; null for the public cloud.</param>
    /// <param name="clientId">Which of several user-assigned identities; null for the only one.</param>
    /// <param name="clock">Source of time.</param>
    public static EntraCredential OfThisMachine(Uri? authority, string? clientId, TimeProvider clock) => new(
        new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = authority ?? AzureAuthorityHosts.AzurePublicCloud,
            ManagedIdentityClientId = clientId,
            ExcludeInteractiveBrowserCredential = true,
        }),
        clock);

    /// <inheritdoc/>
    public async ValueTask<string> AuthorizeAsync(CancellationToken cancellation)
    {
        if (_held is { } held && held.Until - Early > clock.GetUtcNow())
        {
            return held.Text;
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_held is { } fresh && fresh.Until - Early > clock.GetUtcNow())
            {
                return fresh.Text;
            }

            var token = await identity.GetTokenAsync(Scope, cancellation).ConfigureAwait(false);
            _held = new Held("Bearer " + token.Token, token.ExpiresOn);
            return _held.Text;
        }
        catch (AuthenticationFailedException refused)
        {
            throw new BusUnavailableException(ServiceBusFindings.IdentityRefused.At(null, null, refused.GetType().Name), FailureRetry, refused);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Forget() => _held = null;

    private sealed record Held(string Text, DateTimeOffset Until);
}
