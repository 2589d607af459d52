using System.Security.Cryptography;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>
/// Messages of all queues and subscriptions. One column, <c>visible_at</c>, says when a row may be delivered: now, at a later date for a
/// scheduled message, when the lock runs out for one in flight.
/// </summary>
internal sealed class QueueRows(StoreDatabase database, BusTopology topology)
{
    // Nearly always the first portion has enough; where many messages share few keys, the next one goes on behind it. Written into the
    // statement: a bound limit would have SQLite compile it anew each time.
    private const int Portion = 64;

    // Of messages with one key only when none is in flight.
    private const string Deliverable =
        """
        entity = ?1 and visible_at <= ?2 and (key is null or not exists (
          select 1 from bus_messages f where f.entity = ?1 and f.key = m.key and f.lock_token > '' and f.visible_at > ?2))
        """;

    private readonly Dictionary<string, long> _entities = [];
    private StoreStatement? _ready, _seen, _sweep, _insert, _pick, _lock, _drop, _free, _renew, _withdraw, _active, _dead;

    /// <summary>False for a topic that nobody subscribed to.</summary>
    public bool HasTargets(string entity) => topology.Targets(entity).Count > 0;

    /// <summary>Adds a message to a queue or to all subscriptions of a topic, unless its id was seen within the window.</summary>
    public void Send(string entity, BusMessage message, DateTimeOffset now)
    {
        foreach (var target in topology.Targets(entity))
        {
            var id = Entity(target);
            if (Fresh(id, message.DuplicateKey ?? message.MessageId, now))
            {
                Insert(id, message, now);
            }
        }
    }

    /// <summary>Adds a message whatever was seen before: a replay by a person.</summary>
    public void Insert(long entity, BusMessage message, DateTimeOffset now) =>
        (_insert ??= database.Prepare(
            """
            insert into bus_messages (entity, message_id, subject, key, body, enqueued_at, visible_at, delivery_count, extras)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)
            """))
            .Bind(1, entity).Bind(2, message.MessageId).Bind(3, message.Subject).Bind(4, message.Key).Bind(5, message.Body.Span)
            .Bind(6, now.ToUnixTimeMilliseconds()).Bind(7, (message.NotBefore ?? now).ToUnixTimeMilliseconds())
            .Bind(8, MessageExtras.Write(message)).Run();

    /// <summary>Locks up to so many messages, oldest first; of messages with one key only the oldest, and only when none is in flight.</summary>
    public List<LockedMessage> Receive(string entity, int max, DateTimeOffset now)
    {
        var id = Entity(entity);
        var until = now + topology.LockDuration;
        var picked = new List<LockedMessage>();
        var query = (_pick ??= database.Prepare(
                $"""
                select sequence, message_id, subject, key, body, enqueued_at, delivery_count, visible_at, extras from bus_messages m
                where {Deliverable} and (visible_at, sequence) > (?3, ?4)
                order by visible_at, sequence limit {Portion}
                """))
            .Bind(1, id).Bind(2, now.ToUnixTimeMilliseconds());
        var keys = new HashSet<string>();
        var (visible, last, looked) = (0L, 0L, 0);
        do
        {
            query.Bind(3, visible).Bind(4, last);
            for (looked = 0; picked.Count < max && query.Step(); looked++)
            {
                (last, visible) = (query.Long(0), query.Long(7));
                var key = query.Text(3);
                if (key is null || keys.Add(key))
                {
                    picked.Add(new LockedMessage
                    {
                        Entity = entity,
                        SequenceNumber = last,
                        LockToken = RandomNumberGenerator.GetHexString(32, lowercase: true),
                        LockedUntil = until,
                        DeliveryCount = query.Int(6) + 1,
                        EnqueuedAt = DateTimeOffset.FromUnixTimeMilliseconds(query.Long(5)),
                        Message = MessageExtras.Read(
                            query.Text(8), new BusMessage { MessageId = query.Text(1)!, Subject = query.Text(2), Key = key, Body = query.Bytes(4)! }),
                    });
                }
            }

            query.Reset();
        }
        while (picked.Count < max && looked == Portion);

        foreach (var message in picked)
        {
            (_lock ??= database.Prepare(
                "update bus_messages set lock_token = ?2, visible_at = ?3, delivery_count = delivery_count + 1 where sequence = ?1"))
                .Bind(1, message.SequenceNumber).Bind(2, message.LockToken).Bind(3, until.ToUnixTimeMilliseconds()).Run();
        }

        return picked;
    }

    /// <summary>True where a message could be received. What somebody has in hand does not count, and nothing else is counted: the queue may be long.</summary>
    public bool Any(string entity, DateTimeOffset now)
    {
        var query = (_ready ??= database.Prepare($"select 1 from bus_messages m where {Deliverable} limit 1"))
            .Bind(1, Entity(entity)).Bind(2, now.ToUnixTimeMilliseconds());
        var any = query.Step();
        query.Reset();
        return any;
    }

    /// <summary>Removes a message that is still locked by this delivery.</summary>
    public bool Remove(LockedMessage message, DateTimeOffset now) => Settled(
        _drop ??= database.Prepare("delete from bus_messages where sequence = ?1 and lock_token = ?2 and visible_at > ?3"), message, now).RunCounted() == 1;

