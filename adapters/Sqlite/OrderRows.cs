using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Cards and logs.</summary>
internal sealed class OrderRows(SqliteDatabase database)
{
    internal const string CardColumns =
        "id, outcome, number, customer_code, customer_name, order_date, stage, lines, confidence, duplicate_of, route, content_hash, length, head, unchecked";

    internal const string EventColumns = "order_id, seq, type, at, actor, data, prev, hash";

    private SqliteStatement? _event, _insert, _update, _card, _events, _one, _type, _unchecked, _range, _content, _contentFind;
    private readonly HashSet<UInt128> _interned = [];

    public void Append(OrderEvent entry, OrderCard card)
    {
        (_event ??= database.Prepare($"insert into order_events ({EventColumns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"))
            .Bind(1, entry.OrderId).Bind(2, (long)entry.Sequence).Bind(3, entry.Type).Bind(4, entry.At.ToUnixTimeMilliseconds())
            .Bind(5, entry.Actor).Bind(6, entry.Data).Bind(7, entry.Previous).Bind(8, entry.Hash).Run();
        PutCard(card);
    }

    public void PutCard(OrderCard card)
    {
        var statement = card.Length == 1
            ? _insert ??= database.Prepare($"insert into orders ({CardColumns}) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)")
            : _update ??= database.Prepare($"insert or replace into orders ({CardColumns}) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)");
        statement
            .Bind(1, card.Id).Bind(2, (long)card.Outcome).Bind(3, card.OrderNumber).Bind(4, card.CustomerCode).Bind(5, card.CustomerName)
            .Bind(6, card.OrderDate?.DayNumber).Bind(7, (long)card.Stage).Bind(8, (long)card.Lines).Bind(9, (long)(card.Confidence * 10000m))
            .Bind(10, card.DuplicateOf).Bind(11, card.Route).Bind(12, unchecked((long)card.ContentHash)).Bind(13, (long)card.Length)
            .Bind(14, card.Head).Bind(15, card.Unchecked ? 1L : 0L).Run();
    }

    public OrderCard? Find(Guid id)
    {
        var query = (_card ??= database.Prepare($"select {CardColumns} from orders where id = ?1")).Bind(1, id);
        if (!query.Step())
        {
            return null;
        }

        var card = Card(query);
        query.Reset();
        return card;
    }

    public IReadOnlyList<OrderEvent> Events(Guid id)
    {
        var query = (_events ??= database.Prepare($"select {EventColumns} from order_events where order_id = ?1 order by seq")).Bind(1, id);
        var events = new List<OrderEvent>();
        while (query.Step())
        {
            events.Add(Event(query, 0));
        }

        return events;
    }

    public OrderEvent? FindEvent(Guid id, int sequence)
    {
        var query = (_one ??= database.Prepare($"select {EventColumns} from order_events where order_id = ?1 and seq = ?2"))
            .Bind(1, id).Bind(2, (long)sequence);
        if (!query.Step())
        {
            return null;
        }

        var entry = Event(query, 0);
        query.Reset();
        return entry;
    }

    public string? EventType(Guid id, int sequence)
    {
        var query = (_type ??= database.Prepare("select type from order_events where order_id = ?1 and seq = ?2")).Bind(1, id).Bind(2, (long)sequence);
        if (!query.Step())
        {
            return null;
        }

        var type = query.Text(0);
        query.Reset();
        return type;
    }

    public IReadOnlyList<Guid> Unchecked(DocumentKey key, int limit) => Ids((_unchecked ??= database.Prepare(
            "select id from orders where id >= ?1 and id < ?2 and unchecked = 1 order by id"))
        .Bind(1, key.Order(0)).Bind(2, key.Id), limit);

    public IReadOnlyList<Guid> Behind(DocumentKey key, Guid? after, int limit) => Ids((_range ??= database.Prepare(
            "select id from orders where id > ?1 and id < ?2 order by id"))
        .Bind(1, after.HasValue ? Bytes(after.Value) : Before(key)).Bind(2, key.Id), limit);

    public void Intern(UInt128 hash, ReadOnlySpan<byte> bytes)
    {
        if (_interned.Count > 10_000)
        {
            _interned.Clear();
        }

        if (_interned.Add(hash))
        {
            (_content ??= database.Prepare("insert into contents (hash, bytes) values (?1, ?2) on conflict (hash) do nothing"))
                .Bind(1, hash).Bind(2, bytes).Run();
        }
    }

    public byte[]? FindInterned(UInt128 hash)
    {
        var query = (_contentFind ??= database.Prepare("select bytes from contents where hash = ?1")).Bind(1, hash);
        if (!query.Step())
        {
            return null;
        }

        var bytes = query.Bytes(0);
        query.Reset();
        return bytes;
    }

    /// <summary>After a rollback: what was remembered as stored may not be.</summary>
    public void Forget() => _interned.Clear();

    internal static OrderCard Card(SqliteStatement row) => new()
    {
        Id = row.Guid(0),
        Outcome = (Outcome)row.Int(1),
        OrderNumber = row.Text(2),
        CustomerCode = row.Text(3),
        CustomerName = row.Text(4),
        OrderDate = row.IsNull(5) ? null : DateOnly.FromDayNumber(row.Int(5)),
        Stage = (OrderStage)row.Int(6),
        Lines = row.Int(7),
        Confidence = row.Int(8) / 10000m,
        DuplicateOf = row.GuidOrNull(9),
        Route = row.Text(10),
        ContentHash = unchecked((ulong)row.Long(11)),
        Length = row.Int(12),
        Head = row.Bytes(13)!,
        Unchecked = row.Int(14) == 1,
    };

    internal static OrderEvent Event(SqliteStatement row, int from) => new(
        row.Guid(from), row.Int(from + 1), row.Text(from + 2)!, DateTimeOffset.FromUnixTimeMilliseconds(row.Long(from + 3)),
        row.Text(from + 4)!, row.Bytes(from + 5)!, row.Bytes(from + 6)!, row.Bytes(from + 7)!);

    private static List<Guid> Ids(SqliteStatement query, int limit)
    {
        var ids = new List<Guid>();
        while (ids.Count < limit && query.Step())
        {
            ids.Add(query.Guid(0));
        }

        query.Reset();
        return ids;
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    // The prefix alone sorts before every id that begins with it.
    private static byte[] Before(DocumentKey key) => Bytes(key.Id)[..12];
}
