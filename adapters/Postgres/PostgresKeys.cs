using IntegrationHub.Adapters.Store;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>Keys in one indexed table: every instance sees what the others filed.</summary>
internal sealed class PostgresKeys(StoreDatabase database) : KeyRows
{
    private StoreStatement? _insert, _find, _around;

    public override void Begin()
    {
    }

    public override int Mark() => 0;

    public override void RollBack(int mark)
    {
    }

    public override void Flush()
    {
    }

    public override void Settle()
    {
    }

    public override void Clear() => database.Execute("delete from order_keys");

    public override void Forget()
    {
    }

    protected override void Add(UInt128 key, Guid order) =>
        (_insert ??= database.Prepare("insert into order_keys (key, order_id) values (?1, ?2) on conflict (key, order_id) do nothing"))
            .Bind(1, key).Bind(2, order).Run();

    // Two ranges, so that the orders of the gap are not walked, however many they are.
    protected override void Find(UInt128 key, Guid from, Guid gapFrom, Guid gapTo, int limit, List<Guid> into) => Take(
        (_around ??= database.Prepare(
            """
            (select order_id from order_keys where key = ?1 and order_id >= ?2 order by order_id desc limit ?5)
            union all
            (select order_id from order_keys where key = ?1 and order_id >= ?3 and order_id < ?4 order by order_id desc limit ?5)
            """))
        .Bind(1, key).Bind(2, gapTo > from ? gapTo : from).Bind(3, from).Bind(4, gapFrom).Bind(5, (long)limit), limit, into);

    protected override void Find(UInt128 key, int limit, List<Guid> into) => Take(
        (_find ??= database.Prepare("select order_id from order_keys where key = ?1 order by order_id desc limit ?2"))
        .Bind(1, key).Bind(2, (long)limit), limit, into);

    private static void Take(StoreStatement query, int limit, List<Guid> into)
    {
        for (var found = 0; found < limit && query.Step(); found++)
        {
            into.Add(query.Guid(0));
        }

        query.Reset();
    }
}
