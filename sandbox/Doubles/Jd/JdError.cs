using System.Text.Json.Nodes;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>An error as the gateway words it; the code is a text.</summary>
internal sealed record JdError(string Code, string Zh, string En)
{
    public static JdError RemoteTimeout { get; } = new("65", "平台连接后端服务超时", "Remote service timeout");

    public static JdError Unavailable { get; } = new("66", "平台连接后端服务不可用", "Remote service unavailable");

    public static JdError TooWide { get; } = new("67", "平台连接后端服务处理请求发生未知异常", "Remote service unknown exception");

    public static JdError FlowControl { get; } = new("2", "调用次数超过限制", "App Call Limited");

    public static JdError Missing(string parameter) => new("60", $"业务参数缺失:{parameter}", "Missing parameter");

    public static JdError Invalid(string parameter) => new("61", $"业务参数不正确:{parameter}", "Invalid parameter");

    public JsonObject Body() => new() { ["error_response"] = new JsonObject { ["code"] = Code, ["zh_desc"] = Zh, ["en_desc"] = En } };
}

/// <summary>Ends a call with an error.</summary>
internal sealed class JdRefusal(JdError error) : Exception(error.En)
{
    public JdError Error { get; } = error;
}
