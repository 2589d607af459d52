using System.Buffers.Binary;
using IntegrationHub.Adapters.Store.Journal;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Cards and logs.</summary>
internal sealed class OrderRows(StoreDatabase database, JournalRows journal)
{
    internal const string CardColumns =
        "id, outcome, number, customer_code, customer_name, order_date, stage, lines, confidence, duplicate_of, route, content_hash, remarks, shared_remarks, length, head, unchecked, channel";

    // Written into the statements: a bound limit would have SQLite compile them anew each time.
    private const int MostIds = 1000;

    private const string Changes =
        """
        outcome = excluded.outcome, number = excluded.number, customer_code = excluded.customer_code, customer_name = excluded.customer_name,
        order_date = excluded.order_date, stage = excluded.stage, lines = excluded.lines, confidence = excluded.confidence,
        duplicate_of = excluded.duplicate_of, route = excluded.route, content_hash = excluded.content_hash, remarks = excluded.remarks,
        shared_remarks = excluded.shared_remarks, length = excluded.length, head = excluded.head, unchecked = excluded.unchecked, channel = excluded.channel,
        place = excluded.place
        """;

    private const string Values = "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)";

    private StoreStatement? _insert, _update, _card, _place, _ending, _unchecked, _range, _content, _contentFind;
    private readonly HashSet<UInt128> _interned = [];

    public void Append(OrderEvent entry, OrderCard card) =>
        PutCard(card, journal.Append(entry, entry.Sequence == 1 ? 0 : Place(entry.OrderId)));

    /// <param name="card">The card.</param>
    /// <param name="place">Where its last event lies in the journal.</param>
    public void PutCard(OrderCard card, long place)
    {
        if (card.Length == 1)
        {
            Put(_insert ??= database.Prepare($"insert into orders ({CardColumns}, place) values {Values}"), card, place);
        }
        else
        {
            Mend(card, place);
        }
    }

    /// <summary>Puts the card whatever stands in its place.</summary>
    public void Mend(OrderCard card, long place) =>
        Put(_update ??= database.Prepare($"insert into orders ({CardColumns}, place) values {Values} on conflict (id) do update set {Changes}"), card, place);

    public void Remove(Guid id)
    {
        using var delete = database.Query("delete from orders where id = ?1");
        delete.Bind(1, id).Run();
    }

    private static void Put(StoreStatement statement, OrderCard card, long place) => statement
            .Bind(1, card.Id).Bind(2, (long)card.Outcome).Bind(3, card.OrderNumber).Bind(4, card.CustomerCode).Bind(5, card.CustomerName)
            .Bind(6, card.OrderDate?.DayNumber).Bind(7, (long)card.Stage).Bind(8, (long)card.Lines).Bind(9, (long)(card.Confidence * 10000m))
            .Bind(10, card.DuplicateOf).Bind(11, card.Route).Bind(12, unchecked((long)card.ContentHash)).Bind(13, (long)card.Remarks)
            .Bind(14, card.SharedRemarks).Bind(15, (long)card.Length).Bind(16, card.Head).Bind(17, card.Unchecked ? 1L : 0L)
            .Bind(18, card.Channel).Bind(19, place).Run();

    public OrderCard? Find(Guid id)
    {
        var query = (_card ??= database.Prepare($"select {CardColumns} from orders where id = ?1")).Bind(1, id);
        if (!query.Step())
        {
            return null;
        }

        try
        {
            return Card(query);
        }
        finally
        {
            query.Reset();
        }
    }

    /// <summary>The same, null too where the row cannot be read as a card; for who can make it again.</summary>
    public OrderCard? FindReadable(Guid id)
    {
        try
        {
            return Find(id);
        }
        catch (StoreUnavailableException damaged) when (damaged.Fault == StoreFault.Corrupt)
        {
            return null;
        }
    }

    /// <summary>The log of an order; empty where it has no card. A log that is not what its card says is a damaged store, not a shorter order.</summary>
    public IReadOnlyList<OrderEvent> Events(Guid id)
    {
        var query = (_ending ??= database.Prepare("select place, length, head from orders where id = ?1")).Bind(1, id);
        if (!query.Step())
        {
            return [];
        }

        var (place, length, head) = (query.Long(0), query.Int(1), query.Bytes(2));
        query.Reset();
        var events = EventsUpTo(place);
        return events.Count > 0 && events.Count == length && EventChain.Broken(id, events) is null && events[^1].Hash.AsSpan().SequenceEqual(head)
            ? events
            : throw Damaged($"the log of order {id}");
    }

