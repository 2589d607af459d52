using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Duplicates;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Storage;

/// <summary>
/// What happens to an order, as rows of one transaction: event, card, keys, reservation. One instance serves the one writer;
/// it keeps nothing between orders but buffers and the last findings it serialised.
/// </summary>
public sealed class OrderLog : IDisposable
{
    /// <summary>Actor of what the hub does by itself.</summary>
    public const string Hub = "hub";

    private static readonly string[] Clocks = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "O"];

    private readonly CheckedEvent _writer = new();
    private readonly OrderPreparation _preparation = new();
    private List<Finding> _sharedFindings = [];
    private InternedBytes? _shared;

    /// <summary>Counts what is received; each piece of work brings its own, since it is told only once that piece is committed.</summary>
    public OrderTally Tally { get; set; } = new();

    /// <summary>
    /// Checks and files a new order. It must not have a card: how far its document is, is committed with the cards, so that nobody comes here
    /// twice, and the store refuses a second card.
    /// </summary>
    public CheckedOrder Receive(IUnitOfWork unit, PreparedOrder prepared, IOrderChecks checks, Finding? refusal, string? sender) =>
        Receive(unit, prepared, checks, refusal, sender, null);

    /// <summary>
    /// Files an order from the system that keeps it. The first version is a card; every further one is an event of that card, which takes
    /// its content and its stage and is checked anew. What a person decided stands as long as the checks have nothing new to say. A version
    /// that the card is already past is noted and changes nothing.
    /// </summary>
    public void ReceiveVersion(IUnitOfWork unit, PreparedOrder prepared, IOrderChecks checks, Finding? refusal, string? sender)
    {
        if (prepared.Keys.Source is not { } source || unit.FindBySource(source) is not { } card)
        {
            Receive(unit, prepared, checks, refusal, sender, prepared.Order.Stage);
            return;
        }

        var document = DocumentKey.OfOrder(prepared.Order.Id).ToString();
        var events = unit.Events(card.Id);
        var before = OrderProjection.View(card, events, unit.Interned);
        if (!IsNewer(prepared.Order, document, before))
        {
            var passed = EventChain.Next(card, card.Id, OrderEventTypes.Outdated, unit.Now, Hub, EventBody.Outdated(document, prepared.Order.SourceVersion));
            unit.Append(passed, OrderProjection.Follow(card, passed));
            return;
        }

        var order = prepared.Order with { Id = card.Id };
        var found = Check(checks, prepared with { Order = order }, refusal, sender, unit.ChecksFor(card.Id));
        var isLinked = card.Outcome == Outcome.Duplicate && IsLinkedByHand(events);
        var decided = isLinked ? Outcome.Duplicate : Decided(card, before, found);
        if (decided == Outcome.Accepted && found.Outcome == Outcome.Held && unit.Reserved is null)
        {
            // A person let it go on against a finding: it takes its credit as it did then.
            checks.ReserveCredit(found.Order, sender, unit.ChecksFor(card.Id), beyondLimit: true);
        }

        found = found with { Outcome = decided, DuplicateOf = isLinked ? card.DuplicateOf : found.DuplicateOf };

        Tally.Count(found.Outcome);
        File(
            unit, card, OrderEventTypes.Revised, found,
            prepared with { Order = order, Json = _preparation.Serialise(order) }, order.Stage, document);
        unit.PublishEvent(card.Id, card.Length + 1);
    }

    /// <summary>Files an order that the checks could not take, to be held until a person has looked at the fault.</summary>
    public void ReceiveHeld(IUnitOfWork unit, PreparedOrder prepared, Finding fault)
    {
        var held = new CheckedOrder(
            prepared.Order, Outcome.Held, [.. prepared.Understood, fault], null, new OrderFingerprint(null, null, [], 0), null);
        Tally.Count(Outcome.Held);
        File(unit, null, OrderEventTypes.Received, held, prepared);
    }

    /// <summary>Adds lines that stand further down in the same document; the order is checked again when the document ends.</summary>
    public void AddLines(IUnitOfWork unit, Guid id, UnderstoodOrder further)
    {
        var card = unit.FindCard(id) ?? throw new InvalidOperationException($"order {id} is not filed");
        var more = further.Behind(card.Lines);
        var entry = EventChain.Next(card, id, OrderEventTypes.LinesAdded, unit.Now, Hub, EventBody.LinesAdded(more.Order, more.Confidence, more.Findings));
        unit.Append(entry, OrderProjection.Apply(card, entry, EventBody.Read(entry.Data)));
    }

    /// <summary>Checks an order again as a whole, as it stands; keys and reservation follow the new outcome.</summary>
    public Outcome Recheck(IUnitOfWork unit, Guid id, IOrderChecks checks, Finding? refusal, string? sender)
    {
        var card = unit.FindCard(id) ?? throw new InvalidOperationException($"order {id} is not filed");
        var events = unit.Events(id);
        var order = OrderProjection.View(card, events, unit.Interned).Order;
        var (understood, confidence, _) = Understanding(events);
        var prepared = _preparation.Prepare(order, confidence, understood, sender);
        var found = checks.Check(order, confidence, understood, refusal, sender, unit.ChecksFor(id), prepared.Keys);
        File(unit, card, OrderEventTypes.Checked, found, prepared);
        return found.Outcome;
    }

    /// <summary>Appends what a person (or a fault) did to the outcome; keys and reservation follow.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="card">The card.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="actor">Who.</param>
    /// <param name="outcome">Outcome from here on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="duplicateOf">The order repeated.</param>
    /// <param name="reserved">What it reserves from here on; null leaves what it reserves, unless the outcome gives it back.</param>
    /// <param name="overridden">What stood against it and was overridden.</param>
    public OrderEvent Decide(
        IUnitOfWork unit, OrderCard card, string type, string actor, Outcome outcome, string reason, Guid? duplicateOf,
        Reservation? reserved = null, IReadOnlyList<Finding>? overridden = null)
    {
        var data = EventBody.Verb(outcome, reason, duplicateOf, reserved, overridden);
        var entry = EventChain.Next(card, card.Id, type, unit.Now, actor, data);
        unit.Append(entry, OrderProjection.Apply(card, entry, EventBody.Read(data)));
        unit.FileKeys(card.Id, Filed(Understanding(unit.Events(card.Id)).Keys, outcome, hasVersions: false));
        if (outcome is Outcome.Rejected or Outcome.Duplicate)
        {
            unit.SetReservation(card.Id, null);
        }
        else if (reserved is not null)
        {
            unit.SetReservation(card.Id, reserved);
        }

        return entry;
    }

    /// <summary>The keys that an order with this outcome is found under: a copy and a refused order do not stand in anyone's way.</summary>
    /// <param name="keys">All its keys.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="hasVersions">True where the system that keeps it may send further versions, which find even a copy.</param>
    public static OrderFingerprint Filed(OrderFingerprint keys, Outcome outcome, bool hasVersions) => outcome switch
    {
        Outcome.Accepted or Outcome.Held => keys,
        Outcome.Duplicate when hasVersions => keys with { Number = null, Content = [] },
        Outcome.Rejected => keys with { Number = null, Content = [] },
        _ => keys with { Source = null, Number = null, Content = [] },
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _preparation.Dispose();
    }

    private CheckedOrder Receive(IUnitOfWork unit, PreparedOrder prepared, IOrderChecks checks, Finding? refusal, string? sender, OrderStage? stage)
    {
        var id = prepared.Order.Id;
        var found = Check(checks, prepared, refusal, sender, unit.ChecksFor(id));
        Tally.Count(found.Outcome);
        File(unit, null, OrderEventTypes.Received, found, prepared, stage);
        return found;
    }

    private CheckedOrder Check(IOrderChecks checks, PreparedOrder prepared, Finding? refusal, string? sender, ICheckContext context)
    {
        var began = OrderTally.Begin();
        var found = checks.Check(prepared.Order, prepared.Confidence, prepared.Understood, refusal, sender, context, prepared.Keys);
        Tally.Checked(began);
        return found;
    }

    // Every later decision of a person takes the link back.
    private static bool IsLinkedByHand(IReadOnlyList<OrderEvent> events) =>
        events.LastOrDefault(entry => entry.Type is OrderEventTypes.Linked or OrderEventTypes.Unlinked or OrderEventTypes.Released or OrderEventTypes.Rejected)
            is { Type: OrderEventTypes.Linked };

    /// <summary>By the source's own clock where both have one, else by which came later.</summary>
    private static bool IsNewer(CanonicalOrder order, string document, OrderView before)
    {
        var byClock = InstantOf(order.SourceVersion) is { } now && InstantOf(before.Order.SourceVersion) is { } then ? now.CompareTo(then) : 0;
        return byClock > 0 || (byClock == 0 && string.CompareOrdinal(document, before.Order.Provenance?.Document ?? before.Card.Document) > 0);
    }

    private static DateTimeOffset? InstantOf(string? version) =>
        DateTimeOffset.TryParseExact(version, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static Outcome Decided(OrderCard card, OrderView before, CheckedOrder found)
    {
        var isKnown = found.Outcome == Outcome.Held
            && found.Findings.Where(f => f.Severity >= Severity.Hold).All(f => before.Findings.Any(b => b.Code == f.Code && b.Field == f.Field));
        return card.Outcome switch
        {
            Outcome.Accepted when isKnown => Outcome.Accepted,
            Outcome.Rejected when OrderComparison.IsSame(before.Order, found.Order) => Outcome.Rejected,
            _ => found.Outcome,
        };
    }

    private void File(
        IUnitOfWork unit, OrderCard? card, string type, CheckedOrder found, PreparedOrder prepared, OrderStage? stage = null, string? document = null)
    {
        var id = prepared.Order.Id;
        var reservation = found.Outcome is Outcome.Accepted or Outcome.Held && stage != OrderStage.Cancelled ? unit.Reserved : null;
        var json = ReferenceEquals(found.Order, prepared.Order) ? prepared.Json : _preparation.Serialise(found.Order);
        var fields = ReferenceEquals(found.Order.Provenance, prepared.Order.Provenance) ? prepared.Fields : _preparation.FieldsOf(found.Order);
        var shared = Shared(found.Findings);
        var data = _writer.Write(
            json, found, prepared.Confidence, prepared.Understood, fields?.Hash, shared is null ? null : (shared.Hash, _sharedFindings), reservation, stage, document);
        var entry = EventChain.Next(card, id, type, unit.Now, Hub, data);
        var next = OrderProjection.Checked(
            card, id, found.Order, found.Outcome, prepared.Confidence, found.DuplicateOf, found.Route, found.Fingerprint.ContentHash,
            found.Findings.Count - (shared is null ? 0 : _sharedFindings.Count), shared?.Hash, stage);

        if (fields is not null)
        {
            unit.Intern(fields.Hash, fields.Bytes);
        }

        if (shared is not null)
        {
            unit.Intern(shared.Hash, shared.Bytes);
        }

        unit.Append(entry, OrderProjection.Follow(next, entry));
        unit.FileKeys(id, Filed(found.Fingerprint, found.Outcome, stage is not null));
        if (reservation is not null || card is not null)
        {
            unit.SetReservation(id, reservation);
        }
    }

    private InternedBytes? Shared(IReadOnlyList<Finding> findings)
    {
        var count = 0;
        var same = true;
        for (var i = 0; i < findings.Count; i++)
        {
            if (CheckedEvent.IsShared(findings[i]))
            {
                same = same && count < _sharedFindings.Count && _sharedFindings[count].Equals(findings[i]);
                count++;
            }
        }

        if (count == 0)
        {
            return null;
        }

        if (!same || count != _sharedFindings.Count)
        {
            _sharedFindings = [.. findings.Where(CheckedEvent.IsShared)];
            _shared = InternedBytes.Of(JsonSerializer.SerializeToUtf8Bytes([.. _sharedFindings], OrderJson.Compact.FindingArray));
        }

        return _shared;
    }

    private static (IReadOnlyList<Finding> Understood, decimal Confidence, OrderFingerprint Keys) Understanding(IReadOnlyList<OrderEvent> events)
    {
        IReadOnlyList<Finding> understood = [];
        var confidence = 1m;
        var keys = new OrderFingerprint(null, null, [], 0);
        foreach (var entry in events)
        {
            if (OrderEventTypes.IsChecked(entry.Type))
            {
                var body = EventBody.Read(entry.Data);
                (understood, confidence, keys) = (body.Understood, body.Confidence ?? 1m, body.Keys ?? keys);
            }
            else if (entry.Type == OrderEventTypes.LinesAdded)
            {
                var body = EventBody.Read(entry.Data);
                (understood, confidence) = ([.. understood, .. body.Understood], Math.Min(confidence, body.Confidence ?? 1m));
            }
        }

        return (understood, confidence, keys);
    }
}
