using System.Globalization;
using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>JD's open service with one shop that starts without orders.</summary>
public sealed class JdShopDouble : IConnectorDouble
{
    /// <inheritdoc/>
    public string Connector => "jd";

    /// <inheritdoc/>
    public async Task<IRunningDouble> StartAsync(TimeProvider clock, CancellationToken cancellation = default)
    {
        var plan = new ShopPlan(1, 0, clock.GetUtcNow(), TimeSpan.FromDays(1), ShopHabits.Jd) { ReplicationLag = 0 };
        var platform = new JdDouble(new Shop(plan), new JdSetup { CallsPerSecond = 5 }, clock);
        return await RunningShop.StartAsync(platform, address => Account(platform, address), cancellation);
    }

    /// <summary>An account of the shop, freshly authorised.</summary>
    internal static ShopAccount Account(JdDouble platform, Uri address)
    {
        var grant = platform.Tokens.Exchange(platform.Tokens.Authorise(platform.Options.Vendor))!;
        return new ShopAccount(
            new Dictionary<string, string>
            {
                ["gateway"] = new Uri(address, "routerjson").ToString(),
                ["authorisation"] = new Uri(address, "oauth2/").ToString(),
                ["appKey"] = platform.Options.AppKey,
                ["appSecret"] = "env:JD_APP_SECRET",
            },
            new Dictionary<string, string>
            {
                ["access"] = "env:JD_ACCESS_TOKEN",
                ["refresh"] = "env:JD_REFRESH_TOKEN",
                ["expires"] = grant.Ends.ToString("O", CultureInfo.InvariantCulture),
            },
            new Dictionary<string, string> { ["JD_APP_SECRET"] = platform.Options.AppSecret, ["JD_ACCESS_TOKEN"] = grant.Access, ["JD_REFRESH_TOKEN"] = grant.Refresh },
            new Dictionary<string, string> { ["JD_APP_SECRET"] = "not-the-secret", ["JD_ACCESS_TOKEN"] = "not-the-token", ["JD_REFRESH_TOKEN"] = "not-the-refresh-token" });
    }
}
