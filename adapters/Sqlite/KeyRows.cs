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

    /// <summary>Orders under a key, newest first, not before a moment.</summary>
    public void Find(int kind, UInt128 hash, Guid notBefore, int limit, List<Guid> into)
    {
        var query = (_find ??= database.Prepare(
                "select order_id from order_keys where kind = ?1 and hash = ?2 and order_id >= ?3 order by order_id desc limit ?4"))
            .Bind(1, (long)kind).Bind(2, hash).Bind(3, notBefore).Bind(4, (long)limit);
        while (query.Step())
        {
            into.Add(query.Guid(0));
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
