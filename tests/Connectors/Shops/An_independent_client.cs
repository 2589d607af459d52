using System.Diagnostics;
using System.Text.Json;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>A client of the Taobao Open Platform that others wrote (npm <c>node-taobao-topclient</c>) and the double understand each other.</summary>
[Trait("speed", "slow")]
public sealed class An_independent_client
{
    private const string Package = "node-taobao-topclient@0.1.7";

    [Fact]
    public async Task And_the_Taobao_double_agree()
    {
        var now = TimeProvider.System.GetUtcNow();
        var plan = new ShopPlan(1, 0, now.AddDays(-1), TimeSpan.FromHours(1), ShopHabits.Taobao) { ReplicationLag = 0 };
        var platform = new TopDouble(new Shop(plan), new TopSetup(), TimeProvider.System);
        var orders = Enumerable.Range(1, 5).Select(i => platform.Shop.Add(DateTimeOffset.FromUnixTimeSeconds(now.AddMinutes(-i).ToUnixTimeSeconds()), default, "送朋友的🎁，勿放价格单")).ToList();
        await using var server = await WireServer.StartAsync(platform);
        var session = platform.Tokens.Exchange(platform.Tokens.Authorise("shop"))!.Access;
        var id = TopTrade.Id(orders[2].Key);

        var folder = await InstallAsync();
        var seen = JsonDocument.Parse(await RunAsync(folder, "node",
            Path.Combine(folder, "top-client.js"), new Uri(server.Address, "router/rest").ToString(), platform.Options.AppKey, platform.Options.AppSecret, session, id,
            TopTrade.Clock(now.AddHours(-1)), TopTrade.Clock(now))).RootElement;

        seen.GetProperty("total").GetInt32().ShouldBe(5);
        seen.GetProperty("pages").EnumerateArray().Select(p => p.GetInt32()).ShouldBe([2, 2, 1]);
        seen.GetProperty("modified").EnumerateArray().Select(m => m.GetString()).ShouldBe(orders.Select(o => TopTrade.Clock(o.Created)));
        var trade = seen.GetProperty("trade");
        trade.GetProperty("tid_str").GetString().ShouldBe(id);
        trade.GetProperty("buyer_message").GetString().ShouldBe("送朋友的🎁，勿放价格单");
        trade.GetProperty("payment").GetString().ShouldBe("350.00");
        trade.GetProperty("orders").GetProperty("order")[1].GetProperty("oid_str").GetString().ShouldBe(TopTrade.LineId(orders[2], 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        platform.Shop.Find(orders[2].Key, now.AddHours(1))!.MemoEdits.ShouldBe(1, "its memo was written");
        seen.GetProperty("time").GetString().ShouldNotBeNullOrEmpty();
        seen.GetProperty("timeByGet").GetString().ShouldNotBeNullOrEmpty();
        seen.GetProperty("wrongSecret").GetString().ShouldBe("25/isv.invalid-signature");
        seen.GetProperty("wrongSession").GetString().ShouldBe("27/invalid-sessionkey");
        seen.GetProperty("withoutFields").GetString().ShouldBe("40/isv.missing-parameter:fields");
        seen.GetProperty("tooLong").GetString()!.ShouldStartWith("41/isv.invalid-parameter:");
    }

    /// <summary>Installs the client once, among what is built.</summary>
    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(GeneratedFile.Root, "artifacts", "tools", "top-client");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "node-taobao-topclient")))
        {
            await RunAsync(folder, "npm", "install", Package, "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--loglevel=error");
        }

        File.Copy(Path.Combine(GeneratedFile.Root, "tests", "Connectors", "Shops", "top-client.js"), Path.Combine(folder, "top-client.js"), overwrite: true);
        return folder;
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The client signs with the clock of its own zone.
        start.Environment["TZ"] = "Asia/Shanghai";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3), TimeProvider.System);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, $"{program}: {await error} {await output}");
        return await output;
    }
}
