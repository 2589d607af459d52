using System.ComponentModel.DataAnnotations;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Taobao;

/// <summary>Settings of a Taobao or Tmall shop.</summary>
public sealed record TaobaoOptions
{
    /// <summary>Address of the gateway.</summary>
    [Option("Address of the gateway.", "网关地址。")]
    public Uri Gateway { get; init; } = new("https://eco.taobao.com/router/rest");

    /// <summary>App key.</summary>
    [Required]
    [Option("App key of the application on the open platform.", "开放平台应用的 App Key。")]
    public string AppKey { get; init; } = "";

    /// <summary>App secret.</summary>
    [Required]
    [Option("Where the app secret is.", "App Secret 的存放位置。")]
    public SecretRef AppSecret { get; init; }

    /// <summary>How calls are signed.</summary>
    [Option("How calls are signed.", "签名方式。")]
    public TaobaoSignMethod SignMethod { get; init; } = TaobaoSignMethod.HmacSha256;

    /// <summary>Order types.</summary>
    [Option(
        "Order types to fetch; the platform silently leaves out every type that is not listed.",
        "要获取的订单类型;未列出的类型会被平台静默忽略。")]
    public IReadOnlyList<string> Types { get; init; } =
        ["guarantee_trade", "auto_delivery", "ec", "cod", "step", "fixed", "auction", "eticket", "tmall_i18n", "nopaid", "pre_auth_type"];
}

/// <summary>How calls are signed.</summary>
public enum TaobaoSignMethod
{
    /// <summary>HMAC-SHA256.</summary>
    HmacSha256,

    /// <summary>HMAC-MD5.</summary>
    Hmac,

    /// <summary>MD5 with the secret on both sides.</summary>
    Md5,
}
