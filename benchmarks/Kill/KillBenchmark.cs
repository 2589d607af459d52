using System.Net.Sockets;
using System.Text.Json;
using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Load;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Sandbox;

namespace IntegrationHub.Benchmarks.Kill;

/// <summary>
/// <c>kill</c>: kill -9 at random moments under load. Every client repeats what it got no answer for, with the same Idempotency-Key.
/// Afterwards nothing that was answered may be missing, nothing may be there twice, and the chains must verify.
/// </summary>
internal sealed class KillBenchmark(string hub, Verdict verdict)
{
    private const int Connections = 8;

    private readonly Serials _serials = new(1);
    private readonly HashSet<long> _answered = [];
    private readonly Queue<long> _unanswered = [];

    public async Task RunAsync(int kills, int seed)
    {
        using var workspace = new Workspace();
        var chance = new Chance((ulong)seed);
        var orphans = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var server = await HubServer.UpAsync(hub, workspace["data"]);
            var lanes = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => LaneAsync(server.Port))).ToArray();
            if (!chance.In(1, 4))
            {
                // Mostly at work; now and then before the first answer.
                await UntilAnsweredAsync();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(chance.Between(0, 600)), TimeProvider.System);
            orphans += await server.KillAsync();
            await Task.WhenAll(lanes);
            if ((kill + 1) % 25 == 0)
            {
                verdict.Say($"  {kill + 1} kills, {Answered} orders answered");
            }
        }

        await FinishAsync(workspace["data"]);
        var numbers = await NumbersAsync(workspace["data"]);
        var lost = _answered.Count(serial => !numbers.ContainsKey(OrderRequest.NumberOf(serial)));
        var doubled = numbers.Count(pair => pair.Value > 1);
        var verified = await new HubCli(hub, workspace["data"]).RunAsync(["store", "verify"]);
        verdict.Say($"  {kills} kills, {_serials.Taken - 1} orders sent, {_answered.Count} answered, {numbers.Count} stored");
        verdict.Holds("orders were answered at all", _answered.Count > 0);
        verdict.Holds($"0 lost ({lost})", lost == 0);
        verdict.Holds($"0 doubled ({doubled})", doubled == 0);
        verdict.Holds($"0 orphaned child processes ({orphans})", orphans == 0);
        verdict.Holds("hub store verify holds", verified.ExitCode == 0);
    }

    private async Task UntilAnsweredAsync()
    {
        var before = Answered;
        for (var i = 0; i < 500 && Answered == before; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private int Answered
    {
        get
        {
            lock (_unanswered)
            {
                return _answered.Count;
            }
        }
    }

    private async Task LaneAsync(int port)
    {
        var request = new OrderRequest("/hub/api/v1/orders", withKey: true);
        try
        {
            using var connection = await HttpConnection.OpenAsync(port);
            while (true)
            {
                var serial = Take();
                var status = 0;
                try
                {
                    status = await connection.SendAsync(request.For(serial));
                }
                finally
                {
                    Settle(serial, status);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The server was killed; what was under way is repeated after the next start.
        }
    }

    private long Take()
    {
        lock (_unanswered)
        {
            return _unanswered.TryDequeue(out var serial) ? serial : _serials.Next()!.Value;
        }
    }

    private void Settle(long serial, int status)
    {
        lock (_unanswered)
        {
            if (status is >= 200 and < 300)
            {
                _answered.Add(serial);
            }
            else
            {
                _unanswered.Enqueue(serial);
            }
        }
    }

    /// <summary>Lets the hub finish what it was interrupted in, and repeats the last requests.</summary>
    private async Task FinishAsync(string data)
    {
        using var server = await HubServer.UpAsync(hub, data);
        var request = new OrderRequest("/hub/api/v1/orders?wait=30", withKey: true);
        using var connection = await HttpConnection.OpenAsync(server.Port);
        while (_unanswered.Count > 0)
        {
            var serial = Take();
            Settle(serial, await connection.SendAsync(request.For(serial)));
        }

        var cli = new HubCli(hub, data);
        for (var before = -1L; await cli.CountOrdersAsync() is var now && now != before; before = now)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        }

        await server.KillAsync();
    }

    /// <summary>How many live orders bear each number; those linked as duplicates do not count.</summary>
    private async Task<Dictionary<string, int>> NumbersAsync(string data)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        await new HubCli(hub, data).RunAsync(["orders", "list", "--json"], line =>
        {
            using var entry = JsonDocument.Parse(line);
            var root = entry.RootElement;
            var order = root.TryGetProperty("order", out var inner) ? inner : root;
            var number = order.GetProperty("orderNumber").GetString() ?? "";
            if (!root.TryGetProperty("outcome", out var outcome) || outcome.GetString() != "duplicate")
            {
                numbers[number] = numbers.GetValueOrDefault(number) + 1;
            }
        });
        return numbers;
    }
}
