using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Client;

/// <summary>Who acts where the caller does not say.</summary>
internal static class Actor
{
    public const string Unknown = "api";

    /// <summary>The user at the command line.</summary>
    public static string CommandLine => "cli:" + Environment.UserName;
}

/// <summary>A person's decisions on an order, by the verb's name.</summary>
internal static class Decisions
{
    public static readonly IReadOnlyList<string> Verbs = ["release", "reject", "link", "unlink"];

    public static Task<VerbResult> DecideAsync(this IOrderDesk desk, string verb, Guid order, OrderVerb what, CancellationToken cancellation)
    {
        var actor = what.Actor ?? Actor.Unknown;
        var reason = what.Reason ?? "";
        return verb switch
        {
            "release" => desk.ReleaseAsync(order, actor, reason, cancellation),
            "reject" => desk.RejectAsync(order, actor, reason, cancellation),
            "link" when what.Original is { } original => desk.LinkAsync(order, original, actor, reason, cancellation),
            "unlink" => desk.UnlinkAsync(order, actor, reason, cancellation),
            _ => throw new ArgumentException($"no such verb, or a link without the other order: {verb}", nameof(verb)),
        };
    }
}
