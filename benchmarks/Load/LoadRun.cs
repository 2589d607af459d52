using System.Diagnostics;
using System.Net.Sockets;

namespace IntegrationHub.Benchmarks.Load;

/// <summary>What a run of load came to.</summary>
/// <param name="Accepted">Requests answered with 2xx.</param>
/// <param name="Refused">Requests answered with anything else.</param>
/// <param name="Wall">From the first to the last.</param>
/// <param name="Latencies">Of accepted requests, milliseconds, sorted.</param>
internal sealed record LoadFigures(long Accepted, long Refused, TimeSpan Wall, IReadOnlyList<double> Latencies)
{
    public double PerSecond => Accepted / Wall.TotalSeconds;

    public double Percentile(double share) => Latencies.Count == 0 ? 0 : Latencies[(int)((Latencies.Count - 1) * share)];
}

/// <summary>Posts orders over several connections at once, each waiting for its answer before the next.</summary>
internal sealed class LoadRun(string path, int connections, int ordersPerRequest = 1, string? bearer = null)
{
    /// <summary>Takes serial numbers until the time is up or the source ends.</summary>
    public async Task<LoadFigures> RunAsync(int port, Func<long?> nextSerial, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => LaneAsync(port, nextSerial, clock, time))));
        var latencies = lanes.SelectMany(lane => lane.Latencies).ToList();
        latencies.Sort();
        return new LoadFigures(lanes.Sum(lane => lane.Accepted), lanes.Sum(lane => lane.Refused), clock.Elapsed, latencies);
    }

    private async Task<(long Accepted, long Refused, List<double> Latencies)> LaneAsync(int port, Func<long?> nextSerial, Stopwatch clock, TimeSpan time)
    {
        var request = new OrderRequest(path, ordersPerRequest, bearer: bearer);
        var latencies = new List<double>();
        var (accepted, refused) = (0L, 0L);
        using var connection = await HttpConnection.OpenAsync(port);
        while (clock.Elapsed < time && nextSerial() is { } serial)
        {
            var begun = Stopwatch.GetTimestamp();
            var status = await SendAsync(connection, request.For(serial));
            if (status is >= 200 and < 300)
            {
                accepted++;
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            else
            {
                refused++;
            }
        }

        return (accepted, refused, latencies);
    }

    private static async Task<int> SendAsync(HttpConnection connection, ReadOnlyMemory<byte> request)
    {
        try
        {
            return await connection.SendAsync(request);
        }
        catch (SocketException lost)
        {
            throw new IOException("the server went away under load", lost);
        }
    }
}

/// <summary>Serial numbers shared by all connections.</summary>
internal sealed class Serials(long first = 0)
{
    private long _next = first;

    public long Taken => Interlocked.Read(ref _next);

    public long? Next(int step = 1) => Interlocked.Add(ref _next, step) - step;
}
