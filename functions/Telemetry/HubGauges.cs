using System.Diagnostics.Metrics;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Functions.Cli;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>
/// What can be asked of a running hub at any time: messages on the bus, and which build it is. Whoever reads the gauge starts the next count; on a bus
/// outside that takes calls, so that there the value is the one of the reading before.
/// </summary>
internal sealed class HubGauges : IDisposable
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(10);
    private readonly Meter _meter = new(HubTracing.Name, HubTracing.Source.Version);
    private readonly IBus _bus;
    private readonly IReadOnlyList<string> _entities;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private IReadOnlyList<Measurement<long>> _last = [];
    private Task _counting = Task.CompletedTask;
    private long? _counted;

    public HubGauges(IBus bus, BusTopology topology, TimeProvider clock)
    {
        (_bus, _entities, _clock) = (bus, topology.ReceivedFrom, clock);
        _meter.CreateObservableGauge("hub.bus.messages", Messages, "{message}", "messages on the bus, by queue or subscription and state");
        _meter.CreateObservableGauge(
            "hub.build.info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", ProductVersion.Text)), description: "1, labelled with the build");
    }

    public void Dispose() => _meter.Dispose();

    private IReadOnlyList<Measurement<long>> Messages()
    {
        lock (_lock)
        {
            if (_counting.IsCompleted && (_counted is not { } at || _clock.GetElapsedTime(at) >= Soonest || _bus.SystemName == BusTracing.Embedded))
            {
                _counted = _clock.GetTimestamp();
                _counting = CountAsync();
            }

            return _last;
        }
    }

    private async Task CountAsync()
    {
        try
        {
            var counted = new List<Measurement<long>>();
            foreach (var entity in _entities)
            {
                var counts = await _bus.CountsAsync(entity).ConfigureAwait(false);
                counted.Add(Of(entity, "active", counts.Active));
                counted.Add(Of(entity, "scheduled", counts.Scheduled));
                counted.Add(Of(entity, "dead-lettered", counts.DeadLettered));
            }

            _last = counted;
        }
        catch (Exception outage) when (outage is BusUnavailableException or StoreUnavailableException or ObjectDisposedException)
        {
            // A number that is not known is not told; the pumps say why.
            _last = [];
        }
    }

    private static Measurement<long> Of(string entity, string state, long count) => new(
        count, new KeyValuePair<string, object?>("messaging.destination.name", entity), new KeyValuePair<string, object?>("state", state));
}
