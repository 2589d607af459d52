using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Triggers;

/// <summary>What is wrong between the hub and the Functions host.</summary>
[FindingCodes]
internal static class TriggerFindings
{
    public static readonly FindingCode EnvelopeRefused = new(
        "trigger-envelope-refused", Severity.Error,
        "A call of the function {0} is not as the Functions host makes it by the hub's own files: {1}.",
        "对函数“{0}”的调用与 Functions 宿主按枢纽文件发出的不符:{1}。",
        "Write host.json and the function folders anew with “hub functions write FOLDER” and deploy them together with the program.",
        "请用“hub functions write 文件夹”重新生成 host.json 与各函数文件夹,并与程序一起部署。");

    public static readonly FindingCode HandlerTooSlow = new(
        "handler-too-slow", Severity.Error,
        "The work on one message was stopped after {0} minutes, before the Functions host would end the whole program; it goes on later.",
        "处理一条消息超过 {0} 分钟,在 Functions 宿主终止整个程序之前已停下,稍后继续。",
        "If it happens again and again, look in the log for what is slow, or run the hub with “hub up”, which knows no such limit.",
        "若反复出现,请在日志中查看慢在何处,或改用没有此限制的“hub up”。");
}
