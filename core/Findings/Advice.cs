namespace IntegrationHub.Core.Findings;

/// <summary>What many remedies say alike, so that they say it in one way: what a person types.</summary>
internal static class Advice
{
    /// <summary>Lets an order go on.</summary>
    public const string Release = "hub orders release ORDER --reason WHY";

    /// <summary>The same for a Chinese sentence.</summary>
    public const string ReleaseZh = "hub orders release ORDER --reason 原因";

    /// <summary>Refuses an order; a refused one does not stand in the way of what comes in its place.</summary>
    public const string Reject = "hub orders reject ORDER --reason WHY";

    /// <summary>The same for a Chinese sentence.</summary>
    public const string RejectZh = "hub orders reject ORDER --reason 原因";

    /// <summary>Both ways out of a hold that only a look can settle.</summary>
    public const string Decide = $"Right as it stands: {Release}; else {Reject}, and import the corrected file.";

    /// <summary>The same in Chinese.</summary>
    public const string DecideZh = $"无误则放行：{ReleaseZh}；否则拒绝：{RejectZh}，再导入更正后的文件。";

    /// <summary>The same where the order goes on all the same: nothing waits for a release.</summary>
    public const string Keep = $"Right as it stands: nothing to do; else {Reject}, and import the corrected file.";

    /// <summary>The same in Chinese.</summary>
    public const string KeepZh = $"无误则无需处理；否则拒绝：{RejectZh}，再导入更正后的文件。";

    /// <summary>The way out of a hold for what is missing: nothing can be filled in here.</summary>
    public const string Replace = $"{Reject}, and import the corrected file.";

    /// <summary>The same in Chinese.</summary>
    public const string ReplaceZh = $"拒绝本单：{RejectZh}，再导入更正后的文件。";

    /// <summary>Loads rows of a reference table and lets the order go on.</summary>
    public const string Load = $"load it (hub reference import FILE --mode upsert) and release the order: {Release}.";

    /// <summary>The same in Chinese.</summary>
    public const string LoadZh = $"导入（hub reference import 文件 --mode upsert）后放行本单：{ReleaseZh}。";
}
