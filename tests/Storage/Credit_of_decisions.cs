using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Credit;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>What a person's decisions take from a customer's credit and give back.</summary>
public abstract class Credit_of_decisions(Engine engine) : IAsyncLifetime
{
    private readonly TempFolder _folder = TempFolder.On(engine);
    private readonly TestClock _clock = new();
    private readonly OrderChecks _checks = new(RuleFiles.Load(Path.Combine(Path.GetTempPath(), "no-rules-here")).Book);
    private IHubStore _store = null!;
    private int _documents;

    private OrderDesk Desk => new(_store, () => _checks);

    public async Task InitializeAsync()
    {
        _store = _folder.Open(_clock);
        await LimitAsync(1000);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_release_reserves_what_the_order_takes()
    {
        // Held for its missing number; a second statement of a known order takes nothing while that is open.
        var known = await ReceiveAsync("PO-1", 300);
        var changed = await ReceiveAsync("PO-1", 400);
        (Outcome(known), Outcome(changed), Used()).ShouldBe((Core.Checks.Outcome.Accepted, Core.Checks.Outcome.Held, 300m));

        (await Desk.ReleaseAsync(changed, "wang", "two orders")).Result.ShouldBe(VerbResult.Done);

        (Outcome(changed), Used()).ShouldBe((Core.Checks.Outcome.Accepted, 700m));
        await SoundAsync();
    }

    [Fact]
    public async Task A_release_beyond_the_limit_is_refused_with_the_finding_unless_it_is_forced_with_a_reason()
    {
        var order = await ReceiveAsync("PO-1", 1200);
        (Outcome(order), Used()).ShouldBe((Core.Checks.Outcome.Held, 0m));

        var refused = await Desk.ReleaseAsync(order, "wang", "he always pays");

        (refused.Result, refused.Against.ShouldHaveSingleItem().Code).ShouldBe((VerbResult.Refused, CreditFindings.LimitExceeded.Code));
        (Outcome(order), Used(), _store.Queries.Events(order).Count).ShouldBe((Core.Checks.Outcome.Held, 0m, 1));
        await Should.ThrowAsync<ArgumentException>(() => Desk.ReleaseAsync(order, "wang", " ", force: true));

        (await Desk.ReleaseAsync(order, "wang", "finance agrees", force: true)).Result.ShouldBe(VerbResult.Done);

        (Outcome(order), Used()).ShouldBe((Core.Checks.Outcome.Accepted, 1200m));
        var body = EventBody.Read(_store.Queries.Events(order)[^1].Data);
        (body.Reason, body.Overridden.ShouldHaveSingleItem().Code).ShouldBe(("finance agrees", CreditFindings.LimitExceeded.Code));
        Outcome(await ReceiveAsync("PO-2", 1)).ShouldBe(Core.Checks.Outcome.Held, "nothing is left");
        await SoundAsync();
    }

    [Fact]
    public async Task What_changed_since_the_order_came_counts()
    {
        var order = await ReceiveAsync(null, 800);
        (Outcome(order), Used()).ShouldBe((Core.Checks.Outcome.Held, 800m), "held for its missing number, with its credit taken");
        await LimitAsync(500);
        (await Desk.ReleaseAsync(order, "wang", "by phone")).Against.ShouldHaveSingleItem().Code.ShouldBe(CreditFindings.LimitExceeded.Code);
        await LimitAsync(1000, overdue: 5000);
        (await Desk.ReleaseAsync(order, "wang", "by phone")).Against.ShouldHaveSingleItem().Code.ShouldBe(CreditFindings.Overdue.Code);
        await LimitAsync(1000);

        (await Desk.ReleaseAsync(order, "wang", "by phone")).Result.ShouldBe(VerbResult.Done);

        Used().ShouldBe(800m);
        await SoundAsync();
    }

    [Fact]
    public async Task A_finding_that_the_card_shows_is_released_knowingly()
    {
        await LimitAsync(1000, overdue: 5000);
        var order = await ReceiveAsync("PO-1", 100);

        (await Desk.ReleaseAsync(order, "wang", "paid today")).Result.ShouldBe(VerbResult.Done);

        Used().ShouldBe(100m);
    }

    [Fact]
    public async Task Rejecting_and_linking_give_it_back_and_what_follows_takes_it_again()
    {
        var first = await ReceiveAsync("PO-1", 600);
        var second = await ReceiveAsync("PO-2", 300);
        var third = await ReceiveAsync("PO-3", 700);
        Used().ShouldBe(900m);

        await Desk.LinkAsync(second, first, "wang", "the same");
        Used().ShouldBe(600m);
        await Desk.UnlinkAsync(second, "wang", "not the same");
        (Outcome(second), Used()).ShouldBe((Core.Checks.Outcome.Accepted, 900m));

        await Desk.LinkAsync(second, first, "wang", "the same after all");
        await Desk.RejectAsync(first, "wang", "called off");
        Used().ShouldBe(0m);
        (await Desk.ReleaseAsync(third, "wang", "room now")).Result.ShouldBe(VerbResult.Done);
        await Desk.UnlinkAsync(second, "wang", "its original is gone");
        (Outcome(second), Used()).ShouldBe((Core.Checks.Outcome.Accepted, 1000m), "700 and 300");
        await Desk.LinkAsync(second, third, "wang", "the same");
        await LimitAsync(700);
        await Desk.UnlinkAsync(second, "wang", "it is not");
        EventBody.Read(_store.Read(unit => unit.Events(second))[^1].Data).Overridden.ShouldHaveSingleItem().Code.ShouldBe(CreditFindings.LimitExceeded.Code);
        (Outcome(second), Used()).ShouldBe((Core.Checks.Outcome.Held, 700m), "its credit is gone, so it waits");
        await LimitAsync(1000);
        (await Desk.ReleaseAsync(second, "wang", "room again")).Result.ShouldBe(VerbResult.Done);
        await Desk.RejectAsync(third, "wang", "called off too");
        Used().ShouldBe(300m);
        await SoundAsync();
    }

    [Fact]
    public async Task Of_two_releases_at_once_the_limit_carries_one()
    {
        await LimitAsync(100);
        var orders = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await ReceiveAsync($"PO-{i}", 600));
        }

