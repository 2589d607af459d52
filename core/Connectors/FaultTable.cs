using System.Net;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>
/// What the errors of a system mean: the first rule that fits decides, then the rules of HTTP that all share, and what none of them knows
/// is a <see cref="FaultClass.Bug"/> (<c>unlisted-error</c>).
/// </summary>
/// <param name="ReadError">
/// Finds the error in an answer, whatever its HTTP status; null where the answer is a good one. An answer that cannot be parsed at all is
/// <see cref="VendorError.Unreadable"/>. Statuses of 400 and above for which this returns null are still errors.
/// </param>
/// <param name="Rules">In order of precedence.</param>
public sealed record FaultTable(Func<HttpReply, VendorError?> ReadError, IReadOnlyList<FaultRule> Rules)
{
    /// <summary>The error in an answer with what it means; null where the answer is a good one.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="now">For <c>Retry-After</c> as a date.</param>
    /// <param name="stage">Goes into the fault.</param>
    public (Fault Fault, FaultRemedy Remedy)? Read(HttpReply reply, DateTimeOffset now, string stage = "fetch")
    {
        var error = ReadError(reply);
        if (error is null && (int)reply.Status < 400)
        {
            return null;
        }

        error = (error ?? new VendorError("")) with { Status = reply.Status, RetryAfter = error?.RetryAfter ?? reply.RetryAfter(now) };
        return Classify(error, stage);
    }

    /// <summary>What an error means.</summary>
    public (Fault Fault, FaultRemedy Remedy) Classify(VendorError error, string stage = "fetch")
    {
        var rule = Rules.FirstOrDefault(rule => rule.Fits(error)) ?? HttpFaults.For(error);
        return (rule.Fault(error, stage), rule.Remedy);
    }
}

/// <summary>An error as the other side said it.</summary>
/// <param name="Code">Its code; empty where it has none.</param>
/// <param name="SubCode">Its second code; null where it has none.</param>
/// <param name="Text">Its sentence. Goes into the fault's detail only, with secrets taken out.</param>
public sealed record VendorError(string Code, string? SubCode = null, string? Text = null)
{
    /// <summary>The answer is cut off, empty or of another kind than agreed.</summary>
    public static VendorError Unreadable(string text) => new(UnreadableCode, null, text);

    /// <summary>Code of <see cref="Unreadable"/>.</summary>
    public const string UnreadableCode = "unreadable";

    /// <summary>HTTP status; filled in by the table.</summary>
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>The wait it asks for; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>What helps against an error besides waiting.</summary>
public enum FaultRemedy
{
    /// <summary>Nothing but what the class says.</summary>
    None,

    /// <summary>The token is no longer good: renew it once and send again.</summary>
    RefreshToken,

    /// <summary>The time in the call is not the other side's: send it once more with the time that the other side's answers tell.</summary>
    FollowClock,

    /// <summary>The window may be too wide: where repeating it twice does not help, go on with half of it.</summary>
    NarrowWindow,
}
