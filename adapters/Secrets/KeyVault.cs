using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Adapters.Secrets;

/// <summary>
/// Secrets of Azure Key Vault over its REST API (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret), with an Entra identity.
/// A value is kept for five minutes; whoever was refused with it says so, and it is read anew. While the vault is away, what was read last serves.
/// </summary>
/// <param name="transport">Sends requests.</param>
/// <param name="identity">The identity for a vault's cloud, by its host.</param>
/// <param name="clock">Source of time.</param>
public sealed class KeyVault(HttpMessageInvoker transport, Func<string, TokenCredential> identity, TimeProvider clock) : IDisposable
{
    private const string ApiVersion = "7.4";
    private const int MostAttempts = 3;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    // A secret that is refused time and again is not read each time.
    private static readonly TimeSpan Youngest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<VaultSecret, Held> _held = new();
    private readonly ConcurrentDictionary<string, TokenCredential> _identities = new(StringComparer.Ordinal);
    private readonly Lock _one = new();

    /// <summary>With the identity that this machine has; <c>AZURE_CLIENT_ID</c> chooses one of several.</summary>
    public static KeyVault OfThisMachine(TimeProvider clock) => new(
        new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        }),
        host => new DefaultAzureCredential(new DefaultAzureCredentialOptions { AuthorityHost = Authority(host), ExcludeInteractiveBrowserCredential = true }),
        clock);

    /// <summary>The secret as it is now, or was within five minutes.</summary>
    /// <exception cref="SecretUnavailableException">There is none, the hub may not read it, or the vault does not answer.</exception>
    public string Read(VaultSecret secret)
    {
        if (Fresh(secret) is { } fresh)
        {
            return fresh;
        }

        lock (_one)
        {
            if (Fresh(secret) is { } meanwhile)
            {
                return meanwhile;
            }

            var before = _held.GetValueOrDefault(secret);
            try
            {
                var value = Ask(secret);
                _held[secret] = new Held(value, clock.GetUtcNow(), clock.GetUtcNow() + Life);
                return value;
            }
            catch (SecretUnavailableException away) when (away.IsPassing && before is not null)
            {
                _held[secret] = before with { Until = clock.GetUtcNow() + Youngest };
                return before.Value;
            }
        }
    }

    /// <summary>The other side refused what this secret gave: it may have been rotated, and the next one to ask reads it anew.</summary>
    public void Forget(VaultSecret secret)
    {
        if (_held.TryGetValue(secret, out var held) && held.Read + Youngest <= clock.GetUtcNow())
        {
            _held.TryUpdate(secret, held with { Until = DateTimeOffset.MinValue }, held);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private string? Fresh(VaultSecret secret) => _held.TryGetValue(secret, out var held) && clock.GetUtcNow() < held.Until ? held.Value : null;

    private string Ask(VaultSecret secret)
    {
        SecretUnavailableException? last = null;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var limit = new CancellationTokenSource(AnswerTime, clock);
            HttpResponseMessage answer;
            try
            {
                answer = Send(secret, limit.Token);
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
            {
                last = Unavailable(SecretFindings.VaultUnreachable, true, gone, secret.Host, gone.Message);
                continue;
            }

            using (answer)
            {
                if (answer.IsSuccessStatusCode)
                {
                    return Value(secret, answer);
                }

                last = Refusal(secret, answer.StatusCode);
                if (!last.IsPassing)
                {
                    throw last;
                }

                // Waiting longer is for whoever asked: it has other work.
                if (answer.Headers.RetryAfter?.Delta > LongestPause)
                {
                    break;
                }
            }

            if (attempt < MostAttempts)
            {
                Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), clock).GetAwaiter().GetResult();
            }
        }

        throw last!;
    }

    private HttpResponseMessage Send(VaultSecret secret, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{secret.Host}/secrets/{secret.Name}?api-version={ApiVersion}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(secret.Host, cancellation));
        return transport.Send(request, cancellation);
    }

    // The library keeps tokens until shortly before they end.
    private string Token(string host, CancellationToken cancellation)
    {
        try
        {
            return _identities.GetOrAdd(host, identity).GetToken(new TokenRequestContext([Audience(host)]), cancellation).Token;
        }
        catch (AuthenticationFailedException refused)
        {
            // Its message may name what it was shown.
            throw Unavailable(SecretFindings.VaultIdentityRefused, false, refused, host, refused.GetType().Name);
        }
    }

    private static string Value(VaultSecret secret, HttpResponseMessage answer)
    {
        try
        {
            using var body = answer.Content.ReadAsStream();
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("value", out var value) && value.GetString() is { Length: > 0 } text
                ? text
                : throw Unavailable(SecretFindings.VaultSecretMissing, false, null, secret, "empty");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or IOException)
        {
            throw Unavailable(SecretFindings.VaultUnreachable, true, null, secret.Host, "no secret in its answer");
        }
    }

    private static SecretUnavailableException Refusal(VaultSecret secret, HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => Unavailable(SecretFindings.VaultSecretMissing, false, null, secret, 404),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Unavailable(SecretFindings.VaultForbidden, false, null, secret, (int)status),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Unavailable(SecretFindings.VaultUnreachable, true, null, secret.Host, (int)status),
        _ => Unavailable(SecretFindings.VaultSecretMissing, false, null, secret, ((int)status).ToString(CultureInfo.InvariantCulture)),
    };

    // One audience per cloud: that of the vault's own suffix.
    private static string Audience(string host) => $"https://{host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";

    private static Uri Authority(string host) => host switch
    {
        _ when host.EndsWith(".azure.cn", StringComparison.Ordinal) => AzureAuthorityHosts.AzureChina,
        _ when host.EndsWith(".usgovcloudapi.net", StringComparison.Ordinal) => AzureAuthorityHosts.AzureGovernment,
        _ => AzureAuthorityHosts.AzurePublicCloud,
    };

    private static SecretUnavailableException Unavailable(FindingCode code, bool passing, Exception? inner, params ReadOnlySpan<object?> arguments) =>
        new(code.At(null, null, arguments), passing, inner);

    private sealed record Held(string Value, DateTimeOffset Read, DateTimeOffset Until);
}
