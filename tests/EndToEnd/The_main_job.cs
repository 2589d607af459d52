using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.CsvOverHttp;
using IntegrationHub.Tests.EndToEnd.Deployments;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>One deployment and a shop that it syncs, for all tests of a class.</summary>
public abstract class Deployed(DeploymentKind kind) : IAsyncLifetime
{
    internal Deployment Deployment { get; private set; } = null!;

    internal IRunningDouble Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = await new CsvOverHttpDouble().StartAsync(TimeProvider.System);
        Deployment = await Deployment.StartAsync(kind, Shop);
    }

    public async Task DisposeAsync()
    {
        await Deployment.DisposeAsync();
        await Shop.DisposeAsync();
    }
}

/// <summary>What the product is there for, the same on every deployment: orders come in by every way, become cards once, and whoever follows them hears of it.</summary>
public abstract class The_main_job(Deployed deployed)
{
    private const int Together = 8;

    private Deployment Hub => deployed.Deployment;

    [Fact]
    public async Task Files_and_json_orders_become_cards_whose_events_go_out()
    {
        var numbers = Enumerable.Range(0, Together).Select(i => string.Create(CultureInfo.InvariantCulture, $"IN-{i}")).ToList();
        var receipts = await Task.WhenAll(numbers.Select((number, i) => Hub.TakeAsync(i % 2 == 0
            ? Hub.PostFileAsync(number + ".csv", Samples.Sheet(number))
            : Hub.PostOrderAsync(Samples.Order(number)))));

        await Hub.IdleAsync();

        foreach (var (number, receipt) in numbers.Zip(receipts))
        {
            var document = receipt.GetProperty("documentId").GetString();
            (await Hub.GetAsync($"documents/{document}?wait=60")).GetProperty("outcome").GetString().ShouldBe("accepted", number + Hub.Trace());
            var card = (await Hub.CardsAsync(number)).ShouldHaveSingleItem();
            card.GetProperty("documentId").GetString().ShouldBe(document, "the card says where it comes from");
            await PublishedAsync(card, "OrderReceived");
        }
    }

