using System.ComponentModel.DataAnnotations;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Jd;

/// <summary>Settings of a JD shop (POP).</summary>
public sealed record JdOptions
{
    /// <summary>Address of the gateway.</summary>
    [Option("Address of the gateway.", "网关地址。")]
    public Uri Gateway { get; init; } = new("https://api.jd.com/routerjson");

    /// <summary>Address of the authorisation service.</summary>
    [Option("Address of the authorisation service.", "授权服务地址。")]
    public Uri Authorisation { get; init; } = new("https://open-oauth.jd.com/oauth2/");

    /// <summary>App key.</summary>
    [Required]
    [Option("App key of the application.", "应用的 App Key。")]
    public string AppKey { get; init; } = "";

    /// <summary>App secret.</summary>
    [Required]
    [Option("Where the app secret is.", "App Secret 的存放位置。")]
    public SecretRef AppSecret { get; init; }

    /// <summary>Which of the two searches is used.</summary>
    [Option("Use the search that gives receivers in cipher text to shops on JD's encryption scheme.", "对启用加密的店铺,使用返回密文收货人的查询接口。")]
    public bool CipherReceivers { get; init; } = true;

    /// <summary>States to fetch.</summary>
    [Option("Order states to fetch.", "要获取的订单状态。")]
    public IReadOnlyList<string> States { get; init; } =
    [
        "WAIT_SELLER_STOCK_OUT", "WAIT_SELLER_DELIVERY", "WAIT_GOODS_RECEIVE_CONFIRM", "WAIT_SEND_CODE", "FINISHED_L", "TRADE_CANCELED", "LOCKED",
        "PAUSE", "POP_ORDER_PAUSE", "SEND_TO_DISTRIBUTION_CENER", "DISTRIBUTION_CENTER_RECEIVED", "RECEIPTS_CONFIRM",
    ];
}
