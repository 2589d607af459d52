using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Checks;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>The keys under which orders are found again. One index-organised table, because a second copy of a 33-byte key helps nobody.</summary>
internal sealed class KeyRows(SqliteDatabase database)
{
    internal const int Source = 0;
    internal const int Number = 1;
    internal const int Content = 2;

    private SqliteStatement? _file, _remove, _find;

    public void File(Guid order, OrderFingerprint keys) => Each(keys, order, _file ??= database.Prepare(
        "insert into order_keys (kind, hash, order_id) values (?1, ?2, ?3) on conflict do nothing"));

    public void Remove(Guid order, OrderFingerprint keys) => Each(keys, order, _remove ??= database.Prepare(
        "delete from order_keys where kind = ?1 and hash = ?2 and order_id = ?3"));

    /// <summary>Orders under a key between two ids, newest first.</summary>
    public void Find(int kind, UInt128 hash, Guid from, Guid to, int limit, List<Guid> into)
    {
        // Without "limit ?": a limit that is bound makes the engine compile the statement anew each time.
        var query = (_find ??= database.Prepare(
                "select order_id from order_keys where kind = ?1 and hash = ?2 and order_id >= ?3 and order_id < ?4 order by order_id desc"))
            .Bind(1, (long)kind).Bind(2, hash).Bind(3, from).Bind(4, to);
        while (query.Step())
        {
            into.Add(query.Guid(0));
            if (--limit == 0)
            {
                query.Reset();
                return;
            }
        }
    }

    private static void Each(OrderFingerprint keys, Guid order, SqliteStatement statement)
    {
        if (keys.Source is { } source)
        {
            statement.Bind(1, (long)Source).Bind(2, source).Bind(3, order).Run();
        }

        if (keys.Number is { } number)
        {
            statement.Bind(1, (long)Number).Bind(2, number).Bind(3, order).Run();
        }

        for (var i = 0; i < keys.Content.Count; i++)
        {
            statement.Bind(1, (long)Content).Bind(2, keys.Content[i]).Bind(3, order).Run();
        }
    }
}
