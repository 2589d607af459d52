using System.Diagnostics;
using Npgsql;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of the test run's own: started on first use, on a socket in a folder of its own, and stopped with the run, however
/// that ends: it lives as long as the pipe to its guardian does.
/// </summary>
internal sealed class LocalServer : IDisposable
{
    // The files are never synced: what is tested is the death of programs, not of machines.
    private static readonly string[] Fleeting = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=64MB"];

    private static readonly Lazy<LocalServer> Started = new(() => new LocalServer(Fleeting), LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private const string Guardian =
        """
        set -e
        bin=$1 folder=$2
        shift 2
        as=
        if [ "$(id -u)" = 0 ]; then
            user=postgres
            id "$user" >/dev/null 2>&1 || user=nobody
            chown "$user" "$folder"
            as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
        fi
        cd "$folder"
        $as "$bin/initdb" -D "$folder/data" -U hub --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 </dev/null
        printf 'local all clerk scram-sha-256\nlocal all all trust\n' >"$folder/data/pg_hba.conf"
        serve() {
            $as "$bin/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" -c max_connections=300 "$@" \
                >>"$folder/server.log" 2>&1 </dev/null &
            server=$!
        }
        serve "$@"
        trap : INT TERM HUP
        while read -r restart; do
            kill -QUIT $server || true
            wait $server || true
            serve "$@"
        done
        kill -QUIT $server || true
        wait $server || true
        rm -rf "$folder"
        """;

    private readonly Process _guardian;
    private readonly string _folder;
    private int _databases;

    private LocalServer(params string[] settings)
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(path => File.Exists(Path.Combine(path, "initdb"))).Max()
            : null;
        _folder = Directory.CreateTempSubdirectory("hub-pg-").FullName;
        if (bin is null)
        {
            throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
        }

        _guardian = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Guardian, "guardian", bin, _folder, .. settings]) { RedirectStandardInput = true })!;
        WaitUntilItAnswers();
        Execute("postgres", "create role clerk superuser login password 'secret'");
    }

    /// <summary>The one server of this run.</summary>
    public static LocalServer Instance => Started.Value;

    /// <summary>A server of a test's own, which it may stop; it ends with the run.</summary>
    public static LocalServer Start() => new(Fleeting);

    /// <summary>A server whose commits reach the disk, as one in production: for measuring.</summary>
    public static LocalServer StartDurable() => new("-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB");

    /// <summary>Process of the server, parent of those that serve connections.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Stops the server at once, with no transaction ended and no connection closed in order, and starts it again; returns when the old one is gone.</summary>
    public void Restart()
    {
        var (before, began) = (ProcessId, Stopwatch.GetTimestamp());
        _guardian.StandardInput.WriteLine("restart");
        _guardian.StandardInput.Flush();
        while (Directory.Exists(Path.Combine("/proc", before.ToString(System.Globalization.CultureInfo.InvariantCulture))) && Stopwatch.GetElapsedTime(began) < LongestStart)
        {
            _guardian.WaitForExit(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Ends all connections to a database, whatever they are in the middle of.</summary>
    public void Disconnect(string connectionString) => Execute(
        "postgres",
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{new NpgsqlConnectionStringBuilder(connectionString).Database}'");

    /// <summary>Stops it for good.</summary>
    public void Dispose()
    {
        _guardian.StandardInput.Close();
        _guardian.WaitForExit();
        _guardian.Dispose();
    }

    /// <summary>A new, empty database; gives back how to connect to it.</summary>
    public string NewDatabase()
    {
        var name = $"hub_{Interlocked.Increment(ref _databases)}";
        Execute("postgres", $"create database {name}");
        return ConnectionString(name);
    }

    /// <summary>The same database for a user who must give the password <c>secret</c>.</summary>
    public static string WithPassword(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = "clerk", Pooling = false }.ConnectionString;

    /// <summary>Drops a database and whoever is still in it.</summary>
    public void Drop(string connectionString) =>
        Execute("postgres", $"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private string ConnectionString(string database) => $"Host={_folder};Username=hub;Database={database};Pooling=true;Maximum Pool Size=20";

    /// <summary>Waits until it takes connections.</summary>
    public void WaitUntilItAnswers()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Execute("postgres", "select 1");
                return;
            }
            catch (Exception notYet) when (notYet is NpgsqlException && Stopwatch.GetElapsedTime(began) < LongestStart && !_guardian.HasExited)
            {
                _guardian.WaitForExit(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
