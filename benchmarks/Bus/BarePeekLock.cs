using System.Globalization;
using IntegrationHub.Adapters.Sqlite;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Benchmarks.Bus;

/// <summary>
/// The reference of the bus: a loop that locks a portion of messages in one synced commit and removes it in another, on the same table of the same
/// file. One connection, statements prepared once, no keys, no dead letters, nobody to wake.
/// </summary>
internal sealed class BarePeekLock : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _pick, _lock, _drop;
    private readonly int _portion;

    public BarePeekLock(string file, string entity, int portion)
    {
        _portion = portion;
        _connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=60");
        _connection.Open();
        Command("pragma synchronous = full; pragma cache_size = -8192").ExecuteNonQuery();

        // As rarely as the hub does: a checkpoint within the turn would be another thing to measure.
        Command(string.Create(CultureInfo.InvariantCulture, $"pragma wal_autocheckpoint = {new SqliteHubOptions().CheckpointBytes / 4096}")).ExecuteNonQuery();
        _pick = Command(
            """
            select sequence, message_id, body from bus_messages
            where entity = (select id from bus_entities where name = $entity) and visible_at <= $now order by visible_at, sequence limit $portion
            """);
        _pick.Parameters.AddWithValue("$entity", entity);
        _pick.Parameters.AddWithValue("$now", 0L);
        _pick.Parameters.AddWithValue("$portion", portion);
        _lock = Command("update bus_messages set lock_token = $token, visible_at = $until, delivery_count = delivery_count + 1 where sequence = $sequence");
        _drop = Command("delete from bus_messages where sequence = $sequence and lock_token = $token and visible_at > $now");
        foreach (var command in new[] { _lock, _drop })
        {
            command.Parameters.AddWithValue("$sequence", 0L);
            command.Parameters.AddWithValue("$token", "");
            command.Parameters.AddWithValue(command == _lock ? "$until" : "$now", 0L);
            command.Prepare();
        }

        _pick.Prepare();
    }

    /// <summary>Receives and completes until nothing is left; returns how many.</summary>
    public int Drain()
    {
        var all = 0;
        int some;
        while ((some = Turn()) > 0)
        {
            all += some;
        }

        return all;
    }

    public void Dispose()
    {
        _pick.Dispose();
        _lock.Dispose();
        _drop.Dispose();
        _connection.Dispose();
    }

    private int Turn()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var locked = new List<(long Sequence, string Token, byte[] Body)>(_portion);
        using (var transaction = _connection.BeginTransaction(deferred: false))
        {
            _pick.Transaction = transaction;
            _pick.Parameters["$now"].Value = now;
            using (var rows = _pick.ExecuteReader())
            {
                while (rows.Read())
                {
                    locked.Add((rows.GetInt64(0), Guid.NewGuid().ToString("N"), rows.GetFieldValue<byte[]>(2)));
                }
            }

            _lock.Transaction = transaction;
            foreach (var (sequence, token, _) in locked)
            {
                _lock.Parameters["$sequence"].Value = sequence;
                _lock.Parameters["$token"].Value = token;
                _lock.Parameters["$until"].Value = now + 60_000;
                _lock.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        using var removal = _connection.BeginTransaction(deferred: false);
        _drop.Transaction = removal;
        foreach (var (sequence, token, _) in locked)
        {
            _drop.Parameters["$sequence"].Value = sequence;
            _drop.Parameters["$token"].Value = token;
            _drop.Parameters["$now"].Value = now;
            _drop.ExecuteNonQuery();
        }

        removal.Commit();
        return locked.Count;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
