using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>Kill -9 under load, start again, and compare what was acknowledged with what is there. HUB_FULL=1 makes it 300 rounds.</summary>
[Trait("speed", "slow")]
public sealed class Being_killed_in_the_middle
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("HUB_FULL") == "1" ? 300 : 4;

    [Fact]
    public async Task Loses_nothing_that_was_acknowledged_and_doubles_nothing()
    {
        using var folder = new TempFolder();
        var load = new Load();
        var chance = new Random(20260316);
        for (var round = 0; round < Rounds; round++)
        {
            await using var hub = await RunningHub.StartAsync(folder);
            using var ending = new CancellationTokenSource();
            var senders = Enumerable.Range(0, 6).Select(sender => load.RunAsync(hub, round, sender, ending.Token)).ToList();
            await MomentAsync(load, load.Acknowledged.Count + chance.Next(0, 80), chance);

            await hub.KillAsync();

            await ending.CancelAsync();
            await Task.WhenAll(senders);
            if (round % 20 == 19 || round == Rounds - 1)
            {
                await CompareAsync(folder, load);
            }
        }

        load.Acknowledged.Count.ShouldBeGreaterThan(Rounds);
        (await HubProgram.RunAsync(folder, "store", "verify")).ExitCode.ShouldBe(0);
    }

    // A number of answers, not a time: on a slow machine a time would pass before anything is at work.
    private static async Task MomentAsync(Load load, int acknowledged, Random chance)
    {
        for (var waited = 0; waited < 1000 && load.Acknowledged.Count < acknowledged; waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 25)), TimeProvider.System);
    }

    private static async Task CompareAsync(TempFolder folder, Load load)
    {
        await using var hub = await RunningHub.StartAsync(folder);
        await DrainedAsync(hub);
        var listed = await HubProgram.RunAsync(folder, "orders", "list");
        listed.ExitCode.ShouldBe(0, listed.Errors);
        var live = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(order => order.GetProperty("outcome").GetString() == "accepted")
            .Select(order => order.GetProperty("orderNumber").GetString()!)
            .ToList();

        live.GroupBy(number => number).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty("doubled");
        load.Acknowledged.Keys.Except(live).ShouldBeEmpty("lost");
        live.Except(load.Sent.Keys).ShouldBeEmpty("invented");
    }

    private static async Task DrainedAsync(RunningHub hub)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            using var answer = await hub.GetAsync("metrics");
            if ((await answer.Content.ReadAsStringAsync()).Contains("\nhub_documents_open 0\n", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"documents stay open: {hub.Errors}");
    }

    /// <summary>Sends orders with known numbers, as JSON and as files, and remembers which were acknowledged.</summary>
    private sealed class Load
    {
        public ConcurrentDictionary<string, bool> Sent { get; } = [];

        public ConcurrentDictionary<string, bool> Acknowledged { get; } = [];

        public async Task RunAsync(RunningHub hub, int round, int sender, CancellationToken ending)
        {
            for (var i = 0; !ending.IsCancellationRequested; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"N{round}-{sender}-{i}");
                Sent[number] = true;
                try
                {
                    using var answer = sender == 0
                        ? await hub.PostFileAsync(number + ".csv", Samples.Sheet(number), cancellation: ending)
                        : await hub.PostOrderAsync(Samples.Order(number), cancellation: ending);
                    if (answer.StatusCode == HttpStatusCode.Accepted)
                    {
                        Acknowledged[number] = true;
                    }
                }
                catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
                {
                    // Not acknowledged: it may or may not be there.
                    return;
                }
            }
        }
    }
}
