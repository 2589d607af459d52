using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Load;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Intake;

/// <summary><c>intake</c>: orders per second over HTTP, durable before the answer, against <see cref="BareIntake"/>, in turns on the same cores.</summary>
internal sealed class IntakeBenchmark(string hub, string self, Verdict verdict)
{
    private const double MegaByte = 1 << 20;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    public async Task RunAsync(int rounds, TimeSpan time, int connections)
    {
        using var workspace = new Workspace();
        var database = workspace["bare.db"];
        using var ours = await HubServer.UpAsync(hub, workspace["data"]);
        using var theirs = await HubServer.StartAsync(self, port => ["bare-intake", database, $"{port}"], "/");
        var (oursSerials, theirsSerials) = (new Serials(1), new Serials(1));
        var oursLoad = new LoadRun("/hub/api/v1/orders", connections);
        var theirsLoad = new LoadRun("/orders", connections);
        verdict.Say($"intake over {connections} connections, {new OrderRequest("/", 1).Length} bytes a request, {time.TotalSeconds:0} s a turn; reference: Kestrel + SQLite FULL group commit of the same bytes");

        var (accepted, refused, bareAccepted) = (0L, 0L, 0L);
        var (oursRate, theirsRate, slow) = (new Samples(), new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            var turn = round < 0 ? s_warmUp : time;
            var (oursBefore, theirsBefore) = (ours.Processor, theirs.Processor);
            var bare = await theirsLoad.RunAsync(theirs.Port, () => theirsSerials.Next(), turn);
            var full = await oursLoad.RunAsync(ours.Port, () => oursSerials.Next(), turn);
            var oursEach = (ours.Processor - oursBefore).TotalMicroseconds / Math.Max(1, full.Accepted);
            var theirsEach = (theirs.Processor - theirsBefore).TotalMicroseconds / Math.Max(1, bare.Accepted);
            ours.Tree.Look();
            (accepted, refused, bareAccepted) = (accepted + full.Accepted, refused + full.Refused, bareAccepted + bare.Accepted);
            if (round >= 0)
            {
                oursRate.Add(full.PerSecond);
                theirsRate.Add(bare.PerSecond);
                slow.Add(full.Percentile(0.99));
                verdict.Say($"  round {round + 1}: hub {full.PerSecond:0}/s (p50 {full.Percentile(0.5):0.0} ms, p99 {full.Percentile(0.99):0.0} ms, {oursEach:0} µs of processor an order), reference {bare.PerSecond:0}/s ({theirsEach:0} µs)");
            }
        }

        var counted = await UntilAllAsync(new HubCli(hub, workspace["data"]), accepted);
        verdict.Say($"  hub        {oursRate.Text("0", "/s")}, p99 {slow.Median:0.0} ms, main {ours.Tree.MainPeak / MegaByte:0} MB, together {ours.Tree.TreePeak / MegaByte:0} MB");
        verdict.Say($"  reference  {theirsRate.Text("0", "/s")}");
        verdict.Holds($"no request refused ({refused})", refused == 0);
        verdict.Holds($"every order answered with 2xx is there: {accepted} answered, {counted} found", counted == accepted);
        verdict.Holds($"the reference kept its own: {bareAccepted}", BareIntake.Count(database) == bareAccepted);
        verdict.AtLeast("orders per second, hub : reference", oursRate.Median / theirsRate.Median, 0.5, " x");
    }

    /// <summary>202 promises that an order is safe, not that it is finished; gives the pumps a minute.</summary>
    private static async Task<long> UntilAllAsync(HubCli cli, long expected)
    {
        var count = 0L;
        for (var i = 0; i < 60 && (count = await cli.CountOrdersAsync()) < expected; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        return count;
    }
}