    /// <summary>Gives a message back, to be delivered at a moment.</summary>
    public bool Free(LockedMessage message, DateTimeOffset now, DateTimeOffset visibleAt) => Settled(
            _free ??= database.Prepare(
                "update bus_messages set lock_token = null, visible_at = ?4 where sequence = ?1 and lock_token = ?2 and visible_at > ?3"), message, now)
        .Bind(4, visibleAt.ToUnixTimeMilliseconds()).RunCounted() == 1;

    /// <summary>Holds the lock longer.</summary>
    public bool Renew(LockedMessage message, DateTimeOffset now, DateTimeOffset until) => Settled(
            _renew ??= database.Prepare("update bus_messages set visible_at = ?4 where sequence = ?1 and lock_token = ?2 and visible_at > ?3"), message, now)
        .Bind(4, until.ToUnixTimeMilliseconds()).RunCounted() == 1;

    /// <summary>Gives back all that is locked; its deliveries count.</summary>
    public static void FreeAll(StoreDatabase database) =>
        database.Execute("update bus_messages set lock_token = null, visible_at = enqueued_at where lock_token > ''");

    /// <summary>Takes a message back by its id, locked or not.</summary>
    public void Withdraw(string queue, string messageId) =>
        (_withdraw ??= database.Prepare("delete from bus_messages where entity = ?1 and message_id = ?2"))
            .Bind(1, Entity(queue)).Bind(2, messageId).Run();

    /// <summary>Takes out all that waits in queues, with the moment it is due where that is yet to come.</summary>
    public List<(string Entity, BusMessage Message)> Drain()
    {
        var waiting = new List<(string, BusMessage)>();
        using (var query = database.Query(
            """
            select e.name, m.message_id, m.subject, m.key, m.body, m.visible_at, m.lock_token, m.extras, m.enqueued_at
            from bus_messages m join bus_entities e on e.id = m.entity order by m.sequence
            """))
        {
            while (query.Step())
            {
                if (topology.Queues.Contains(query.Text(0)!))
                {
                    var due = query.IsNull(6) && query.Long(5) > query.Long(8) ? DateTimeOffset.FromUnixTimeMilliseconds(query.Long(5)) : (DateTimeOffset?)null;
                    waiting.Add((query.Text(0)!, MessageExtras.Read(query.Text(7), new BusMessage
                    {
                        MessageId = query.Text(1)!, Subject = query.Text(2), Key = query.Text(3), Body = query.Bytes(4)!, NotBefore = due,
                    })));
                }
            }
        }

        foreach (var (entity, message) in waiting)
        {
            Withdraw(entity, message.MessageId);
        }

        return waiting;
    }

    public EntityCounts Counts(string entity, DateTimeOffset now)
    {
        var id = Entity(entity);
        var query = (_active ??= database.Prepare(
                """
                select count(*) filter (where visible_at <= ?2 or lock_token is not null), count(*) filter (where visible_at > ?2 and lock_token is null)
                from bus_messages where entity = ?1
                """))
            .Bind(1, id).Bind(2, now.ToUnixTimeMilliseconds());
        query.Step();
        var (active, scheduled) = (query.Long(0), query.Long(1));
        query.Reset();
        var dead = (_dead ??= database.Prepare("select count(*) from dead_letters where state = 'open' and entity = ?1")).Bind(1, id);
        dead.Step();
        var parked = dead.Long(0);
        dead.Reset();
        return new EntityCounts(active, scheduled, parked);
    }

    /// <summary>The number that stands for an entity in the rows; given on first use.</summary>
    public long Entity(string name)
    {
        if (_entities.TryGetValue(name, out var known))
        {
            return known;
        }

        using var find = database.Query("select id from bus_entities where name = ?1");
        if (find.Bind(1, name).Step())
        {
            return _entities[name] = find.Long(0);
        }

        if (database.IsReader)
        {
            return -1;
        }

        using var add = database.Query("insert into bus_entities (name) values (?1) returning id");
        add.Bind(1, name).Step();
        return _entities[name] = add.Long(0);
    }

    /// <summary>After a rollback: a number given in it is not.</summary>
    public void Forget() => _entities.Clear();

    private bool Fresh(long entity, string messageId, DateTimeOffset now)
    {
        (_sweep ??= database.Prepare(
            "delete from bus_seen where (entity, message_id) in (select entity, message_id from bus_seen where until <= ?1 limit 4)"))
            .Bind(1, now.ToUnixTimeMilliseconds()).Run();
        return (_seen ??= database.Prepare(
            """
            insert into bus_seen (entity, message_id, until) values (?1, ?2, ?3)
            on conflict (entity, message_id) do update set until = excluded.until where bus_seen.until <= ?4
            """))
            .Bind(1, entity).Bind(2, messageId).Bind(3, (now + topology.DuplicateWindow).ToUnixTimeMilliseconds())
            .Bind(4, now.ToUnixTimeMilliseconds()).RunCounted() == 1;
    }

    private static StoreStatement Settled(StoreStatement statement, LockedMessage message, DateTimeOffset now) =>
        statement.Bind(1, message.SequenceNumber).Bind(2, message.LockToken).Bind(3, now.ToUnixTimeMilliseconds());
}
