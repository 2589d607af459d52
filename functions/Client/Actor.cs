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
    /// <summary>Code of the problem where the order's state does not allow a verb.</summary>
    public const string NotAllowed = "not-allowed";

    public static readonly IReadOnlyList<string> Verbs = ["release", "reject", "link", "unlink"];

    public static async Task<VerbAnswer> DecideAsync(this IOrderDesk desk, string verb, Guid order, OrderVerb what, CancellationToken cancellation)
    {
        var actor = what.Actor ?? Actor.Unknown;
        var reason = what.Reason ?? "";
        return verb switch
        {
            "release" => await desk.ReleaseAsync(order, actor, reason, what.Force ?? false, cancellation).ConfigureAwait(false),
            "reject" => VerbAnswer.Of(await desk.RejectAsync(order, actor, reason, cancellation).ConfigureAwait(false)),
            "link" when what.Original is { } original => await desk.LinkAsync(order, original, actor, reason, cancellation).ConfigureAwait(false),
            "unlink" => VerbAnswer.Of(await desk.UnlinkAsync(order, actor, reason, cancellation).ConfigureAwait(false)),
            _ => throw new ArgumentException($"no such verb, or a link without the other order: {verb}", nameof(verb)),
        };
    }
}
