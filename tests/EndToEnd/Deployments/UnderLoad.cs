using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>
/// Orders come in from many sides while something goes wrong again and again; afterwards everything that was answered with 2xx is there exactly
/// once, no limit was overdrawn, every event went out under one id, and the log holds.
/// </summary>
internal static class UnderLoad
{
    private const int Senders = 6;
    private const int OrdersPerLimit = 10;
    private const string Rich = "RICH";
    private static readonly string[] Poor = ["POOR-1", "POOR-2", "POOR-3"];

    /// <summary>The full size of a test, where HUB_FULL=1 asks for it.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("HUB_FULL") == "1";

    /// <summary>The seed that HUB_SEED names, else a new one.</summary>
    public static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable("HUB_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Random.Shared.Next();

    /// <summary>Runs and compares.</summary>
    /// <param name="hub">The deployment, empty.</param>
    /// <param name="seed">Decides the moments.</param>
    /// <param name="times">How often something goes wrong.</param>
    /// <param name="disturb">What goes wrong.</param>
    /// <param name="say">Told what was sent.</param>
    public static async Task RunAsync(Deployment hub, int seed, int times, Func<Random, Task> disturb, Action<string> say)
    {
        say(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        await LoadCreditAsync(hub);
        var load = new Load(hub);
        using var ending = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(sender => load.RunAsync(sender, ending.Token)).ToList();
        var chance = new Random(seed);
        for (var at = 0; at < times; at++)
        {
            await load.UntilAnsweredAsync(load.Answered.Count + chance.Next(5, 60));
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 50)), TimeProvider.System);
            await disturb(chance);
        }

        await load.UntilAnsweredAsync(load.Answered.Count + 20);
        await ending.CancelAsync();
        await Task.WhenAll(senders);
        say(string.Create(CultureInfo.InvariantCulture, $"{load.Answered.Count} orders answered"));
        await hub.IdleAsync();
        await CompareAsync(hub, load, seed);
    }

    private static async Task CompareAsync(Deployment hub, Load load, int seed)
    {
        var why = string.Create(CultureInfo.InvariantCulture, $"HUB_SEED={seed}");
        var cards = await hub.OrdersAsync();
        var byNumber = cards.ToLookup(card => card.GetProperty("orderNumber").GetString()!);
        load.Answered.Keys.Except(byNumber.Select(same => same.Key)).ShouldBeEmpty("lost, " + why);
        byNumber.Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty("doubled, " + why);
        byNumber.Select(same => same.Key).Except(load.Sent.Keys).ShouldBeEmpty("invented, " + why);

        // A request that was repeated with its key is the document that it was before.
        foreach (var card in cards.Where(card => load.Answered.ContainsKey(card.GetProperty("orderNumber").GetString()!)))
        {
            card.GetProperty("documentId").GetString().ShouldBe(load.Answered[card.GetProperty("orderNumber").GetString()!], why);
        }

        foreach (var customer in Poor)
        {
            var all = cards.Where(card => card.GetProperty("customerCode").GetString() == customer).ToList();
            var accepted = all.Count(card => Outcome(card) == "accepted");
            accepted.ShouldBe(Math.Min(OrdersPerLimit, all.Count), $"the limit of {customer} is what it grants, {why}");
            all.Where(card => Outcome(card) != "accepted")
                .ShouldAllBe(card => Outcome(card) == "held" && card.GetProperty("findings").GetRawText().Contains("credit-limit-exceeded", StringComparison.Ordinal));
        }

        cards.Where(card => card.GetProperty("customerCode").GetString() == Rich).ShouldAllBe(card => Outcome(card) == "accepted");
        await ComparePublishedAsync(hub, cards, why);
        (await hub.GetAsync("deadletters")).GetArrayLength().ShouldBe(0, why);
        var verified = await hub.HubAsync("store", "verify");
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors + why);
    }

    // At least once, always under the same id, and always with the same content.
    private static async Task ComparePublishedAsync(Deployment hub, IReadOnlyList<JsonElement> cards, string why)
    {
        var expected = cards.Select(card => card.GetProperty("id").GetGuid().ToString("N") + "-1").ToHashSet();
        await hub.UntilAsync(async () => expected.IsSubsetOf((await hub.PublishedAsync()).Select(entry => entry.Id)), "events are missing, " + why);

        var published = await hub.PublishedAsync();
        published.Select(entry => entry.Id).ToHashSet().SetEquals(expected).ShouldBeTrue("an order's reception is one event, " + why);
        published.GroupBy(entry => entry.Id).ShouldAllBe(same => same.Distinct().Count() == 1);
        published.ShouldAllBe(entry => entry.Type == "hub.order.OrderReceived");
    }

    private static Task<JsonElement> LoadCreditAsync(Deployment hub)
    {
        var table = new StringBuilder("customer code,credit limit,currency\n").Append(Rich).AppendLine(",1000000000,CNY");
        foreach (var customer in Poor)
        {
            table.Append(customer).AppendLine(CultureInfo.InvariantCulture, $",{202 * OrdersPerLimit},CNY");
        }

        return hub.TakeAsync(hub.PostFileAsync("credit.csv", Encoding.UTF8.GetBytes(table.ToString()), "?table=credit", path: "reference"));
    }

    private static string Outcome(JsonElement card) => card.GetProperty("outcome").GetString()!;

    /// <summary>Sends orders with known numbers, as JSON and as files, each until it is answered, and remembers which document it became.</summary>
    private sealed class Load(Deployment hub)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        public ConcurrentDictionary<string, bool> Sent { get; } = [];

        public ConcurrentDictionary<string, string> Answered { get; } = [];

        // A number of answers, not a time: on a slow machine a time would pass before anything is at work.
        public async Task UntilAnsweredAsync(int count)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (Answered.Count < count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            }
        }

        public async Task RunAsync(int sender, CancellationToken ending)
        {
            for (var i = 0; !ending.IsCancellationRequested; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"N{sender}-{i}");
                Sent[number] = true;
                while (!ending.IsCancellationRequested && !await TryAsync(number, sender, i))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }

        private async Task<bool> TryAsync(string number, int sender, int i)
        {
            try
            {
                using var answer = sender == 0
                    ? await hub.PostFileAsync(number + ".csv", Samples.Sheet(number, Rich), key: number)
                    : await hub.PostOrderAsync(Samples.Order(number, i % 4 == 0 ? Poor[i / 4 % Poor.Length] : Rich), key: number);
                if (!answer.IsSuccessStatusCode)
                {
                    return false;
                }

                var text = await answer.Content.ReadAsStringAsync();
                Answered[number] = JsonDocument.Parse(text).RootElement.GetProperty("documentId").GetString()!;
                return true;
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                // Not answered: it may or may not be there, and is asked again under its key.
                return false;
            }
        }
    }
}
