using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationHub.Core.Telemetry;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

/// <summary>Whoever listens to the hub's source is heard in the whole process: these tests run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TracingAlone
{
    public const string Name = "tracing";
}

/// <summary>Listens to the hub's spans in this process.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Recorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HubTracing.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public void Dispose() => _listener.Dispose();
}
