using IntegrationHub.Adapters.Secrets;

namespace IntegrationHub.Functions.Composition;

/// <summary>What holds the store's rows.</summary>
internal enum StoreKind
{
    /// <summary>One file of the data folder.</summary>
    Sqlite,

    /// <summary>A database on a PostgreSQL server, for several instances.</summary>
    Postgres,
}

/// <summary><c>store.*</c></summary>
internal sealed record StoreSettings
{
    /// <summary><c>store.kind</c>: <c>sqlite</c> or <c>postgres</c>.</summary>
    public StoreKind Kind { get; init; }

    /// <summary><c>store.connection</c>: where the connection string is.</summary>
    public SecretReference? Connection { get; init; }

    /// <summary><c>store.password</c>: where the password is, when it is not part of the connection string; read again for each new connection.</summary>
    public SecretReference? Password { get; init; }

    /// <summary><c>store.password: entra</c>: tokens of this machine's Entra identity in the place of a password.</summary>
    public bool Entra { get; init; }

    /// <summary><c>store.checkpointKey</c>: where the key that signs checkpoints is; the same for all instances.</summary>
    public SecretReference? CheckpointKey { get; init; }
}
