using System.Text.Json;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.CsvOverHttp;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Syncing_an_account
{
    [Fact]
    public async Task An_account_file_is_all_it_takes()
    {
        using var data = new TempFolder();
        await using var export = await ExportAsync(data);
        export.Add(TimeProvider.System.GetUtcNow());
        export.Add(TimeProvider.System.GetUtcNow());

        (await HubProgram.RunAsync(data, "accounts", "check", "partner", "--json")).ExitCode.ShouldBe(0);
        var run = await HubProgram.RunAsync(data, "sync", "partner", "--once", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        Counts(run.Output).GetProperty("emitted").GetInt32().ShouldBe(2);
        (await HubProgram.RunAsync(data, "orders", "list", "--count")).Output.Trim().ShouldContain("2");

        await using var hub = await RunningHub.StartAsync(data);
        export.Add(TimeProvider.System.GetUtcNow());
        var again = await HubProgram.RunAsync(data, "sync", "partner", "--once", "--json");
        again.ExitCode.ShouldBe(0, again.Errors);
        Counts(again.Output).GetProperty("emitted").GetInt32().ShouldBe(1);
        Counts(again.Output).GetProperty("unchanged").GetInt32().ShouldBe(2);
        var day = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var certificate = await HubProgram.RunAsync(data, "accounts", "certificate", "partner", "--day", day, "--json");
        certificate.ExitCode.ShouldBe(0, certificate.Errors);
        JsonDocument.Parse(certificate.Output).RootElement.GetProperty("hours")[0].GetProperty("present").GetInt32().ShouldBe(3);
        (await hub.JsonAsync("api/v1/accounts"))[0].GetProperty("lastRun").GetProperty("state").GetString().ShouldBe("done");
        (await HubProgram.RunAsync(data, "sync", "nobody", "--once")).ExitCode.ShouldBe(2);
        export.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_everything_that_is_wrong_with_it()
    {
        using var data = new TempFolder();
        await using var export = await ExportAsync(data);
        data.Write("data/accounts/broken.yaml", "connector: csv-over-http\noptions:\n  password: hunter2\n");
        var list = await HubProgram.RunAsync(data, "accounts", "list", "--lang", "en");
        list.ExitCode.ShouldBe(4);
        list.Errors.ShouldContain("accounts/broken.yaml:3:13 options.password");
        list.Errors.ShouldContain("options.url: is missing");
        list.Errors.ShouldNotContain("hunter2");
        list.Output.ShouldContain("partner");
        (await HubProgram.RunAsync(data, "sync", "broken", "--once")).ExitCode.ShouldBe(4);

        data.Write("data/accounts/shop.yml", "connector: csv-over-http\n");
        var misnamed = await HubProgram.RunAsync(data, "accounts", "list", "--lang", "en");
        misnamed.ExitCode.ShouldBe(4);
        misnamed.Errors.ShouldContain("accounts/shop.yml");
        (await HubProgram.RunAsync(data, "sync", "shop", "--once")).ExitCode.ShouldBe(4);

        data.Environment[export.BadSecrets.Single().Key] = export.BadSecrets.Single().Value;
        (await HubProgram.RunAsync(data, "accounts", "check", "partner")).ExitCode.ShouldBe(1);
        (await HubProgram.RunAsync(data, "sync", "partner", "--once")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_schedule_syncs_by_itself_again_and_again()
    {
        using var data = new TempFolder();
        await using var export = await ExportAsync(data, "0/2 * * * * ?");
        export.Add(TimeProvider.System.GetUtcNow());
        await using var hub = await RunningHub.StartAsync(data);
        await OrdersAsync(hub, 1);
        export.Add(TimeProvider.System.GetUtcNow());
        await OrdersAsync(hub, 2);
        export.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_demo_shows_orders_of_shops_and_takes_its_accounts_away_when_it_ends()
    {
        using var data = new TempFolder();
        await using (var hub = await RunningHub.StartAsync(data, "--demo"))
        {
            foreach (var channel in new[] { "taobao", "jd", "csv-over-http" })
            {
                await UntilAsync(async () => (await hub.JsonAsync("api/v1/accounts")).EnumerateArray().Any(account =>
                    account.GetProperty("connector").GetString() == channel
                    && account.GetProperty("lastRun") is { ValueKind: JsonValueKind.Object } run && run.GetProperty("state").GetString() == "done"));
            }

            using var page = await hub.GetAsync("");
            (await page.Content.ReadAsStringAsync()).ShouldContain("demo-taobao");
            await UntilAsync(async () => (await hub.JsonAsync("api/v1/orders?limit=500&newestFirst=true")).GetRawText() is var orders
                && orders.Contains("\"26100000000", StringComparison.Ordinal) && orders.Contains("\"3000000", StringComparison.Ordinal));
            hub.Errors.ShouldContain("sample shop");
            (await hub.StopAsync()).ShouldBe(0, hub.Errors);
        }

        Directory.GetFiles(data.At("data", "accounts")).ShouldBeEmpty();
    }

    private static Task OrdersAsync(RunningHub hub, int atLeast) => UntilAsync(
        async () => (await hub.JsonAsync("api/v1/orders")).GetProperty("orders").GetArrayLength() >= atLeast);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>A partner's export and the account file for it.</summary>
    internal static async Task<IRunningDouble> ExportAsync(TempFolder data, string schedule = "0 0 3 1 1 ?")
    {
        var export = await new CsvOverHttpDouble().StartAsync(TimeProvider.System);
        foreach (var (name, value) in export.GoodSecrets)
        {
            data.Environment[name] = value;
        }

        data.Write(
            "data/accounts/partner.yaml",
            $"connector: csv-over-http\nschedule: \"{schedule}\"\noptions:\n  url: {export.Options["url"]}\n  user: {export.Options["user"]}\n  password: {export.Options["password"]}\n");
        return export;
    }

    private static JsonElement Counts(string line) => JsonDocument.Parse(line).RootElement.GetProperty("counts");
}
