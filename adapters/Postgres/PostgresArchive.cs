using System.Globalization;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>
/// Backup and restore with the server's own tools, in the custom format of pg_dump. What they are told goes by environment variables
/// (https://www.postgresql.org/docs/current/libpq-envars.html): a command line can be read by every user of the machine.
/// </summary>
internal sealed class PostgresArchive(PostgresHubOptions options)
{
    // What an extension brought along, such as a database service's statistics, is not of the hub.
    private const string Objects =
        """
        select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp%'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """;

    private readonly NpgsqlConnectionStringBuilder _settings = PostgresEngine.Settings(options);

    public async Task DumpAsync(string path, CancellationToken cancellation)
    {
        var tool = await ToolAsync("pg_dump", cancellation).ConfigureAwait(false);
        var part = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.part");
        try
        {
            // Made before the tool writes to it, which keeps the rights: all orders are in it.
            await File.Open(part, Owned()).DisposeAsync().ConfigureAwait(false);

            await RunAsync(tool, PostgresFaults.BackupFailed, ["--format=custom", "--no-password", "--file=" + part], cancellation).ConfigureAwait(false);
            await RunAsync(await ToolAsync("pg_restore", cancellation).ConfigureAwait(false), PostgresFaults.BackupFailed, ["--list", part], cancellation).ConfigureAwait(false);
            await FlushAsync(part, cancellation).ConfigureAwait(false);
            File.Move(part, path, overwrite: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(PostgresFaults.BackupFailed, fault.Message);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public async Task RestoreAsync(string path, CancellationToken cancellation)
    {
        var tool = await ToolAsync("pg_restore", cancellation).ConfigureAwait(false);
        var listed = await tool.RunAsync(["--list", path], new Dictionary<string, string>(), cancellation).ConfigureAwait(false);
        if (listed.ExitCode != 0 || !listed.Output.Contains(" journal ", StringComparison.Ordinal) || !listed.Output.Contains(" hub_schema ", StringComparison.Ordinal))
        {
            throw Unavailable(PostgresFaults.BackupUnreadable, path, listed.ExitCode == 0 ? "no table of the hub" : listed.LastError);
        }

        await DemandEmptyAsync(cancellation).ConfigureAwait(false);
        await RunAsync(
            tool, PostgresFaults.RestoreFailed,
            ["--dbname=" + _settings.Database, "--no-password", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", path],
            cancellation).ConfigureAwait(false);
    }

    private static FileStreamOptions Owned()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static async Task FlushAsync(string path, CancellationToken cancellation)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        await using (file.ConfigureAwait(false))
        {
            await file.FlushAsync(cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }

    private async Task RunAsync(PostgresTool tool, FindingCode failure, string[] arguments, CancellationToken cancellation)
    {
        var run = await tool.RunAsync(arguments, await EnvironmentAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            throw Unavailable(failure, run.LastError);
        }
    }

    private async Task<PostgresTool> ToolAsync(string name, CancellationToken cancellation)
    {
        var tool = await PostgresTool.FindAsync(name, options.ToolFolders ?? PostgresTool.Folders, cancellation).ConfigureAwait(false)
            ?? throw Unavailable(PostgresFaults.ToolMissing, name);
        var server = PostgresHub.Ask(options).Version;
        return int.TryParse(server.Split('.', ' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && tool.Major < major
            ? throw Unavailable(PostgresFaults.ToolOld, name, tool.Major, major)
            : tool;
    }

    private async Task DemandEmptyAsync(CancellationToken cancellation)
    {
        try
        {
            var there = await CountAsync(cancellation).ConfigureAwait(false);
            if (there > 0)
            {
                throw Unavailable(PostgresFaults.RestoreNotEmpty, _settings.Database, there);
            }
        }
        catch (Exception fault) when (PostgresFaults.From(fault) is var known && known != fault)
        {
            throw known;
        }
    }

    private async Task<long> CountAsync(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Pooling = false };
        if (options.Password is { } ask)
        {
            settings.Password = (await ask(cancellation).ConfigureAwait(false)).Text;
        }

        var connection = new NpgsqlConnection(settings.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            var count = new NpgsqlCommand(Objects, connection);
            await using (count.ConfigureAwait(false))
            {
                return (long)(await count.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
            }
        }
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(CancellationToken cancellation)
    {
        var password = options.Password is { } ask ? (await ask(cancellation).ConfigureAwait(false)).Text : _settings.Password;
        var verifies = _settings.SslMode is SslMode.VerifyCA or SslMode.VerifyFull;
        Dictionary<string, string?> told = new()
        {
            ["PGHOST"] = _settings.Host,
            ["PGPORT"] = _settings.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = _settings.Database,
            ["PGUSER"] = _settings.Username,
            ["PGPASSWORD"] = password,
            ["PGPASSFILE"] = _settings.Passfile,
            ["PGSSLMODE"] = Ssl(_settings.SslMode),
            ["PGSSLROOTCERT"] = _settings.RootCertificate ?? (verifies ? PostgresTool.SystemCertificates : null),
            ["PGSSLCERT"] = _settings.SslCertificate,
            ["PGSSLKEY"] = _settings.SslKey,
            ["PGCONNECT_TIMEOUT"] = _settings.Timeout.ToString(CultureInfo.InvariantCulture),
            ["PGAPPNAME"] = "integration-hub-backup",
        };
        return told.Where(setting => !string.IsNullOrEmpty(setting.Value)).ToDictionary(setting => setting.Key, setting => setting.Value!);
    }

    private static string Ssl(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };

    private static StoreUnavailableException Unavailable(FindingCode code, params ReadOnlySpan<object?> arguments) =>
        StoreFaults.Unavailable(StoreFault.Elsewhere, code, arguments);
}
