using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>One run of an account, as the run history shows it.</summary>
public sealed record SyncRun
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Why it ran.</summary>
    public required SyncKind Kind { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it stands.</summary>
    public SyncRunState State { get; init; }

    /// <summary>What became of the records.</summary>
    public SyncCounts Counts { get; init; } = new();

    /// <summary>Calls made to the other side.</summary>
    public long Calls { get; init; }

    /// <summary>Windows finished.</summary>
    public long Windows { get; init; }

    /// <summary>What ended it early; null where nothing did.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>What the other side could not give although the run came to its end; null where it gave everything.</summary>
    public RunFault? Shortfall { get; init; }
}

/// <summary>How a run stands.</summary>
public enum SyncRunState
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Everything was fetched.</summary>
    Done,

    /// <summary>A fault ended it; the next run goes on where it stopped.</summary>
    Failed,

    /// <summary>It was told to stop; the next run goes on.</summary>
    Cancelled,

    /// <summary>Its process was killed; the next run goes on.</summary>
    Interrupted,
}

/// <summary>The fault of a run.</summary>
/// <param name="Class">What happens next.</param>
/// <param name="Code">Bounded code.</param>
/// <param name="Message">Sentence, English.</param>
/// <param name="MessageZh">Sentence, Chinese.</param>
/// <param name="Detail">For an engineer, without secrets.</param>
public sealed record RunFault(FaultClass Class, string Code, string Message, string MessageZh, string? Detail)
{
    /// <summary>The fault as the history keeps it.</summary>
    public static RunFault Of(Fault fault) => new(fault.Class, fault.Code, fault.Message, fault.MessageZh, fault.Detail);
}
