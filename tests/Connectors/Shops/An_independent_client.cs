using System.Text.Json;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using IntegrationHub.Sandbox.Node;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>A client of the Taobao Open Platform that others wrote (npm <c>node-taobao-topclient</c>) and the double understand each other.</summary>
[Trait("speed", "slow")]
public sealed class An_independent_client
{
    private static readonly NodePackages Packages = new("taobao", ["node-taobao-topclient@0.1.7"]);

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

        // The client signs with the clock of its own zone.
        var seen = JsonDocument.Parse(await Packages.RunAsync(
            Path.Combine(GeneratedFile.Root, "tests", "Connectors", "Shops", "top-client.js"),
            [
                new Uri(server.Address, "router/rest").ToString(), platform.Options.AppKey, platform.Options.AppSecret, session, id,
                TopTrade.Clock(now.AddHours(-1)), TopTrade.Clock(now),
            ],
            new Dictionary<string, string> { ["TZ"] = "Asia/Shanghai" })).RootElement;

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
}
