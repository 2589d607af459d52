namespace IntegrationHub.Core.Connectors;

/// <summary>How calls are authorised. The connector says how; the runtime decides when.</summary>
public sealed class ConnectorAuth
{
    private readonly Func<IConnector, Credential, ConnectorContext, Task<Credential>>? _refresh;

    private ConnectorAuth(bool needsToken, TimeSpan early, Func<IConnector, Credential, ConnectorContext, Task<Credential>>? refresh) =>
        (NeedsToken, Early, _refresh) = (needsToken, early, refresh);

    /// <summary>Nothing but what the account's own settings refer to.</summary>
    public static ConnectorAuth None { get; } = new(false, TimeSpan.Zero, null);

    /// <summary>True where the account needs a <c>token</c> section.</summary>
    public bool NeedsToken { get; }

    /// <summary>How long before its end a token is renewed.</summary>
    public TimeSpan Early { get; }

    /// <summary>True where a token can be renewed without a person.</summary>
    public bool CanRefresh => _refresh is not null;

    /// <summary>A token that ends with its time; a person gets the next one.</summary>
    public static ConnectorAuth FixedToken { get; } = new(true, TimeSpan.Zero, null);

    /// <summary>A token that the connector can renew. The refresh sends with <see cref="IConnectorHttp.SubmitAsync"/>: a used refresh token is gone.</summary>
    /// <param name="early">How long before its end it is renewed.</param>
    /// <param name="refresh">Renews it; what comes back replaces all of it.</param>
    public static ConnectorAuth Token<TConnector>(TimeSpan early, Func<TConnector, Credential, ConnectorContext, Task<Credential>> refresh)
        where TConnector : IConnector =>
        new(true, early, (connector, credential, context) => refresh((TConnector)connector, credential, context));

    /// <summary>Renews the credential.</summary>
    /// <exception cref="InvalidOperationException">It cannot be renewed; see <see cref="CanRefresh"/>.</exception>
    public Task<Credential> RefreshAsync(IConnector connector, Credential credential, ConnectorContext context) =>
        (_refresh ?? throw new InvalidOperationException("this credential cannot be renewed"))(connector, credential, context);
}
