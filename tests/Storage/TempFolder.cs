using System.Text.RegularExpressions;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Tests.Storage;

/// <summary>What holds the rows of a test's store.</summary>
public enum Engine
{
    /// <summary>The file of a data folder.</summary>
    Sqlite,

    /// <summary>A database of its own on the test run's server.</summary>
    Postgres,
}

/// <summary>A folder of its own for one test, gone with it, and the store that belongs to it.</summary>
internal partial class TempFolder : IDisposable
{
    public TempFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"hub-test-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>A folder with a store on this engine.</summary>
    public static TempFolder On(Engine engine) => engine == Engine.Postgres ? new Postgres.TempDatabase() : new TempFolder();

    /// <summary>Opens the store for writing.</summary>
    public virtual StoreHub Open(TimeProvider? clock = null, BusTopology? topology = null, bool outsideBus = false) => SqliteHub.Open(
        Data, new SqliteHubOptions { Clock = clock ?? TimeProvider.System, Topology = topology ?? BusTopology.Default, OutsideBus = outsideBus });

    /// <summary>Opens the store for reading.</summary>
    public virtual StoreHub OpenReadOnly() => SqliteHub.OpenReadOnly(Data);

    /// <summary>
    /// Runs SQL behind the store's back. <c>{a→b}</c> stands for the journal's bytes with one text in the place of another, <c>x'00'</c> for a
    /// zero byte, <c>{keys}</c> for the table of keys.
    /// </summary>
    public virtual void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Data, "hub.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Replacement().Replace(sql, "cast(replace(cast(bytes as text), '$1', '$2') as blob)")
            .Replace("{keys}", "young_keys", StringComparison.Ordinal);
        command.ExecuteNonQuery();
    }

    /// <summary>Drops what keeps the log from being changed.</summary>
    public virtual void LiftGuards() => Sql("drop trigger journal_no_update; drop trigger journal_no_delete; drop trigger checkpoints_no_update");

    public virtual void Dispose() => Directory.Delete(Path, recursive: true);

    [GeneratedRegex("{([^→}]*)→([^}]*)}")]
    private protected static partial Regex Replacement();
}
