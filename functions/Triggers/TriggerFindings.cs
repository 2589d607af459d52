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

    public static readonly FindingCode TextMode = new(
        "trigger-text-mode", Severity.Error,
        "The function {0} hands message bodies over as text; with that, members of a body overwrite the broker's own statements, so nothing of it is taken.",
        "函数“{0}”以文本方式传递消息体;此时消息体的成员会覆盖消息代理自身的声明,因此一概不予接收。",
        "Its function.json is not the hub's (\"dataType\": \"binary\"): write the function folders anew with “hub functions write FOLDER”, deploy them together with the program, and replay what became dead letters meanwhile.",
        "其 function.json 不是枢纽生成的(应为 \"dataType\": \"binary\"):请用“hub functions write 文件夹”重新生成并与程序一起部署,然后重放其间转为死信的消息。");

    public static readonly FindingCode KeyBusy = new(
        "message-key-busy", Severity.Info,
        "Another message of the same key is still being handled; this one comes again soon.",
        "同一键的另一条消息仍在处理中;此消息稍后再来。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode KeyLost = new(
        "message-key-lost", Severity.Warning,
        "The store was away for so long that another instance may be at work on this message's key; the work was stopped and goes on later.",
        "存储中断过久,其他实例可能已在处理同一键的消息;本次处理已停下,稍后继续。",
        "If it happens again and again, look at the database and the network to it.", "若反复出现,请检查数据库及其网络。");

    public static readonly FindingCode HandlerTooSlow = new(
        "handler-too-slow", Severity.Error,
        "The work on one message was stopped after {0} minutes, before the Functions host would end the whole program; it goes on later.",
        "处理一条消息超过 {0} 分钟,在 Functions 宿主终止整个程序之前已停下,稍后继续。",
        "If it happens again and again, look in the log for what is slow, or run the hub with “hub up”, which knows no such limit.",
        "若反复出现,请在日志中查看慢在何处,或改用没有此限制的“hub up”。");
}
