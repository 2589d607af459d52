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
}
