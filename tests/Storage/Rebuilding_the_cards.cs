using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>Projections that are not what the events say are mended in portions, while work goes on.</summary>
public abstract class Rebuilding_the_cards(Engine engine) : IAsyncLifetime
{
    private const int Orders = 450;

    private readonly TempFolder _folder = TempFolder.On(engine);
    private TestHub _hub = null!;
    private List<Guid> _ids = [];
    private List<string> _before = [];

    public async Task InitializeAsync()
    {
        _hub = new TestHub(_folder, checks: new FakeChecks { Reserves = 10 });
        await _hub.Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 10 * Orders, 0, 0, 0)], ReferenceMode.Replace);
        _hub.Reader.Script = _ => FakeReader.Orders(Orders);
        _ids = [.. (await _hub.Importer.ImportAsync(TestHub.File())).Results.Select(result => result.Id)];
        foreach (var id in _ids.Where((_, at) => at % 50 == 7))
        {
            await _hub.Desk.RejectAsync(id, "wang", "called off");
        }

        await _hub.Desk.LinkAsync(_ids[3], _ids[2], "wang", "the same");
        await _hub.Desk.UnlinkAsync(_ids[3], "wang", "not the same");
        _before = Cards();
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("delete from orders; delete from {keys}; delete from reservations; delete from credit_used")]
    [InlineData("delete from orders where length = 1")]
    [InlineData("update orders set outcome = 3, lines = 9")]
    [InlineData("update orders set length = 5")]
    [InlineData("update orders set place = 1")]
    [InlineData("update orders set place = (select min(place) from orders)")]
    [InlineData("update credit_used set amount = '7'; delete from reservations where order_id in (select id from orders where outcome = 0 and length = 1)")]
    [InlineData("update orders set channel = null")]
    [InlineData("delete from {keys}")]
    [InlineData("drop table if exists log_ends; create table log_ends (nonsense text)")]
    public async Task Makes_them_equal_to_the_events_whatever_was_wrong(string damage)
    {
        await DamageAsync(damage);

        (await _hub.Store.Maintenance.RebuildAsync()).ShouldBe(Orders);

        await SoundAsync();
    }

    [Fact]
    public async Task Takes_away_what_has_no_events()
    {
        // The ids of one card become those of nobody's.
        var columns = "outcome, lines, stage, confidence, content_hash, remarks, length, head, unchecked, place";
        var id = engine == Engine.Sqlite ? "x'0192a000000070008000000000000001'" : "'0192a000-0000-7000-8000-000000000001'";
        await DamageAsync($"insert into orders (id, {columns}) select {id}, {columns} from orders where number = 'PO-1'");
        Cards().Count.ShouldBe(Orders + 1);

        (await _hub.Store.Maintenance.RebuildAsync()).ShouldBe(Orders);

        await SoundAsync();
    }

    [Theory]
    [InlineData("update orders set order_date = 99999999")]
    [InlineData("update orders set shared_remarks = x'0102'", Engine.Sqlite)]
    [InlineData("update orders set duplicate_of = x'01'", Engine.Sqlite)]
    public async Task Mends_cards_that_cannot_even_be_read(string damage, Engine? only = null)
    {
        if (only is { } one && one != engine)
        {
            // Its columns have types that refuse this.
            await Should.ThrowAsync<Exception>(() => DamageAsync(damage));
            _hub = new TestHub(_folder, checks: new FakeChecks { Reserves = 10 });
            return;
        }

        await DamageAsync(damage);
        Should.Throw<StoreUnavailableException>(() => _hub.Store.Queries.FindOrder(_ids[0])).Fault.ShouldBe(StoreFault.Corrupt);
        Should.Throw<StoreUnavailableException>(Cards).Fault.ShouldBe(StoreFault.Corrupt);
        (await Should.ThrowAsync<StoreUnavailableException>(() => _hub.Desk.RejectAsync(_ids[0], "wang", "called off"))).Fault.ShouldBe(StoreFault.Corrupt);
        var problems = _hub.Store.Maintenance.Verify().Problems;
        (problems.Count, problems.Select(problem => problem.Code).Distinct().ShouldHaveSingleItem()).ShouldBe((Orders, "card-differs"));

        (await _hub.Store.Maintenance.RebuildAsync()).ShouldBe(Orders);

        await SoundAsync();
    }

    [Theory]
    [InlineData("delete from journal")]
    [InlineData("delete from journal where id = (select max(id) from journal)")]
    [InlineData("delete from journal where id = (select min(id) from journal)")]
    [InlineData("update journal set bytes = {half}")]
    [InlineData("update journal set bytes = {empty}")]
    public async Task Changes_nothing_where_the_log_itself_is_lost(string damage)
    {
        await DamageAsync(
            damage.Replace("{half}", engine == Engine.Sqlite ? "substr(bytes, 1, length(bytes) - 9)" : "substring(bytes from 1 for length(bytes) - 9)", StringComparison.Ordinal)
                .Replace("{empty}", engine == Engine.Sqlite ? "x''" : "''::bytea", StringComparison.Ordinal),
            inLog: true);

        var refused = await Should.ThrowAsync<StoreUnavailableException>(() => _hub.Store.Maintenance.RebuildAsync());

        (refused.Fault, refused.Finding.Code).ShouldBe((StoreFault.Corrupt, "store-corrupt"));
        Cards().ShouldBe(_before);
        _hub.Store.Maintenance.Verify().Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Cancelled_it_leaves_every_card_right_or_as_it_was_and_can_be_run_again()
    {
        await DamageAsync("update orders set outcome = 3");
        using var stop = new CancellationTokenSource();
        var told = new Told(progress =>
        {
            if (progress is { Step: RebuildStep.Comparing, Done: > 0 })
            {
                stop.Cancel();
            }
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _hub.Store.Maintenance.RebuildAsync(told, stop.Token));

        var cards = Cards();
        cards.Count.ShouldBe(Orders);
        cards.Count(_before.Contains).ShouldBeInRange(1, Orders - 1, "a part is mended, in a portion of bounded size");
        (await _hub.Store.Maintenance.RebuildAsync()).ShouldBe(Orders);
        await SoundAsync();
    }

    [Fact]
    public async Task Work_goes_on_meanwhile_and_is_not_undone()
    {
        await DamageAsync("delete from {keys}; update orders set lines = 9 where length = 1");
        var number = 0;
        var told = new Told(_ =>
        {
            var json = $$"""{"orderNumber":"NEW-{{++number}}","customer":{"code":"C2"},"lines":[{"itemCode":"N{{number}}","quantity":1}]}""";
            _hub.Importer.ReceiveAsync(TestHub.Json(json)).GetAwaiter().GetResult().Answer!.Outcome.ShouldBe(Outcome.Accepted);
            _hub.Desk.RejectAsync(_ids[210 + number], "wang", "called off meanwhile").GetAwaiter().GetResult().ShouldBe(VerbResult.Done);
        });

        await _hub.Store.Maintenance.RebuildAsync(told);

        number.ShouldBeGreaterThan(3);
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
        _hub.Store.Queries.CountOrders(new OrderQuery { Customer = "C2" }).ShouldBe(number);
        _hub.Store.Queries.FindOrder(_ids[211])!.Card.Outcome.ShouldBe(Outcome.Rejected);
    }

    [Fact]
    public async Task A_killed_run_holds_nobody_up_where_the_store_is_of_one_process()
    {
        await DamageAsync("insert into leases (name, holder, until) values ('store-rebuild', 'a process that was killed', 99999999999999)");

        if (engine == Engine.Sqlite)
        {
            (await _hub.Store.Maintenance.RebuildAsync()).ShouldBe(Orders);
            return;
        }

        // Another instance may be at work: it has a minute's time to say so.
        (await Should.ThrowAsync<StoreUnavailableException>(() => _hub.Store.Maintenance.RebuildAsync())).Finding.Code.ShouldBe("store-rebuilding");
    }

    [Fact]
    public async Task Two_at_once_are_one()
    {
        Task<long>? second = null;
        var told = new Told(_ => second ??= Task.Run(() => _hub.Store.Maintenance.RebuildAsync()));

        (await _hub.Store.Maintenance.RebuildAsync(told)).ShouldBe(Orders);

        try
        {
            (await second!).ShouldBe(Orders, "it came when the first one had ended");
        }
        catch (StoreUnavailableException refused)
        {
            refused.Finding.Code.ShouldBe("store-rebuilding");
        }
    }

    private async Task DamageAsync(string damage, bool inLog = false)
    {
        await _hub.Store.DisposeAsync();
        if (inLog)
        {
            _folder.LiftGuards();
        }

        _folder.Sql(damage);
        _hub = new TestHub(_folder, checks: new FakeChecks { Reserves = 10 });
    }

    private async Task SoundAsync()
    {
        Cards().ShouldBe(_before);
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
        _hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved).ShouldBe(10 * (Orders - _ids.Where((_, at) => at % 50 == 7).Count()));
        _hub.Reader.Script = _ => FakeReader.Orders(Orders);
        var again = await _hub.Importer.ImportAsync(TestHub.File("again.xlsx", "again"));
        again.Results.Where((_, at) => at % 50 != 7).ShouldAllBe(result => result.Outcome == Outcome.Duplicate, "the keys find every order");
    }

    private List<string> Cards()
    {
        var cards = new List<string>();
        var query = new OrderQuery { Limit = 1000 };
        foreach (var card in _hub.Store.Queries.ListOrders(query))
        {
            cards.Add(new StringBuilder().Append(card with { Head = [] }).Append(' ').Append(Convert.ToHexString(card.Head)).ToString());
        }

        return cards;
    }

    private sealed class Told(Action<RebuildProgress> tell) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => tell(value);
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Rebuilding_the_cards_in_a_file() : Rebuilding_the_cards(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Rebuilding_the_cards_on_a_server() : Rebuilding_the_cards(Engine.Postgres);