    /// <summary>Where the order's last event lies in the journal; 0 where it has no card.</summary>
    public long Place(Guid id)
    {
        var query = (_place ??= database.Prepare("select place from orders where id = ?1")).Bind(1, id);
        if (!query.Step())
        {
            return 0;
        }

        var place = query.Long(0);
        query.Reset();
        return place;
    }

    /// <summary>The log of an order up to the event at this place; what cannot be followed is missing at the beginning.</summary>
    public IReadOnlyList<OrderEvent> EventsUpTo(long place)
    {
        var events = new List<OrderEvent>(1);
        while (place != 0)
        {
            var record = journal.Read(place);
            if (record.IsEmpty || JournalRecord.Kind(record) != RecordKind.Event)
            {
                break;
            }

            events.Add(JournalRecord.Event(record));
            place = JournalRecord.Before(record);
        }

        events.Reverse();
        return events;
    }

    public OrderEvent? FindEvent(Guid id, int sequence) =>
        Record(id, sequence) is { IsEmpty: false } record ? JournalRecord.Event(record) : null;

    public string? EventType(Guid id, int sequence) =>
        Record(id, sequence) is { IsEmpty: false } record ? JournalRecord.EventType(record) : null;

    public IReadOnlyList<Guid> Unchecked(DocumentKey key, int limit) => Ids((_unchecked ??= database.Prepare(
            $"select id from orders where id >= ?1 and id < ?2 and unchecked = 1 order by id limit {MostIds}"))
        .Bind(1, key.Order(0)).Bind(2, key.Id), limit);

    public IReadOnlyList<Guid> Behind(DocumentKey key, Guid? after, int limit) => Ids((_range ??= database.Prepare(
            $"select id from orders where id >= ?1 and id < ?2 order by id limit {MostIds}"))
        .Bind(1, after is { } last ? Next(last) : key.Order(0)).Bind(2, key.Id), limit);

    /// <summary>The id right behind another one.</summary>
    internal static Guid Next(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, BinaryPrimitives.ReadUInt128BigEndian(bytes) + 1);
        return new Guid(bytes, bigEndian: true);
    }

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

    public byte[] Interned(UInt128 hash) =>
        Stored(hash) is { } bytes && InternedBytes.Of(bytes).Hash == hash ? bytes : throw Damaged($"what is stored under {hash:x32}");

    public bool HasInterned(UInt128 hash) => Stored(hash) is not null;

    /// <summary>After a rollback: what was remembered as stored may not be.</summary>
    public void Forget() => _interned.Clear();

    /// <exception cref="StoreUnavailableException">The row holds what no card can hold.</exception>
    internal static OrderCard Card(StoreStatement row)
    {
        try
        {
            return Read(row);
        }
        catch (ArgumentOutOfRangeException impossible)
        {
            throw new StoreUnavailableException(StoreFault.Corrupt, StoreFaults.Corrupt.At(null, null, $"orders: {impossible.Message}"), impossible);
        }
    }

    private static OrderCard Read(StoreStatement row) => new()
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
        Remarks = row.Int(12),
        SharedRemarks = row.UInt128OrNull(13),
        Length = row.Int(14),
        Head = row.Bytes(15)!,
        Unchecked = row.Int(16) == 1,
        Channel = row.Text(17),
    };

    private ReadOnlySpan<byte> Record(Guid id, int sequence)
    {
        for (var place = Place(id); place != 0;)
        {
            var record = journal.Read(place);
            if (record.IsEmpty || JournalRecord.Sequence(record) == sequence)
            {
                return record;
            }

            place = JournalRecord.Before(record);
        }

        return [];
    }

    private byte[]? Stored(UInt128 hash)
    {
        var query = (_contentFind ??= database.Prepare("select bytes from contents where hash = ?1")).Bind(1, hash);
        var bytes = query.Step() ? query.Bytes(0) : null;
        query.Reset();
        return bytes;
    }

    private StoreUnavailableException Damaged(FormattableString what) =>
        StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, FormattableString.Invariant($"{database.Place}: {FormattableString.Invariant(what)}"));

    private static List<Guid> Ids(StoreStatement query, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostIds);
        var ids = new List<Guid>();
        while (ids.Count < limit && query.Step())
        {
            ids.Add(query.Guid(0));
        }

        query.Reset();
        return ids;
    }
}
