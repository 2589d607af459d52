using System.Diagnostics;
using System.Globalization;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Scale;

/// <summary>Measures what a phase costs everybody who takes part in it.</summary>
internal sealed class PhaseMeter
{
    private readonly ScaledApp _app;
    private readonly int _server;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _hub, _database, _doubles;
    private readonly (long Busy, long All) _machine;
    private readonly int _requests;
    private DatabaseWatch _watch = null!;
    private (long Log, long Size) _bytes;

    private PhaseMeter(ScaledApp app, int server)
    {
        (_app, _server) = (app, server);
        (_hub, _database, _doubles) = (Hub(), Trees([server]), Self());
        _machine = Machine();
        _requests = app.Bus.Requests.Count;
    }

    public static async Task<PhaseMeter> StartAsync(ScaledApp app, int server)
    {
        var bytes = await DatabaseWatch.BytesAsync(app.Database);
        var watch = await DatabaseWatch.StartAsync(app.Database);
        return new PhaseMeter(app, server) { _watch = watch, _bytes = bytes };
    }

    public async Task<PhaseFigures> EndAsync(long orders)
    {
        var wall = Stopwatch.GetElapsedTime(_began);
        var (hub, database, doubles) = (Hub() - _hub, Trees([_server]) - _database, Self() - _doubles);
        var (busy, all) = Machine();
        await _watch.DisposeAsync();
        var (log, size) = await DatabaseWatch.BytesAsync(_app.Database);
        return new PhaseFigures
        {
            Orders = orders,
            Wall = wall,
            Hub = hub,
            Database = database,
            Doubles = doubles,
            Busy = all == _machine.All ? 0 : (double)(busy - _machine.Busy) / (all - _machine.All),
            Held = _watch.Held,
            Holder = _watch.Holder,
            Log = log - _bytes.Log,
            Growth = size - _bytes.Size,
            BusRequests = _app.Bus.Requests.Count - _requests,
        };
    }

    private TimeSpan Hub() => Trees(_app.Processes);

    private static TimeSpan Trees(IEnumerable<int> roots) =>
        roots.SelectMany(root => new ProcessTree(root).Members()).Distinct().Aggregate(TimeSpan.Zero, (sum, pid) => sum + ProcessTree.Processor(pid));

    private static TimeSpan Self() => ProcessTree.Processor(Environment.ProcessId);

    // First line of /proc/stat: user nice system idle iowait irq softirq steal, in ticks of all processors together.
    private static (long Busy, long All) Machine()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }
}
