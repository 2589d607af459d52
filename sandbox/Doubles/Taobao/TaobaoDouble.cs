using System.Globalization;
using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>The Taobao Open Platform with one shop that starts without orders.</summary>
public sealed class TaobaoDouble : IConnectorDouble
{
    /// <inheritdoc/>
    public string Connector => "taobao";

    /// <inheritdoc/>
    public async Task<IRunningDouble> StartAsync(TimeProvider clock, CancellationToken cancellation = default)
    {
        var plan = new ShopPlan(1, 0, clock.GetUtcNow(), TimeSpan.FromDays(1), ShopHabits.Taobao) { ReplicationLag = 0 };
        var platform = new TopDouble(new Shop(plan), new TopSetup { CallsPerSecond = 10 }, clock);
        return await RunningShop.StartAsync(platform, address => Account(platform, address), cancellation);
    }

    /// <summary>An account of the shop, freshly authorised.</summary>
    internal static ShopAccount Account(TopDouble platform, Uri address)
    {
        var grant = platform.Tokens.Exchange(platform.Tokens.Authorise(platform.Options.Seller))!;
        return new ShopAccount(
            new Dictionary<string, string>
            {
                ["gateway"] = new Uri(address, "router/rest").ToString(),
                ["appKey"] = platform.Options.AppKey,
                ["appSecret"] = "env:TAOBAO_APP_SECRET",
            },
            new Dictionary<string, string>
            {
                ["access"] = "env:TAOBAO_SESSION",
                ["refresh"] = "env:TAOBAO_REFRESH",
                ["expires"] = grant.Ends.ToString("O", CultureInfo.InvariantCulture),
            },
            new Dictionary<string, string> { ["TAOBAO_APP_SECRET"] = platform.Options.AppSecret, ["TAOBAO_SESSION"] = grant.Access, ["TAOBAO_REFRESH"] = grant.Refresh },
            new Dictionary<string, string> { ["TAOBAO_APP_SECRET"] = "not-the-secret", ["TAOBAO_SESSION"] = "not-the-session", ["TAOBAO_REFRESH"] = "not-the-refresh-token" });
    }
}
