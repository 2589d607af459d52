using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using Polly;
using Polly.Retry;

namespace IntegrationHub.Core.Sync.Calls;

/// <summary>What came of one try.</summary>
/// <param name="Reply">The good answer; null where there is none.</param>
/// <param name="Fault">What was wrong; null where nothing was.</param>
/// <param name="Remedy">What else helps.</param>
internal sealed record CallOutcome(HttpReply? Reply, Fault? Fault, FaultRemedy Remedy);

/// <summary>How often a call is tried, by the class of its fault. Everything that is not listed here is tried once.</summary>
public sealed record CallPolicy
{
    /// <summary>Repeats after a fault that may pass.</summary>
    public int TransientRetries { get; init; } = 5;

    /// <summary>First delay; doubles each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest delay.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Repeats after a rate limit.</summary>
    public int RateLimitRetries { get; init; } = 20;

    /// <summary>Longest wait that a rate limit may ask for within a run; a longer one ends the run, and a later one goes on.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time for one answer.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Bytes of an answer.</summary>
    public int MaxAnswerBytes { get; init; } = 64 << 20;

    /// <summary>Reads: what may pass is repeated, what is limited is waited for.</summary>
    internal ResiliencePipeline<CallOutcome> Reads(TimeProvider clock, Random random) =>
        RateLimits(new ResiliencePipelineBuilder<CallOutcome> { TimeProvider = clock }, random).AddRetry(new RetryStrategyOptions<CallOutcome>
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { Fault.Class: FaultClass.Transient, Remedy: not FaultRemedy.NarrowWindow }),
            MaxRetryAttempts = TransientRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            Randomizer = random.NextDouble,
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Fault?.RetryAfter),
        }).Build();

    /// <summary>Writes: only what provably did not take effect is sent again.</summary>
    internal ResiliencePipeline<CallOutcome> Writes(TimeProvider clock, Random random) =>
        RateLimits(new ResiliencePipelineBuilder<CallOutcome> { TimeProvider = clock }, random).Build();

    private ResiliencePipelineBuilder<CallOutcome> RateLimits(ResiliencePipelineBuilder<CallOutcome> builder, Random random) =>
        builder.AddRetry(new RetryStrategyOptions<CallOutcome>
        {
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Result is { Fault: { Class: FaultClass.RateLimited } fault, Remedy: not FaultRemedy.NarrowWindow } && (fault.RetryAfter ?? TimeSpan.Zero) <= LongestWait),
            MaxRetryAttempts = RateLimitRetries,
            Delay = FirstDelay,
            Randomizer = random.NextDouble,

            // The wait itself is the pacer's, which holds back everyone who shares the budget.
            DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(TimeSpan.Zero),
        });
}
