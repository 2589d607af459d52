namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>How the double of the Taobao Open Platform is set up.</summary>
internal sealed record TopSetup
{
    public string AppKey { get; init; } = "12129701";

    public string AppSecret { get; init; } = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    /// <summary>Name of the shop, shown as <c>seller_nick</c>.</summary>
    public string Seller { get; init; } = "示例茶铺旗舰店";

    /// <summary>Calls per second and API.</summary>
    public int CallsPerSecond { get; init; } = 1000;

    /// <summary>Calls per day of UTC+8.</summary>
    public int CallsPerDay { get; init; } = 1_000_000;

    /// <summary>Only applications of the service market may renew tokens.</summary>
    public bool MayRefresh { get; init; } = true;

    public TimeSpan TokenLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The levels for writing may end earlier than the token; null where they do not.</summary>
    public TimeSpan? WriteLife { get; init; }

    /// <summary>Receivers are masked, as they are for every application on the privacy scheme.</summary>
    public bool MasksReceivers { get; init; } = true;
}
