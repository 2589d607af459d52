using System.Diagnostics;
using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Load;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Growth;

/// <summary>
/// <c>growth</c>: two stores, a small and a large one, both filled through the product's own API. In turns, each takes the same number of
/// new orders (the whole intake) and of orders it already knows (what finding a duplicate costs). The ratio large : small says how the
/// cost grows with the history.
/// </summary>
internal sealed class GrowthBenchmark(string hub, Verdict verdict)
{
    private const int Batch = 100;
    private const int Connections = 4;
    private static readonly TimeSpan s_noLimit = TimeSpan.FromDays(1);

    public async Task RunAsync(int small, int large, int rounds, int perRound)
    {
        using var workspace = new Workspace();
        using var few = await HubServer.UpAsync(hub, workspace["few"]);
        using var many = await HubServer.UpAsync(hub, workspace["many"]);
        var (fewSerials, manySerials) = (new Serials(1), new Serials(1));
        await SeedAsync(few, fewSerials, small);
        await SeedAsync(many, manySerials, large);

        var (fewNew, manyNew, fewKnown, manyKnown) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            var figures = new[]
            {
                await TurnAsync(few, fewSerials, perRound), await TurnAsync(many, manySerials, perRound),
                await TurnAsync(few, Known(round, small, perRound), perRound), await TurnAsync(many, Known(round, large, perRound), perRound),
            };
            if (round >= 0)
            {
                fewNew.Add(figures[0]);
                manyNew.Add(figures[1]);
                fewKnown.Add(figures[2]);
                manyKnown.Add(figures[3]);
                verdict.Say($"  round {round + 1}: new {figures[0]:0} / {figures[1]:0} us, known {figures[2]:0} / {figures[3]:0} us");
            }
        }

        verdict.Say($"  new order    {fewNew.Text("0", " us")} at {small}, {manyNew.Text("0", " us")} at {large}");
        verdict.Say($"  known order  {fewKnown.Text("0", " us")} at {small}, {manyKnown.Text("0", " us")} at {large}");
        verdict.AtMost("whole intake of a new order, large : small", manyNew.Median / fewNew.Median, 1.3, " x");
        verdict.AtMost("an order already known, large : small", manyKnown.Median / fewKnown.Median, 2.0, " x");
    }

    private async Task SeedAsync(HubServer server, Serials serials, int orders)
    {
        var clock = Stopwatch.StartNew();
        var load = new LoadRun("/hub/api/v1/orders?wait=120", Connections, Batch);
        var left = orders / Batch;
        var figures = await load.RunAsync(server.Port, () => Interlocked.Decrement(ref left) >= 0 ? serials.Next(Batch) : null, s_noLimit);
        if (figures.Refused > 0)
        {
            throw new InvalidOperationException($"{figures.Refused} batches were refused while the store was filled");
        }

        verdict.Say($"  filled with {figures.Accepted * Batch} orders in {clock.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Microseconds per order.</summary>
    private static async Task<double> TurnAsync(HubServer server, Serials serials, int orders)
    {
        var load = new LoadRun("/hub/api/v1/orders?wait=120", Connections, Batch);
        var left = orders / Batch;
        var figures = await load.RunAsync(server.Port, () => Interlocked.Decrement(ref left) >= 0 ? serials.Next(Batch) : null, s_noLimit);
        return figures.Refused > 0
            ? throw new InvalidOperationException($"{figures.Refused} batches were refused")
            : figures.Wall.TotalMicroseconds / (figures.Accepted * Batch);
    }

    /// <summary>Orders from the middle of what the store has, others in each round, and never a batch as it came, so that only the orders are known.</summary>
    private static Serials Known(int round, int size, int perRound) => new(1 + (Batch / 2) + ((round + 2L) * 7919 * Batch % Math.Max(1, size - perRound - Batch)));
}
