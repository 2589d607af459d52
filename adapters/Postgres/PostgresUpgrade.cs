using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>Brings a database's schema up to date. Of many instances that start at once one does it, under a lock, and the others find it done.</summary>
internal static class PostgresUpgrade
{
    /// <summary>Adds what is missing.</summary>
    /// <exception cref="StoreUnavailableException">The schema is one that this program cannot work with, or the server refused.</exception>
    public static void Run(NpgsqlDataSource source)
    {
        try
        {
            using var connection = source.OpenConnection();
            if (Present(connection) == PostgresSchema.Version)
            {
                return;
            }

            using var transaction = connection.BeginTransaction();
            Execute(connection, "set local lock_timeout = '60s'");
            Execute(connection, $"select pg_advisory_xact_lock({PostgresSchema.LockClass}, {PostgresSchema.MigrationLock})");

            // Another instance may have been faster.
            var version = Present(connection);
            if (version < PostgresSchema.Version)
            {
                Execute(connection, $"select pg_advisory_xact_lock({PostgresSchema.LockClass}, {PostgresSchema.WriteLock})");
                Add(connection, version);
            }

            transaction.Commit();
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateFunction)
        {
            throw StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, fault.MessageText);
        }
        catch (Exception fault) when (PostgresFaults.From(fault) is var known && known != fault)
        {
            throw known;
        }
    }

    /// <summary>The version that is there, at most this program's own where a newer one is borne; 0 where there is none.</summary>
    public static int Present(NpgsqlConnection connection)
    {
        // Read from the catalogue's rows: a look-up by name may answer from a session's cache, as it was before the lock was waited for.
        using (var find = new NpgsqlCommand(
            "select exists (select 1 from pg_tables where tablename = 'hub_schema' and schemaname = any(current_schemas(false)))", connection))
        {
            if (find.ExecuteScalar() is not true)
            {
                return 0;
            }
        }

        using var read = new NpgsqlCommand("select version, oldest from hub_schema", connection);
        using var row = read.ExecuteReader();
        if (!row.Read())
        {
            return 0;
        }

        var (version, oldest) = (row.GetInt32(0), row.GetInt32(1));
        return oldest > PostgresSchema.Version
            ? throw StoreFaults.Unavailable(StoreFault.Newer, StoreFaults.Newer, version, PostgresSchema.Version)
            : Math.Min(version, PostgresSchema.Version);
    }

    private static void Add(NpgsqlConnection connection, int version)
    {
        if (version == 0)
        {
            Execute(connection, "create table hub_schema (version integer not null, oldest integer not null); insert into hub_schema values (0, 0)");
        }

        foreach (var step in PostgresSchema.Migrations.Skip(version))
        {
            Execute(connection, step.Sql);
            using var note = new NpgsqlCommand("update hub_schema set version = version + 1, oldest = greatest(oldest, $1)", connection);
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = step.Oldest });
            note.ExecuteNonQuery();
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
