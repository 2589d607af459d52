using System.Diagnostics;

namespace IntegrationHub.Core.Telemetry;

/// <summary>
/// The span of one commit with the checks as its child. The checks run on the writer's thread, which serves others too: their times are taken there
/// and the child is made here.
/// </summary>
internal sealed class CommitSpan : IDisposable
{
    private readonly Activity _commit;
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _first;
    private long _last;

    private CommitSpan(Activity commit) => _commit = commit;

    /// <summary>Null where nobody listens.</summary>
    /// <param name="document">The document; null where it has no id yet.</param>
    /// <param name="orders">Orders in the commit.</param>
    public static CommitSpan? Begin(string? document, int orders)
    {
        var commit = HubTracing.Step("commit");
        commit?.SetTag("hub.document.id", document).SetTag("hub.orders", orders);
        return commit is null ? null : new CommitSpan(commit);
    }

    /// <summary>The first order is about to be checked; again where the work is run again.</summary>
    public void Checking() => _first = Stopwatch.GetTimestamp();

    /// <summary>The last order is checked and filed.</summary>
    public void Checked() => _last = Stopwatch.GetTimestamp();

    /// <summary>The commit did not come about.</summary>
    public void Fail(Exception fault) => _commit.Fail(fault.GetType().Name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_last >= _first && _first > 0)
        {
            using var check = HubTracing.Source.StartActivity("check", ActivityKind.Internal, _commit.Context, startTime: At(_first));
            check?.SetEndTime(At(_last).UtcDateTime);
        }

        _commit.Dispose();
    }

    private DateTimeOffset At(long timestamp) => new(_commit.StartTimeUtc + Stopwatch.GetElapsedTime(_began, timestamp), TimeSpan.Zero);
}
