using IntegrationHub.Adapters.Store;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>How the store on a PostgreSQL server is opened. Several processes may open one database at a time.</summary>
public sealed record PostgresHubOptions : StoreOptions
{
    /// <summary>Host, database, user and whatever else Npgsql knows; https://www.npgsql.org/doc/connection-string-parameters.html.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Yields the password for a new connection in place of the one in <see cref="ConnectionString"/>: a rotated secret, or a token of
    /// Microsoft Entra ID. Asked again before what it gave expires; may be called from several threads.
    /// </summary>
    public Func<CancellationToken, Task<PostgresPassword>>? Password { get; init; }

    /// <summary>Told that the server refused what <see cref="Password"/> gave: it may have been rotated, and is asked for once more at once.</summary>
    public Action? PasswordRefused { get; init; }

    /// <summary>
    /// Signs checkpoints. Every instance on the database needs the same one; without it the key of <see cref="Folder"/> is used, which only
    /// this instance has.
    /// </summary>
    public byte[]? CheckpointKey { get; init; }

    /// <summary>Where pg_dump and pg_restore are looked for; by default on <c>PATH</c> and where Debian keeps each version's.</summary>
    public IReadOnlyList<string>? ToolFolders { get; init; }

    /// <summary>
    /// True: what instances compare with each other (locks, leases, due times, moments of events) is by the server's clock, however their own
    /// clocks stand. False: by <see cref="StoreOptions.Clock"/>, for a test that moves time.
    /// </summary>
    public bool ServerTime { get; init; } = true;

    /// <summary>This instance's own data folder; one process at a time has it.</summary>
    public required string Folder { get; init; }
}

/// <summary>What a server is given for a password.</summary>
/// <param name="Text">Password or token.</param>
/// <param name="ExpiresAt">When it stops to open connections, UTC; null where it is to be asked for each time.</param>
public sealed record PostgresPassword(string Text, DateTimeOffset? ExpiresAt);
