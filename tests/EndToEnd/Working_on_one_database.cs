using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using IntegrationHub.Tests.Storage.Postgres;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>Two processes of the hub on one database, one of them killed under load time and again. HUB_FULL=1 makes it 50 rounds.</summary>
[Trait("speed", "slow")]
public sealed class Working_on_one_database : IDisposable
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("HUB_FULL") == "1" ? 50 : 2;

    private readonly TempDatabase _database = new();
    private readonly TempFolder _steady = new();
    private readonly TempFolder _mortal = new();

    public Working_on_one_database()
    {
        foreach (var folder in new[] { _steady, _mortal })
        {
            folder.Environment["HUB_STORE"] = "postgres";
            folder.Environment["HUB_STORE_CONNECTION"] = "env:TEST_CONNECTION";
            folder.Environment["HUB_STORE_CHECKPOINT_KEY"] = "file:" + _steady.Write("checkpoint.key", "a key that both know");
            folder.Environment["TEST_CONNECTION"] = _database.ConnectionString;
        }
    }

    public void Dispose()
    {
        _steady.Dispose();
        _mortal.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task A_killed_instance_loses_and_doubles_nothing_and_the_other_one_goes_on_with_its_work()
    {
        var sent = new ConcurrentDictionary<string, bool>();
        var acknowledged = new ConcurrentDictionary<string, bool>();
        await using var steady = await RunningHub.StartAsync(_steady);
        for (var round = 0; round < Rounds; round++)
        {
            var mortal = await RunningHub.StartAsync(_mortal);
            using var ending = new CancellationTokenSource();
            var senders = Enumerable.Range(0, 4)
                .Select(sender => SendAsync(sender % 2 == 0 ? mortal : steady, $"N{round}-{sender}", sender < 2, sent, acknowledged, ending.Token)).ToList();
            for (int waited = 0, enough = acknowledged.Count + 30; waited < 1500 && acknowledged.Count < enough; waited++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }

            await mortal.DisposeAsync();
            await ending.CancelAsync();
            await Task.WhenAll(senders);
        }

        // What the killed one had in hand comes to the other one when its lock runs out.
        await DrainedAsync(steady);
        var live = (await HubProgram.RunAsync(_mortal, "orders", "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(order => order.GetProperty("outcome").GetString() == "accepted")
            .Select(order => order.GetProperty("orderNumber").GetString()!)
            .ToList();
        acknowledged.Count.ShouldBeGreaterThan(Rounds);
        live.GroupBy(number => number).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty("doubled");
        acknowledged.Keys.Except(live).ShouldBeEmpty("lost");
        live.Except(sent.Keys).ShouldBeEmpty("invented");
        var verified = await HubProgram.RunAsync(_mortal, "store", "verify");
        verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors);
    }

    [Fact]
    public async Task The_doctor_names_the_server()
    {
        var doctor = await HubProgram.RunAsync(_mortal, "doctor", "--lang", "en");
        doctor.Output.ShouldContain("store: PostgreSQL");
        doctor.Output.ShouldContain("env:TEST_CONNECTION");
    }

    [Fact]
    public async Task A_backup_restored_into_a_new_database_is_verified_and_holds_what_it_held()
    {
        File.WriteAllBytes(_mortal.At("a.csv"), Samples.Sheet("PO-1"));
        File.WriteAllBytes(_mortal.At("b.csv"), Samples.Sheet("PO-2"));
        (await HubProgram.RunAsync(_mortal, "import", "a.csv", "b.csv")).ExitCode.ShouldBe(0);
        var (orders, verified) = (await HubProgram.RunAsync(_mortal, "orders", "list"), await HubProgram.RunAsync(_mortal, "store", "verify", "--json"));
        await using (await RunningHub.StartAsync(_steady))
        {
            var backup = await HubProgram.RunAsync(_steady, "store", "backup", _mortal.At("hub.dump"));
            backup.ExitCode.ShouldBe(0, backup.Errors);
        }

        // The database itself is no place for it.
        (await HubProgram.RunAsync(_mortal, "store", "restore", "hub.dump")).Errors.ShouldContain("store-restore-not-empty");

        using var other = new TempDatabase();
        _mortal.Environment["TEST_CONNECTION"] = other.ConnectionString;
        var restored = await HubProgram.RunAsync(_mortal, "store", "restore", "hub.dump");

        restored.ExitCode.ShouldBe(0, restored.Errors);
        (await HubProgram.RunAsync(_mortal, "orders", "list")).Output.ShouldBe(orders.Output);
        (await HubProgram.RunAsync(_mortal, "store", "verify", "--json")).Output.ShouldBe(verified.Output);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_a_command_with_the_agreed_code()
    {
        _mortal.Environment["TEST_CONNECTION"] = "Host=127.0.0.1;Port=1;Database=hub;Username=hub;Password=canary-secret;Timeout=3";

        var listed = await HubProgram.RunAsync(_mortal, "orders", "list");

        listed.ExitCode.ShouldBe(5);
        listed.Errors.ShouldContain("store-unreachable");
        (listed.Errors + listed.Output).ShouldNotContain("canary-secret");
    }

    private static async Task SendAsync(
        RunningHub hub, string prefix, bool files, ConcurrentDictionary<string, bool> sent, ConcurrentDictionary<string, bool> acknowledged, CancellationToken ending)
    {
        for (var i = 0; !ending.IsCancellationRequested; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");
            sent[number] = true;
            try
            {
                using var answer = files
                    ? await hub.PostFileAsync(number + ".csv", Samples.Sheet(number), cancellation: ending)
                    : await hub.PostOrderAsync(Samples.Order(number), cancellation: ending);
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    acknowledged[number] = true;
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                // Not acknowledged: it may or may not be there.
                return;
            }
        }
    }

    private async Task DrainedAsync(RunningHub hub)
    {
        for (var waited = 0; waited < 1800; waited++)
        {
            if (_database.Ask<long>("select count(*) from documents where state < 2") == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"documents stay open: {hub.Errors}");
    }
}
