using System.Collections.Concurrent;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Tests.Pipeline;
using IntegrationHub.Tests.Sync;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>Instances of the hub on one database, at work at the same time.</summary>
public sealed class Several_instances : IAsyncLifetime
{
    private const int Instances = 3;
    private readonly TempDatabase _database = new();
    private readonly List<TestHub> _hubs = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            await hub.DisposeAsync();
        }

        _database.Dispose();
    }

    [Fact]
    public async Task Accept_an_order_once_that_reaches_all_of_them_together()
    {
        const int Orders = 40;
        Open(new FakeChecks());
        foreach (var hub in _hubs)
        {
            hub.Reader.Script = _ => FakeReader.Orders(Orders);
        }

        var answers = await Task.WhenAll(_hubs.Select((hub, at) => Task.Run(() => hub.Importer.ImportAsync(TestHub.File($"file-{at}.xlsx", $"bytes {at}")))));

        var results = answers.SelectMany(answer => answer.Results).ToList();
        results.Count.ShouldBe(Orders * Instances);
        foreach (var same in results.GroupBy(result => result.OrderNumber))
        {
            var accepted = same.Where(result => result.Outcome == Outcome.Accepted).ShouldHaveSingleItem();
            same.Where(result => result.Outcome == Outcome.Duplicate).Select(result => result.DuplicateOf).ShouldBe(Enumerable.Repeat<Guid?>(accepted.Id, Instances - 1));
        }

        Sound();
    }

    [Fact]
    public async Task Never_grant_more_credit_than_there_is()
    {
        Open(new FakeChecks { Reserves = 10 });
        await _hubs[0].Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 205, 0, 0, 0)], ReferenceMode.Replace);
        for (var at = 0; at < Instances; at++)
        {
            var own = at;
            _hubs[at].Reader.Script = _ => Enumerable.Range(1, 30).Select(i => FakeReader.Order($"PO-{own}-{i}", i + 1, quantity: (own * 100) + i));
        }

        var answers = await Task.WhenAll(_hubs.Select((hub, at) => Task.Run(() => hub.Importer.ImportAsync(TestHub.File($"file-{at}.xlsx", $"bytes {at}")))));

        answers.SelectMany(answer => answer.Results).Count(result => result.Outcome == Outcome.Accepted).ShouldBe(20);
        _hubs.ShouldAllBe(hub => hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved) == 200m);
        Sound();
    }

    [Fact]
    public async Task Handle_each_message_once()
    {
        const int Messages = 300;
        Open(new FakeChecks());
        await Task.WhenAll(_hubs.Select((hub, at) => hub.Store.Bus.SendAsync(
            "notify", [.. Enumerable.Range(0, Messages / Instances).Select(i => new BusMessage { MessageId = $"{at}-{i}", Body = Encoding.UTF8.GetBytes($"{i}") })])));
        var handled = new ConcurrentBag<string>();

        await Task.WhenAll(_hubs.Select(hub => Task.Run(() => new MessagePump(hub.Store.Bus, new Noting(handled), 8, hub.Clock).DrainAsync(default))));

        handled.Count.ShouldBe(Messages);
        handled.Distinct().Count().ShouldBe(Messages);
        (await _hubs[0].Store.Bus.CountsAsync("notify")).ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task Drop_a_message_that_two_of_them_send()
    {
        Open(new FakeChecks());

        await Task.WhenAll(_hubs.Select(hub => hub.Store.Bus.SendAsync("notify", [new BusMessage { MessageId = "same", Body = new byte[1] }])));

        (await _hubs[1].Store.Bus.CountsAsync("notify")).Active.ShouldBe(1);
    }

    [Fact]
    public async Task Tick_in_one_place_at_a_time()
    {
        Open(new FakeChecks());

        var taken = await Task.WhenAll(_hubs.Select((hub, at) => hub.Store.Leases.TryTakeAsync("scheduler", $"instance {at}", TimeSpan.FromMinutes(1))));

        taken.Count(mine => mine).ShouldBe(1);
        var holder = Array.IndexOf(taken, true);
        foreach (var hub in _hubs)
        {
            // Each process has its own clock; the lease runs out by that of whoever wants it.
            hub.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var next = (holder + 1) % Instances;
        (await _hubs[next].Store.Leases.TryTakeAsync("scheduler", $"instance {next}", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        (await _hubs[holder].Store.Leases.TryTakeAsync("scheduler", $"instance {holder}", TimeSpan.FromMinutes(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Request_once_what_is_due_however_many_of_them_tick()
    {
        Open(new FakeChecks());
        var account = new Account { Name = "shop", Connector = FakeConnector.Descriptor, Options = new FakeOptions(), Schedule = "0 */5 * * * ?", Sweep = null };
        var cron = new CronTimes(TimeZoneInfo.Utc);
        var schedulers = _hubs.ConvertAll(hub => new SyncScheduler(hub.Store, cron, hub.Clock));
        await Task.WhenAll(schedulers.Select(scheduler => scheduler.ReconcileAsync([account])));
        for (var round = 1; round <= 5; round++)
        {
            _hubs.ForEach(hub => hub.Clock.Advance(TimeSpan.FromMinutes(6)));

            var requested = await Task.WhenAll(schedulers.Select(scheduler => Task.Run(() => scheduler.TickAsync())));

            requested.Sum().ShouldBe(1);
            (await _hubs[0].Store.Bus.CountsAsync("sync-requests")).Active.ShouldBe(round);
        }
    }

    [Fact]
    public async Task Make_one_card_of_the_versions_of_an_order_whose_first_two_reach_them_together()
    {
        const int Orders = 25;
        Open(new FakeChecks());
        var checks = new OrderChecks(RuleFiles.Load(Path.Combine(Path.GetTempPath(), "no-rules-here")).Book);

        await Task.WhenAll(_hubs.Take(2).Select((hub, at) => Task.Run(async () =>
        {
            for (var i = 0; i < Orders; i++)
            {
                await ReceiveVersionAsync(hub, checks, i, version: at + 1);
            }
        })));

        var cards = _hubs[2].Store.Queries.ListOrderViews(new OrderQuery { Limit = 1000 });
        cards.Select(card => card.Order.SourceId).ShouldBe(Enumerable.Range(0, Orders).Select(i => $"T{i}"), ignoreOrder: true);
        cards.ShouldAllBe(card => card.Order.SourceVersion == "2026-03-02 10:02:00" && card.Order.Lines[0].Quantity == 2m);
        foreach (var card in cards)
        {
            var types = _hubs[2].Store.Queries.Events(card.Card.Id).Select(entry => entry.Type).ToList();
            types.Count.ShouldBe(2);
            types[0].ShouldBe(OrderEventTypes.Received);
            types[1].ShouldBeOneOf(OrderEventTypes.Revised, OrderEventTypes.Outdated);
        }

        Sound();
    }

    [Fact]
    public async Task File_a_message_that_the_bus_refuses_once()
    {
        await using var one = _database.Open(outsideBus: true);
        await using var other = _database.Open(outsideBus: true);
        await one.WriteAsync(unit =>
        {
            unit.Send("notify", new BusMessage { MessageId = "m1", Body = new byte[1] });
            return true;
        });
        var fault = Fault.Unexpected("publish", new InvalidOperationException("too large"));
        var (mine, theirs) = (one.BusStore.Due(10).ShouldHaveSingleItem(), other.BusStore.Due(10).ShouldHaveSingleItem());

        await one.BusStore.RefusedAsync(mine, fault);
        await other.BusStore.RefusedAsync(theirs, fault);

        one.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem().MessageId.ShouldBe("m1");
        one.BusStore.Due(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Leave_the_outbox_to_one_of_them_until_it_goes()
    {
        Open(new FakeChecks());
        var inner = _hubs.ConvertAll(_ => new CountingRelay());
        var relays = _hubs.Select((hub, at) => new LeasedRelay(inner[at], hub.Store.Leases, $"instance {at}", hub.Clock)).ToList();

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(relays.Select(relay => relay.RelayAsync()));
        }

        var holder = inner.FindIndex(relay => relay.Calls > 0);
        inner.ConvertAll(relay => relay.Calls).ShouldBe(Enumerable.Range(0, Instances).Select(at => at == holder ? 3 : 0));

        // Its bus is away: it lets go at once, and does not wait until its time is over.
        inner[holder].Outage = new BusUnavailableException(BusFindings.DeliveriesUsedUp.At(null, null, 1), TimeSpan.Zero);
        await Should.ThrowAsync<BusUnavailableException>(() => relays[holder].RelayAsync());
        var next = (holder + 1) % Instances;
        await relays[next].RelayAsync();
        inner[next].Calls.ShouldBe(1);

        // It is killed.
        _hubs.ForEach(hub => hub.Clock.Advance(TimeSpan.FromSeconds(16)));
        var last = (holder + 2) % Instances;
        await relays[last].RelayAsync();
        inner[last].Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Do_not_both_send_the_outbox_where_the_clock_of_one_is_set_back()
    {
        Open(new FakeChecks());
        var inner = _hubs.ConvertAll(_ => new CountingRelay());
        var relays = _hubs.Select((hub, at) => new LeasedRelay(inner[at], hub.Store.Leases, $"instance {at}", hub.Clock)).ToList();
        await relays[0].RelayAsync();

        _hubs[0].Clock.Advance(TimeSpan.FromHours(-1));
        _hubs[1].Clock.Advance(TimeSpan.FromSeconds(16));
        await relays[1].RelayAsync();
        await relays[0].RelayAsync();

        inner.ConvertAll(relay => relay.Calls).Take(2).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Bring_a_document_to_its_end_that_two_of_them_took_up()
    {
        const int Orders = 60;
        Open(new FakeChecks());
        foreach (var hub in _hubs)
        {
            hub.Reader.Script = _ => FakeReader.Orders(Orders);
        }

        var archived = await _hubs[0].Importer.ReceiveAsync(TestHub.File());
        DocumentKey.TryParse(archived.DocumentId, out var key).ShouldBeTrue();
        await Task.WhenAll(
            Task.Run(() => _hubs[0].Importer.ImportAsync(TestHub.File())),
            Task.Run(() => _hubs[1].Importer.ProcessAsync(key, default)),
            Task.Run(() => new MessagePump(_hubs[2].Store.Bus, new DocumentMessages(_hubs[2].Importer), 1, _hubs[2].Clock).DrainAsync(default)));

        var answer = _hubs[1].Store.Queries.Answer(archived.DocumentId)!;
        answer.Outcome.ShouldBe(Outcome.Accepted);
        answer.Results.Count.ShouldBe(Orders);
        _hubs[1].Store.Queries.CountOrders(new OrderQuery()).ShouldBe(Orders);
        _hubs[1].Store.DeadLetters.List(new DeadLetterQuery { State = null }).ShouldBeEmpty();
        Sound();
    }

    [Fact]
    public async Task Do_a_document_once_though_their_clocks_are_apart()
    {
        const int Documents = 12;
        Open(new FakeChecks());
        foreach (var (hub, at) in _hubs.Select((hub, at) => (hub, at)))
        {
            // Every lock of the one has run out in the eyes of the next.
            hub.Clock.Advance(TimeSpan.FromMinutes(10 * at));
            hub.Reader.Script = _ => FakeReader.Orders(15);
        }

        for (var i = 0; i < Documents; i++)
        {
            await _hubs[i % Instances].Importer.ReceiveAsync(TestHub.File($"{i}.xlsx", $"{i}"));
        }

        await Task.WhenAll(_hubs.Select(hub => Task.Run(() => new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 4, hub.Clock).DrainAsync(default))));

        _database.Ask<long>("select count(*) from documents where state < 2").ShouldBe(0);
        _hubs[0].Store.Queries.CountOrders(new OrderQuery()).ShouldBe(Documents * 15);
        _hubs[0].Store.Queries.CountOrders(new OrderQuery { Outcome = Outcome.Accepted }).ShouldBe(15, "they all bring the same orders");
        Sound();
    }

    [Fact]
    public async Task Wake_each_other()
    {
        Open(new FakeChecks());

        // The listening begins some time after the opening; what is sent before is seen by looking.
        var waiting = _hubs[1].Store.Bus.WaitAsync("notify", TimeSpan.FromMinutes(10));
        for (var sent = 0; !waiting.IsCompleted && sent < 600; sent++)
        {
            // Due in the far future: looking alone would find nothing.
            await _hubs[0].Store.Bus.SendAsync(
                "notify", [new BusMessage { MessageId = $"m{sent}", Body = new byte[1], NotBefore = _hubs[0].Clock.GetUtcNow().AddDays(1) }]);
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        waiting.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Do_not_look_again_and_again_for_what_another_one_has_in_hand()
    {
        Open(new FakeChecks());
        await _hubs[0].Store.Bus.SendAsync("notify", [new BusMessage { MessageId = "m1", Body = new byte[1] }]);
        var held = (await _hubs[0].Store.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();

        var waiting = _hubs[1].Store.Bus.WaitAsync("notify", TimeSpan.FromMinutes(10));
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System));

        waiting.IsCompleted.ShouldBeFalse();
        (await _hubs[1].Store.Bus.ReceiveAsync("notify", 1)).ShouldBeEmpty();
        for (var given = 0; !waiting.IsCompleted && given < 600; given++)
        {
            // The listening begins some time after the opening.
            await _hubs[0].Store.Bus.AbandonAsync(held, TimeSpan.Zero);
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        waiting.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Do_not_sweep_what_another_one_is_just_receiving()
    {
        await using var first = _database.Open();
        var key = DocumentKey.Create(TimeProvider.System.GetUtcNow(), new byte[6]);
        await first.WriteAsync(unit =>
        {
            unit.StagePart(key, 0, [1, 2, 3]);
            return true;
        });

        await using var second = _database.Open();

        _database.Ask<long>("select count(*) from document_parts").ShouldBe(1);
        _database.Sql("update staging set document = '00000000-0000-7000-8000-000000000000'; update document_parts set document = '00000000-0000-7000-8000-000000000000'");
        await using var third = _database.Open();
        _database.Ask<long>("select count(*) from document_parts").ShouldBe(0);
    }

    [Fact]
    public async Task Sign_one_row_of_checkpoints_between_them()
    {
        Open(new FakeChecks());
        for (var i = 0; i < 5; i++)
        {
            _hubs[i % Instances].Reader.Script = _ => [FakeReader.Order($"PO-{i}", quantity: i + 1)];
            await _hubs[i % Instances].Importer.ImportAsync(TestHub.File($"{i}.xlsx", $"{i}"));
            await Task.WhenAll(_hubs.Select(hub => hub.Store.Maintenance.CheckpointAsync()));
        }

        _database.Ask<long>("select sum(events)::bigint from checkpoints").ShouldBe(5);
        Sound();
    }

    private static Task ReceiveVersionAsync(TestHub hub, OrderChecks checks, int number, int version)
    {
        var order = new CanonicalOrder
        {
            Channel = "taobao", Account = "shop", SourceId = $"T{number}", SourceVersion = $"2026-03-02 10:0{version}:00", OrderNumber = $"T{number}",
            Customer = new Party { Code = $"buyer-{number}" },
            Lines = [new OrderLine { LineNumber = 1, ItemCode = $"A-{number}", Quantity = version, Unit = "C62", UnitPrice = 2m }],
        };
        var key = DocumentKey.Create(hub.Clock.GetUtcNow(), [1, 2, 3, 4, (byte)version, (byte)number]);
        using var preparation = new OrderPreparation();
        var placed = order with { Provenance = new Provenance { Document = key.ToString() } };
        var prepared = preparation.Prepare(new UnderstoodOrder(placed, 1m, []), key.Order(0), null);
        return hub.Store.WriteAsync(unit =>
        {
            using var log = new OrderLog();
            log.ReceiveVersion(unit, prepared, checks, null, "shop");
            return true;
        });
    }

    private void Open(FakeChecks checks)
    {
        for (var i = 0; i < Instances; i++)
        {
            _hubs.Add(new TestHub(_database, new FakeReader(), new FakeChecks { Reserves = checks.Reserves }));
        }
    }

    private void Sound()
    {
        foreach (var hub in _hubs)
        {
            hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
        }
    }

    private sealed class CountingRelay : IOutboxRelay
    {
        public int Calls { get; private set; }

        public BusUnavailableException? Outage { get; set; }

        public Task<int> RelayAsync(CancellationToken cancellation = default)
        {
            Calls++;
            return Outage is null ? Task.FromResult(1) : throw Outage;
        }

        public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default) => Task.CompletedTask;
    }

    private sealed class Noting(ConcurrentBag<string> handled) : IMessageHandler
    {
        public string Entity => "notify";

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            handled.Add(message.Message.MessageId);
            return Task.FromResult(HandlerResult.Done);
        }
    }
}