        await LimitAsync(1000);
        var answers = await Task.WhenAll(orders.SelectMany(order => new[] { order, order }).Select(order => Task.Run(() => Desk.ReleaseAsync(order, "wang", "now"))));

        answers.Count(answer => answer.Result == VerbResult.Done).ShouldBe(1);
        answers.Count(answer => answer.Result == VerbResult.NotAllowed).ShouldBeLessThanOrEqualTo(1);
        Used().ShouldBe(600m);
        await SoundAsync();
    }

    [Fact]
    public async Task A_further_version_keeps_what_a_forced_release_took()
    {
        var order = await VersionAsync(1, 1200);
        (await Desk.ReleaseAsync(order, "wang", "finance agrees", force: true)).Result.ShouldBe(VerbResult.Done);

        (await VersionAsync(2, 1200)).ShouldBe(order);

        (Outcome(order), Used()).ShouldBe((Core.Checks.Outcome.Accepted, 1200m));
        await SoundAsync();
    }

    private Task LimitAsync(decimal limit, decimal overdue = 0) =>
        _store.Reference.LoadAsync([new CreditPosition("C1", "CNY", limit, 0, overdue, 0)], ReferenceMode.Replace);

    private decimal Used() => _store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved);

    private Outcome Outcome(Guid order) => _store.Queries.FindOrder(order)!.Card.Outcome;

    private async Task SoundAsync()
    {
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
        var before = Used();
        await _store.Maintenance.RebuildAsync();
        Used().ShouldBe(before);
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("quantity")]
    [InlineData("lines")]
    [InlineData("customer")]
    public async Task What_nobody_could_carry_out_is_not_released(string lacks)
    {
        var whole = Order("PO-1", 10);
        var order = await ReceiveAsync(
            lacks switch
            {
                "quantity" => whole with { Lines = [whole.Lines[0] with { Quantity = null }] },
                "lines" => whole with { Lines = [] },
                _ => whole with { Customer = null },
            },
            (unit, log, prepared) => log.Receive(unit, prepared, _checks, null, null));
        Outcome(order).ShouldBe(Core.Checks.Outcome.Held);

        var answer = await Desk.ReleaseAsync(order, "wang", "as agreed", force: true);

        (answer.Result, Outcome(order)).ShouldBe((VerbResult.NotAllowed, Core.Checks.Outcome.Held));
        answer.Against.ShouldHaveSingleItem().MessageZh.ShouldNotBeEmpty();
    }

    private async Task<Guid> ReceiveAsync(string? number, decimal amount) =>
        await ReceiveAsync(Order(number, amount), (unit, log, prepared) => log.Receive(unit, prepared, _checks, null, null));

    private async Task<Guid> VersionAsync(int version, decimal amount)
    {
        var order = Order("PO-1", amount) with { Channel = "shop", Account = "a", SourceId = "S-1", SourceVersion = $"2026-03-02 1{version}:00:00" };
        await ReceiveAsync(order, (unit, log, prepared) => log.ReceiveVersion(unit, prepared, _checks, null, null));
        return _store.Queries.ListOrders(new OrderQuery()).ShouldHaveSingleItem().Id;
    }

    private static CanonicalOrder Order(string? number, decimal amount) => new()
    {
        OrderNumber = number, OrderDate = new DateOnly(2026, 3, 1), Currency = "CNY", Customer = new Party { Code = "C1", Name = "Xin" },
        Lines = [new OrderLine { LineNumber = 1, ItemCode = $"A-{number}", Quantity = 1, Unit = "C62", UnitPrice = amount, Amount = amount }],
        Totals = new OrderTotals { Payable = amount },
    };

    private async Task<Guid> ReceiveAsync(CanonicalOrder order, Action<IUnitOfWork, OrderLog, PreparedOrder> receive)
    {
        var key = DocumentKey.Create(_clock.GetUtcNow().AddMinutes(++_documents), [1, 2, 3, 4, 5, (byte)_documents]);
        using var preparation = new OrderPreparation();
        var prepared = preparation.Prepare(new UnderstoodOrder(order with { Provenance = new Provenance { Document = key.ToString() } }, 1m, []), key.Order(0), null);
        return await _store.WriteAsync(unit =>
        {
            using var log = new OrderLog();
            receive(unit, log, prepared);
            return key.Order(0);
        });
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Credit_of_decisions_in_a_file() : Credit_of_decisions(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Credit_of_decisions_on_a_server() : Credit_of_decisions(Engine.Postgres);
