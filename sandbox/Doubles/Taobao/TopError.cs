using System.Globalization;
using System.Text.Json.Nodes;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>An error as the platform words it.</summary>
/// <param name="Code">Number of the error.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="SubCode">Second code.</param>
/// <param name="SubText">Its sentence.</param>
internal sealed record TopError(int Code, string Text, string? SubCode = null, string? SubText = null)
{
    public static TopError RemoteTimeout { get; } = new(15, "Remote service error", "isp.top-remote-connection-timeout", "调用后端服务超时");

    public static TopError Unavailable { get; } = new(10, "Service Currently Unavailable", "isp.top-remote-service-unavailable", "调用后端服务出现异常");

    public static TopError TooWide { get; } = new(15, "Remote service error", "isv.trade-service-rejection", "超时次数过多，请减小查询时间跨度并在三分钟后重试");

    public static TopError FlowControl(TimeSpan wait) => new(
        7, "App Call Limited", "accesscontrol.limited-by-app-access-count",
        string.Create(CultureInfo.InvariantCulture, $"This ban will last for {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} more seconds"));

    public static TopError Missing(string parameter) =>
        new(40, $"Missing required arguments:{parameter}", $"isv.missing-parameter:{parameter}", $"缺少必选参数 {parameter}");

    public static TopError Invalid(string parameter) =>
        new(41, $"Invalid arguments:{parameter}", $"isv.invalid-parameter:{parameter}", $"参数 {parameter} 无效");

    /// <summary>The body; members that are not there are left out.</summary>
    public JsonObject Body(string requestId)
    {
        var error = new JsonObject { ["code"] = Code, ["msg"] = Text };
        if (SubCode is not null)
        {
            error["sub_code"] = SubCode;
        }

        if (SubText is not null)
        {
            error["sub_msg"] = SubText;
        }

        error["request_id"] = requestId;
        return new JsonObject { ["error_response"] = error };
    }
}

/// <summary>Ends a call with an error.</summary>
internal sealed class TopRefusal(TopError error) : Exception(error.Text)
{
    public TopError Error { get; } = error;
}
