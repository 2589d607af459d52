using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Credentials;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>An account ready to be called: its connector with everything it may touch.</summary>
internal sealed class AccountSession : IDisposable
{
    private readonly TokenKeeper? _token;
    private readonly ConnectorHttp _http;

    /// <exception cref="ConnectorException">A secret is missing.</exception>
    public AccountSession(Account account, IHubStore store, SyncEnvironment environment, CallPacer pacer, CancellationToken cancellation)
    {
        Account = account;
        Connector = account.Connector.Options.Open(account.Options);
        Scrubber = new SecretScrubber();
        _token = account.Connector.Auth.NeedsToken
            ? new TokenKeeper(account, store, environment.Clock, environment.Sources, Scrubber)
            : null;
        _http = new ConnectorHttp(
            account.Connector, Connector, environment.Transport, pacer, environment.Calls, _token, Scrubber, environment.Clock, environment.Random);
        Context = new ConnectorContext
        {
            Http = _http,
            Clock = environment.Clock,
            CallTime = () => _http.Time.Now,
            Random = environment.Random,
            Secrets = new AccountSecrets(environment.Sources, Scrubber, _token),
            Log = new ScrubbedLog(environment.Logs.CreateLogger("sync." + account.Name), Scrubber),
            Cancellation = cancellation,
        };
    }

    public Account Account { get; }

    public IConnector Connector { get; }

    public ConnectorContext Context { get; }

    public SecretScrubber Scrubber { get; }

    public long Calls => _http.Calls;

    /// <summary>How far the hub's clock is ahead of the other side's, as far as its answers told.</summary>
    public TimeSpan Ahead => _http.Time.Ahead;

    /// <summary>The fault for whatever ended work with the connector.</summary>
    public Fault FaultOf(Exception exception) => Scrubber.Scrub(exception is ConnectorException known ? known.Fault : Fault.Unexpected("fetch", exception));

    public void Dispose() => _token?.Dispose();
}

/// <summary>What the runtime works with. The defaults of a host; tests put their own clock and transport in.</summary>
public sealed record SyncEnvironment
{
    /// <summary>The only clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The only source of chance.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Sends requests.</summary>
    public required HttpMessageInvoker Transport { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Reads a secret of a vault.</summary>
    public Func<VaultSecret, string> Vault { get; init; } = secret => throw new InvalidOperationException($"no vault to read {secret} from");

    /// <summary>Logs.</summary>
    public ILoggerFactory Logs { get; init; } = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;

    /// <summary>How often calls are tried.</summary>
    public CallPolicy Calls { get; init; } = new();

    /// <summary>How long a run's lease lasts without being renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Calendar of days on certificates.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where references of accounts lead.</summary>
    internal SecretSources Sources => new(Variable, Vault);
}
