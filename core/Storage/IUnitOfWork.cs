using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Storage;

/// <summary>
/// Rows of one transaction. Work that throws is undone alone; the other work of the same commit stands. Nothing is durable before
/// the task of <see cref="IHubStore.WriteAsync{T}"/> completes. Not thread-safe; not to be kept.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>The moment of the transaction, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>What the sync runtime keeps.</summary>
    Sync.ISyncRows Sync { get; }

    /// <summary>Adds a document; false where its id is taken (another one of the same millisecond and hash).</summary>
    /// <param name="document">The document.</param>
    /// <param name="content">The bytes; empty where they were staged with <see cref="StagePart"/>.</param>
    bool TryArchive(ArchivedDocument document, ReadOnlySpan<byte> content);

    /// <summary>Stores a part of a document's bytes before the document itself; parts without a document are swept.</summary>
    void StagePart(DocumentKey key, int part, ReadOnlySpan<byte> bytes);

    /// <summary>The document by its key.</summary>
    ArchivedDocument? FindDocument(DocumentKey key);

    /// <summary>The document archived under the channel's own key and version.</summary>
    ArchivedDocument? FindDocument(string channel, string? account, string naturalKey, string? version);

    /// <summary>An unfinished document with the same bytes, name and sender: what a killed process left.</summary>
    ArchivedDocument? FindUnfinished(ReadOnlySpan<byte> sha256, string name, string? sender);

    /// <summary>Records how far a document is, and its answer once it is finished.</summary>
    void SaveProgress(DocumentKey key, DocumentState state, long progress, DocumentTally tally, DocumentAnswer? answer);

    /// <summary>
    /// Dismisses a finished document of which no order came: it is on no list of what waits any more. Nothing else of it changes, and the first
    /// word stands. False where there is nothing to dismiss: unknown, unfinished, orders came of it, or dismissed before.
    /// </summary>
    bool TryDismiss(DocumentKey key, string actor, string? reason);

    /// <summary>The document that an idempotency key stands for.</summary>
    IdempotentRequest? FindIdempotent(string key);

    /// <summary>Remembers an idempotency key.</summary>
    void SaveIdempotent(string key, IdempotentRequest request);

    /// <summary>What the checks of this order may ask; the order itself is not among the known ones.</summary>
    ICheckContext ChecksFor(Guid order);

    /// <summary>What the checks of the order reserved since <see cref="ChecksFor"/>; null when nothing.</summary>
    Reservation? Reserved { get; }

    /// <summary>The card; null when unknown. Serves as the inbox: an order that has a card is not received again.</summary>
    OrderCard? FindCard(Guid order);

    /// <summary>The card that keeps the order with this <see cref="OrderFingerprint.Source"/>, the newest live one first; null where there is none.</summary>
    OrderCard? FindBySource(UInt128 source);

    /// <summary>The order's log.</summary>
    IReadOnlyList<OrderEvent> Events(Guid order);

    /// <summary>Cards of a document with lines that no check has seen.</summary>
    IReadOnlyList<Guid> UncheckedOrders(DocumentKey key, int limit);

    /// <summary>Ids of a document's orders behind this one, in order.</summary>
    IReadOnlyList<Guid> OrdersOf(DocumentKey key, Guid? after, int limit);

    /// <summary>How many orders of a document have which outcome.</summary>
    IReadOnlyDictionary<Outcome, int> OutcomesOf(DocumentKey key);

    /// <summary>Appends an event and puts the card in its place.</summary>
    void Append(OrderEvent entry, OrderCard card);

    /// <summary>Files the order under its keys too. A key is a hint: whether an order that is found under it still counts, its card says.</summary>
    void FileKeys(Guid order, OrderFingerprint keys);

    /// <summary>Sets what the order reserves, in place of what it reserved before; null gives it back.</summary>
    void SetReservation(Guid order, Reservation? reservation);

    /// <summary>Stores bytes once under their hash.</summary>
    void Intern(UInt128 hash, ReadOnlySpan<byte> bytes);

    /// <summary>Bytes stored under their hash. Who asks has it from an event, so that a store without them is damaged.</summary>
    byte[] Interned(UInt128 hash);

    /// <summary>Sends through the outbox: on the bus once this transaction is committed.</summary>
    void Send(string entity, BusMessage message);

    /// <summary>Publishes the latest event of every order of a document on the <c>orders</c> topic.</summary>
    void PublishDocument(DocumentKey key);

    /// <summary>Publishes one event on the <c>orders</c> topic.</summary>
    void PublishEvent(Guid order, int sequence);

    /// <summary>Withdraws a message that was sent to a queue, delivered or not.</summary>
    void Withdraw(string queue, string messageId);

    /// <summary>Parks work that has no message of its own, e.g. one order of a document.</summary>
    void Park(string queue, string messageId, Fault fault, ReadOnlySpan<byte> body);
}

/// <summary>What an order takes from a customer's credit.</summary>
/// <param name="CustomerCode">Customer.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">Amount.</param>
public sealed record Reservation(string CustomerCode, string Currency, decimal Amount)
{
    /// <summary>As the member <c>reserved</c> of an event's data.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("reserved"u8);
        json.WriteString("customer"u8, CustomerCode);
        json.WriteString("currency"u8, Currency);
        json.WriteNumber("amount"u8, Amount);
        json.WriteEndObject();
    }
}

/// <summary>What an idempotency key stands for.</summary>
/// <param name="Sha256">Hash of the bytes that came with it.</param>
/// <param name="Document">The document made of them.</param>
public sealed record IdempotentRequest(byte[] Sha256, DocumentKey Document);
