using IntegrationHub.Adapters.EmbeddedBus;
using IntegrationHub.Adapters.Store.Journal;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>All rows that one connection serves; statements are compiled on first use and kept.</summary>
internal sealed class StoreUnit : IUnitOfWork, IDisposable
{
    private readonly StoreCheckContext _checks;
    private readonly ReferenceTables _reference;
    private readonly bool _outsideBus;

    public StoreUnit(StoreDatabase database, KeyRows keys, StoreOptions options, TimeZoneInfo zone)
    {
        Database = database;
        _outsideBus = options.OutsideBus;
        Journal = new JournalRows(database);
        Documents = new DocumentRows(database, Journal);
        Orders = new OrderRows(database, Journal);
        Keys = keys;
        Reservations = new ReservationRows(database);
        Queues = new QueueRows(database, options.Topology);
        Outbox = new OutboxRows(database);
        DeadLetters = new DeadLetterRows(database);
        Sync = new SyncRows(database, () => Now);
        Claims = new ClaimRows(database);
        _reference = new ReferenceTables(database);
        _checks = new StoreCheckContext(Orders, Keys, Reservations, _reference, zone);
    }

    public StoreDatabase Database { get; }

    public JournalRows Journal { get; }

    public DocumentRows Documents { get; }

    public OrderRows Orders { get; }

    public KeyRows Keys { get; }

    public ReservationRows Reservations { get; }

    public QueueRows Queues { get; }

    public OutboxRows Outbox { get; }

    public DeadLetterRows DeadLetters { get; }

    public ClaimRows Claims { get; }

    /// <inheritdoc/>
    public Core.Sync.ISyncRows Sync { get; }

    /// <inheritdoc/>
    public DateTimeOffset Now { get; private set; }

    /// <inheritdoc/>
    public Reservation? Reserved => _checks.Reserved;

    /// <summary>How far the store's time is ahead of this process's own; zero where it is the same clock.</summary>
    public TimeSpan Ahead { get; private set; }

    /// <summary>A transaction began.</summary>
    /// <param name="own">This process's clock, by which the store goes unless the engine has a clock of its own.</param>
    public void Begin(TimeProvider own)
    {
        var here = own.GetUtcNow();
        Now = Database.Time ?? here;
        Ahead = Now - here;
        _checks.Begin(Now);
        Journal.Begin();
        Keys.Begin();
    }

    /// <summary>Reference rows changed within this transaction.</summary>
    public void RefreshReference() => _reference.Refresh();

    /// <summary>What lies in memory until the commit is written; right before it.</summary>
    public void Flush()
    {
        Journal.Flush();
        Keys.Flush();
    }

    /// <summary>How far the transaction is in what lies in memory until the commit.</summary>
    public UnitMark Mark() => new(Journal.Mark(), Keys.Mark());