    [Fact]
    public async Task An_order_that_comes_in_several_times_at_once_is_accepted_once_and_linked_else()
    {
        var same = Samples.Order("TWICE");
        await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Hub.TakeAsync(Hub.PostOrderAsync(same))));
        await Hub.IdleAsync();

        var cards = await Hub.CardsAsync("TWICE");

        cards.Count.ShouldBe(Together, "each is kept");
        var accepted = cards.Where(card => Outcome(card) == "accepted").ShouldHaveSingleItem();
        cards.Where(card => Outcome(card) == "duplicate").Select(card => card.GetProperty("duplicateOf").GetGuid())
            .ShouldBe(Enumerable.Repeat(accepted.GetProperty("id").GetGuid(), Together - 1));
    }

    [Fact]
    public async Task A_request_that_is_repeated_with_its_key_is_one_document()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, Together)
            .Select(_ => Hub.TakeAsync(Hub.PostFileAsync("k.csv", Samples.Sheet("KEYED-1"), key: "key-of-the-sheet"))));
        await Hub.IdleAsync();

        receipts.Select(receipt => receipt.GetProperty("documentId").GetString()).Distinct().ShouldHaveSingleItem();
        (await Hub.CardsAsync("KEYED-1")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_known_number_with_other_content_is_held_as_changed()
    {
        await Hub.TakeAsync(Hub.PostOrderAsync(Samples.Order("CHANGED"), "?wait=60"));

        var answer = await Hub.TakeAsync(Hub.PostOrderAsync(Samples.Order("CHANGED", quantity: 90), "?wait=60"));

        answer.GetProperty("outcome").GetString().ShouldBe("held");
        Codes(answer.GetProperty("results")[0]).ShouldContain("order-changed");
        (await Hub.CardsAsync("CHANGED")).Select(Outcome).ShouldBe(["accepted", "held"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_held_goes_on_when_a_person_says_so_and_what_is_rejected_does_not()
    {
        var nameless = Samples.Order("NAMELESS").Replace("\"orderNumber\":\"NAMELESS\",", "", StringComparison.Ordinal);
        var held = await Hub.TakeAsync(Hub.PostOrderAsync(nameless, "?wait=60"));
        held.GetProperty("outcome").GetString().ShouldBe("held");
        var id = held.GetProperty("results")[0].GetProperty("id").GetGuid();

        var refused = await Hub.TakeAsync(Hub.PostFileAsync("letter.csv", Encoding.UTF8.GetBytes("你好,\n请尽快回复。\n谢谢\n"), "?wait=60"));
        var released = await Hub.TakeAsync(Hub.SendAsync(HttpMethod.Post, $"orders/{id}/release", Json("""{"actor":"wang","reason":"known by phone"}""")));
        await Hub.IdleAsync();

        refused.GetProperty("outcome").GetString().ShouldBe("rejected");
        Outcome(released).ShouldBe("accepted");
        await PublishedAsync(released, "OrderReceived");
        await PublishedAsync(released, "OrderReleased");
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_waits_for_a_person_who_replays_or_mends_it()
    {
        var sound = (await Hub.TakeAsync(Hub.PostFileAsync("p.csv", Samples.Sheet("POISON-1"), "?wait=60"))).GetProperty("documentId").GetString()!;
        await Hub.PutStrayAsync("stray", "nonsense");
        var first = await LetterAsync();

        var replayed = await Hub.TakeAsync(Hub.SendAsync(HttpMethod.Post, $"deadletters/{first}/replay", Json("""{"actor":"wang"}""")));
        replayed.GetProperty("count").GetInt32().ShouldBe(1);
        var second = await LetterAsync(after: first);
        var edited = await Hub.TakeAsync(Hub.SendAsync(
            HttpMethod.Post, $"deadletters/{second}/edit", Json($$"""{"actor":"wang","reason":"named the sheet","body":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(sound))}}"}""")));

        edited.GetProperty("count").GetInt32().ShouldBe(1);
        await Hub.IdleAsync();
        (await Hub.GetAsync("deadletters")).GetArrayLength().ShouldBe(0, "handled now");
        (await Hub.CardsAsync("POISON-1")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_document_whose_message_comes_many_times_is_done_once_and_one_that_is_not_there_waits_for_a_person()
    {
        var document = (await Hub.TakeAsync(Hub.PostFileAsync("r.csv", Samples.Sheet("REPLAYED-1")))).GetProperty("documentId").GetString()!;
        await Task.WhenAll(Enumerable.Range(0, Together).Select(i => Hub.PutStrayAsync(string.Create(CultureInfo.InvariantCulture, $"again-{i}"), document)));
        await Hub.PutStrayAsync("forged", "1" + document[1..]);
        await Hub.IdleAsync();

        IReadOnlyList<JsonElement> letters = [];
        await Hub.UntilAsync(async () => (letters = [.. (await Hub.GetAsync("deadletters")).EnumerateArray()]).Count > 0, "no dead letter");

        letters.ShouldHaveSingleItem().GetProperty("messageId").GetString().ShouldBe("forged");
        (await Hub.CardsAsync("REPLAYED-1")).ShouldHaveSingleItem();
        (await Hub.TakeAsync(Hub.SendAsync(HttpMethod.Post, "deadletters/discard", Json("""{"actor":"wang","reason":"forged","query":{}}"""))))
            .GetProperty("count").GetInt32().ShouldBe(1, "a query that names nothing means all that wait");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_leaves_nothing()
    {
        var before = (await Hub.OrdersAsync()).Count;

        using var answer = await Hub.PostOrderAsync("[" + new string(' ', 17 << 20) + "]");

        ((int)answer.StatusCode).ShouldBe(413);
        (await Hub.OrdersAsync()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_shop_is_synced_when_it_is_due_and_each_of_its_orders_is_there_once()
    {
        var known = deployed.Shop.Truth.Count;
        for (var i = 0; i < 3; i++)
        {
            deployed.Shop.Add(TimeProvider.System.GetUtcNow());
        }

        await Hub.UntilAsync(async () => (await FromShopAsync()).Count >= known + 3, "the shop's orders do not come");
        await Hub.IdleAsync();

        var cards = await FromShopAsync();
        cards.Count.ShouldBe(known + 3);
        cards.Select(card => card.GetProperty("orderNumber").GetString()).ShouldBeUnique();
        deployed.Shop.Violations.ShouldBeEmpty();
        await PublishedAsync(cards[^1], "OrderReceived");
    }

    [Fact]
    public async Task The_log_holds()
    {
        await Hub.TakeAsync(Hub.PostOrderAsync(Samples.Order("LOGGED"), "?wait=60"));

        var verified = await Hub.HubAsync("store", "verify");

        verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors);
    }

    private async Task<IReadOnlyList<JsonElement>> FromShopAsync() =>
        [.. (await Hub.OrdersAsync()).Where(order => order.GetProperty("channel").GetString() == "csv-over-http")];

    // Every delivery of one event says the same.
    private async Task PublishedAsync(JsonElement card, string type)
    {
        var order = card.GetProperty("id").GetGuid().ToString("N");
        IReadOnlyList<PublishedEvent> events = [];
        await Hub.UntilAsync(
            async () => (events = [.. (await Hub.PublishedAsync()).Where(entry => entry.Id.StartsWith(order, StringComparison.Ordinal) && entry.Type == "hub.order." + type)]).Count > 0,
            $"no {type} of {card.GetProperty("orderNumber")}");
        events.Distinct().ShouldHaveSingleItem();
    }

    private async Task<long> LetterAsync(long after = 0)
    {
        var id = 0L;
        await Hub.UntilAsync(
            async () =>
            {
                var open = (await Hub.GetAsync("deadletters")).EnumerateArray().Where(letter => letter.GetProperty("faultCode").GetString() == "message-unreadable")
                    .Select(letter => letter.GetProperty("id").GetInt64()).Where(number => number > after).ToList();
                id = open.FirstOrDefault();
                return open.Count > 0;
            },
            "no dead letter");
        return id;
    }

    private static string Outcome(JsonElement card) => card.GetProperty("outcome").GetString()!;

    private static IEnumerable<string?> Codes(JsonElement result) => result.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString());

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
