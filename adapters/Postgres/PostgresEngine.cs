using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>A database on a server, written by any number of processes.</summary>
internal sealed class PostgresEngine : StoreEngine
{
    // Bytes that were staged longer ago than this belong to nobody any more, whichever instance staged them.
    private static readonly TimeSpan LongestStaging = TimeSpan.FromDays(1);

    private readonly PostgresHubOptions _options;
    private readonly DataFolderLock? _taken;
    private readonly TimeZoneInfo _zone;
    private readonly PasswordCache? _password;
    private readonly NpgsqlDataSource _source;
    private PostgresListener? _listener;
    private bool? _absent;

    public PostgresEngine(PostgresHubOptions options, DataFolderLock? taken)
    {
        (_options, _taken) = (options, taken);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(options.BusinessZone);
        var settings = Settings(options);
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (options.Password is { } ask)
        {
            _password = new PasswordCache(ask, options.Clock);
            builder.UsePasswordProvider(
                _ => _password.GetAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult(),
                (_, cancellation) => _password.GetAsync(cancellation));
        }

        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        _source = builder.Build();
    }

    public override string Place { get; }

    public override StoreUnit? OpenWriter()
    {
        if (_taken is null)
        {
            return null;
        }

        PostgresUpgrade.Run(_source);
        var database = new PostgresDatabase(_source, Place, reader: false, _options.ServerTime, Refused);
        database.BeginWrite();
        DocumentRows.Sweep(database, DocumentKey.Create((database.Time ?? _options.Clock.GetUtcNow()) - LongestStaging, stackalloc byte[6]).Order(0));
        database.Commit(sent: false);
        return Unit(database);
    }

    public override StoreUnit OpenReader()
    {
        // A database in which no hub ever wrote is an empty store, and looking at it leaves no trace.
        _absent ??= _taken is null && IsAbsent();
        return _absent.Value ? SqliteEngine.Empty(_options) : Unit(new PostgresDatabase(_source, Place, reader: true, _options.ServerTime, Refused));
    }

    public override CheckpointSigner Signer(bool create) =>
        _options.CheckpointKey is { } key ? CheckpointSigner.With(key) : CheckpointSigner.Of(_options.Folder, create);

    public override Task BackupAsync(string path, CancellationToken cancellation) => new PostgresArchive(_options).DumpAsync(path, cancellation);

    public override void Listen(Action sent) => _listener = new PostgresListener(_source, _options.Clock, sent);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _listener?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _source.Dispose();
        _password?.Dispose();
        _taken?.Dispose();
    }

    /// <summary>What the server says of itself.</summary>
    public PostgresServer Server()
    {
        try
        {
            using var connection = _source.OpenConnection();
            using var ask = new NpgsqlCommand(
                "select current_setting('server_version'), clock_timestamp(), current_setting('synchronous_commit') <> 'off' and current_setting('fsync') = 'on'",
                connection);
            using var row = ask.ExecuteReader();
            row.Read();
            return new PostgresServer(Place, row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetBoolean(2));
        }
        catch (Exception fault) when (PostgresFaults.From(fault) is var known && known != fault)
        {
            throw known;
        }
    }

    private void Refused()
    {
        _password?.Forget();
        _options.PasswordRefused?.Invoke();
    }

    private StoreUnit Unit(PostgresDatabase database) => new(database, new PostgresKeys(database), _options, _zone);

    private bool IsAbsent()
    {
        try
        {
            using var connection = _source.OpenConnection();
            return PostgresUpgrade.Present(connection) == 0;
        }
        catch (Exception fault) when (PostgresFaults.From(fault) is var known && known != fault)
        {
            throw known;
        }
    }

    // What the operator states wins.
    internal static NpgsqlConnectionStringBuilder Settings(PostgresHubOptions options)
    {
        var settings = Parsed(options.ConnectionString);
        Default("Application Name", "integration-hub");
        Default("Maximum Pool Size", 32);
        Default("Max Auto Prepare", 128);
        Default("Auto Prepare Min Usages", 2);
        Default("Timeout", 10);
        Default("Command Timeout", 90);
        Default("Keepalive", 30);
        Default("Include Error Detail", false);

        // Nothing of a session outlives its transaction, so that there is nothing to reset.
        Default("No Reset On Close", true);
        return settings;

        void Default(string name, object value)
        {
            if (!settings.ShouldSerialize(name))
            {
                settings[name] = value;
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Parsed(string text)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(settings.Host) ? throw Invalid() : settings;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw Invalid();
        }
    }

    // Nothing of the text is repeated: it may hold the password.
    private static StoreUnavailableException Invalid() => StoreFaults.Unavailable(StoreFault.Inaccessible, PostgresFaults.Misstated);
}