    /// <summary>A savepoint was rolled back: so is what lies in memory, and what was remembered of the rows may be wrong.</summary>
    public void RollBack(UnitMark mark)
    {
        Journal.RollBack(mark.Journal);
        Keys.RollBack(mark.Keys);
        ForgetRows();
        _reference.Refresh();
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Forget()
    {
        Journal.Forget();
        Keys.Forget();
        ForgetRows();
    }

    private void ForgetRows()
    {
        Orders.Forget();
        Queues.Forget();
        _reference.Forget();
    }

    public bool TryArchive(ArchivedDocument document, ReadOnlySpan<byte> content) => Documents.TryAdd(document, content);

    public void StagePart(DocumentKey key, int part, ReadOnlySpan<byte> bytes) => Documents.Stage(key, part, bytes);

    public ArchivedDocument? FindDocument(DocumentKey key) => Documents.Find(key);

    public bool TryDismiss(DocumentKey key, string actor, string? reason) => Documents.TryDismiss(key, actor, reason, Now);

    public ArchivedDocument? FindDocument(string channel, string? account, string naturalKey, string? version) =>
        Documents.Find(channel, account, naturalKey, version);

    public ArchivedDocument? FindUnfinished(ReadOnlySpan<byte> sha256, string name, string? sender) =>
        Documents.FindUnfinished(sha256, name, sender);

    public void SaveProgress(DocumentKey key, DocumentState state, long progress, DocumentTally tally, DocumentAnswer? answer) =>
        Documents.SaveProgress(key, state, progress, tally, answer);

    public IdempotentRequest? FindIdempotent(string key) => Documents.FindIdempotent(key);

    public void SaveIdempotent(string key, IdempotentRequest request) => Documents.SaveIdempotent(key, request, Now);

    public ICheckContext ChecksFor(Guid order)
    {
        _checks.Turn(order);
        return _checks;
    }

    public OrderCard? FindCard(Guid order) => Orders.Find(order);

    public OrderCard? FindBySource(UInt128 source) => _checks.FindOwner(source);

    public IReadOnlyList<OrderEvent> Events(Guid order) => Orders.Events(order);

    public IReadOnlyList<Guid> UncheckedOrders(DocumentKey key, int limit) => Orders.Unchecked(key, limit);

    public IReadOnlyList<Guid> OrdersOf(DocumentKey key, Guid? after, int limit) => Orders.Behind(key, after, limit);

    public IReadOnlyDictionary<Outcome, int> OutcomesOf(DocumentKey key) => Documents.Outcomes(key);

    public void Append(OrderEvent entry, OrderCard card) => Orders.Append(entry, card);

    public void FileKeys(Guid order, OrderFingerprint keys) => Keys.File(order, keys);

    public void SetReservation(Guid order, Reservation? reservation) => Reservations.Set(order, reservation);

    public void Intern(UInt128 hash, ReadOnlySpan<byte> bytes) => Orders.Intern(hash, bytes);

    public byte[] Interned(UInt128 hash) => Orders.Interned(hash);

    public void Send(string entity, BusMessage message)
    {
        if (_outsideBus)
        {
            // The relay's span is its sending.
            Outbox.AddMessage(entity, message with { TraceParent = message.TraceParent ?? TraceParent });
            Sent = true;
            return;
        }

        using var span = BusTracing.Send(BusTracing.Embedded, entity, message.TraceParent ?? TraceParent);
        span.Sent(message.MessageId, 1);
        var carried = span?.Id ?? message.TraceParent ?? TraceParent;
        Put(entity, carried is null ? message : message with { TraceParent = carried });
    }

    /// <summary>Puts a message that is sent already into the queue: one store holds both, so that the queue row itself is the outbox row, in the same commit.</summary>
    public void Put(string entity, BusMessage message)
    {
        Queues.Send(entity, message, Now);
        Sent = true;
    }

    /// <summary>Puts a message back into the queue, topic or subscription that a dead letter came from.</summary>
    public void Replay(string entity, BusMessage message)
    {
        if (_outsideBus)
        {
            Outbox.AddMessage(entity, message);
        }
        else
        {
            Queues.Insert(Queues.Entity(entity), message, Now);
        }

        Sent = true;
    }

    public void PublishDocument(DocumentKey key)
    {
        if (IsHeard)
        {
            Outbox.AddDocument(key, TraceParent);
            Sent = true;
        }
    }

    public void PublishEvent(Guid order, int sequence)
    {
        if (IsHeard)
        {
            Outbox.AddEvent(order, sequence, TraceParent);
            Sent = true;
        }
    }

    public void Withdraw(string queue, string messageId)
    {
        Queues.Withdraw(queue, messageId);
        if (_outsideBus)
        {
            // What is on the bus outside already comes, and finds its work done.
            Outbox.Withdraw(queue, messageId);
        }
    }

    public void Park(string queue, string messageId, Fault fault, ReadOnlySpan<byte> body) => DeadLetters.Park(
        Queues.Entity(queue), new BusMessage { MessageId = messageId, Body = body.ToArray(), TraceParent = TraceParent }, fault, 0, Now);

    // Inside, a topic without subscriptions takes nothing: no row needs to say so, and nobody needs to be woken for it.
    private bool IsHeard => _outsideBus || Queues.HasTargets(BusTopology.Orders);

    /// <summary>What the work at hand belongs to, for what it sends and parks; null where nobody traced.</summary>
    public string? TraceParent { get; set; }

    /// <summary>True where the work runs behind a savepoint of its own, so that a part of it may fail alone.</summary>
    public bool IsItemGuarded { get; set; }

    /// <summary>True where something went on the bus or into the outbox since it was last set to false.</summary>
    public bool Sent { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();
}

/// <summary>How far a transaction is in what is written with its commit.</summary>
/// <param name="Journal">In the journal.</param>
/// <param name="Keys">In the keys.</param>
internal readonly record struct UnitMark(JournalMark Journal, int Keys);
