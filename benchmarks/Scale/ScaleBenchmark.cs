using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Load;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Tests.Storage.Postgres;
using Npgsql;

namespace IntegrationHub.Benchmarks.Scale;

/// <summary>
/// <c>scale</c>: the same load on 1, 2 and 4 instances under the doubles of the Functions host and of Service Bus, on one PostgreSQL server with synced
/// commits: orders posted as JSON, and order sheets that travel over the bus. Throughput is told as a ratio to one instance, and what stands in the
/// way of more is named from what was measured.
/// </summary>
internal sealed class ScaleBenchmark(string hub, Verdict verdict)
{
    private const int Uploads = 8;
    private static readonly int[] s_instances = [1, 2, 4];
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public async Task RunAsync(int rounds, TimeSpan time, int documents, int connections)
    {
        using var workspace = new Workspace();
        var app = workspace["app"];
        var written = await MeasuredProcess.RunAsync(hub, ["functions", "write", app]);
        if (written.ExitCode != 0)
        {
            throw new InvalidOperationException(written.Errors);
        }

        File.CreateSymbolicLink(Path.Combine(app, "hub"), hub);
        using var server = LocalServer.StartDurable();
        verdict.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"scale: {time.TotalSeconds:0} s of JSON orders over {connections} connections, then {documents} sheets through the bus; reference: one instance in the same round"));
        var json = s_instances.ToDictionary(count => count, _ => new List<PhaseFigures>());
        var sheets = s_instances.ToDictionary(count => count, _ => new List<PhaseFigures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var count in s_instances)
            {
                await using var scaled = await ScaledApp.StartAsync(server, app, workspace[string.Create(CultureInfo.InvariantCulture, $"work-{round}-{count}")], count);
                var (orders, files) = await MeasureAsync(scaled, server.ProcessId, time, documents, connections);
                json[count].Add(orders);
                sheets[count].Add(files);
                Say(round, count, "JSON  ", orders);
                Say(round, count, "sheets", files);
            }
        }

        Report("JSON orders", json);
        Report("sheets through the bus", sheets);
    }

    private async Task<(PhaseFigures Json, PhaseFigures Sheets)> MeasureAsync(ScaledApp app, int server, TimeSpan time, int documents, int connections)
    {
        // Until code is compiled and caches are warm.
        var serials = new Serials(1);
        await PostAsync(app, serials, TimeSpan.FromSeconds(2), connections);
        await SheetsAsync(app, "W", 2 * app.Ports.Count * Environment.ProcessorCount);

        var before = await CountAsync(app);
        var meter = await PhaseMeter.StartAsync(app, server);
        var accepted = await PostAsync(app, serials, time, connections);
        var json = await meter.EndAsync(accepted);
        var found = await CountAsync(app) - before;
        verdict.Holds(string.Create(CultureInfo.InvariantCulture, $"every order answered with 2xx is there: {accepted} answered, {found} found"), accepted == found);

        meter = await PhaseMeter.StartAsync(app, server);
        await SheetsAsync(app, "S", documents);
        var sheets = await meter.EndAsync(documents);
        found = await CountAsync(app) - before - accepted;
        verdict.Holds(string.Create(CultureInfo.InvariantCulture, $"every sheet became its order: {documents} sent, {found} found"), documents == found);
        return (json, sheets);
    }

    private static async Task<long> PostAsync(ScaledApp app, Serials serials, TimeSpan time, int connections)
    {
        var figures = await Task.WhenAll(app.Ports.Select(port => new LoadRun("/hub/api/v1/orders", Math.Max(1, connections / app.Ports.Count), bearer: ScaledApp.ApiKey)
            .RunAsync(port, () => serials.Next(), time)));
        return figures.Sum(figure => figure.Refused) == 0
            ? figures.Sum(figure => figure.Accepted)
            : throw new InvalidOperationException($"{figures.Sum(figure => figure.Refused)} orders were refused");
    }

    // Sent to all instances in turn; done when the last one is finished.
    private static async Task SheetsAsync(ScaledApp app, string prefix, int documents)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => Task.Run(async () =>
        {
            int at;
            while ((at = Interlocked.Increment(ref next)) < documents)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{at:000000}");
                var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Sheet(number)));
                file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{app.Ports[at % app.Ports.Count]}/hub/api/v1/files")))
                {
                    Content = new MultipartFormDataContent { { file, "file", number + ".csv" }, { new StringContent("load@example.test"), "sender" } },
                };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ScaledApp.ApiKey);
                using var answer = await http.SendAsync(request, CancellationToken.None);
                answer.EnsureSuccessStatusCode();
            }
        })));
        using var limit = new CancellationTokenSource(s_patience);
        while (await AskAsync(app, "select count(*) from documents where state < 2") > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private static Task<long> CountAsync(ScaledApp app) => AskAsync(app, "select count(*) from orders");

    private static async Task<long> AskAsync(ScaledApp app, string sql)
    {
        await using var connection = new NpgsqlConnection(app.Database);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand(sql, connection);
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    private static string Sheet(string number) =>
        $"""
        采购订单
        订单号,{number}
        客户名称,范例电子有限公司 {number}
        订单日期,2026-03-05
        币种,CNY

        序号,物料编码,品名,规格,数量,单位,单价,金额,交货日期
        1,M-{number}-1,轴承座,P205,20,件,35.50,710.00,2026-04-20
        2,M-{number}-2,密封圈,25x40,200,件,0.80,160.00,2026-04-20
        合计,,,,,,,870.00,

        """;

    private void Say(int round, int instances, string what, PhaseFigures figures) => verdict.Say(string.Create(
        CultureInfo.InvariantCulture,
        $"  round {round + 1}, {instances} instance{(instances == 1 ? " " : "s")}, {what}: {figures.PerSecond:0}/s; an order costs hub {figures.HubCost:0.00} ms, database {figures.DatabaseCost:0.00} ms, write lock {figures.LockCost:0.00} ms, log {figures.Log / 1024.0 / figures.Orders:0.0} KB, growth {figures.Growth / 1024.0 / figures.Orders:0.0} KB, bus {(double)figures.BusRequests / figures.Orders:0.00} requests"));

    private void Report(string what, Dictionary<int, List<PhaseFigures>> figures)
    {
        var one = Median(figures[1]);
        foreach (var (count, all) in figures)
        {
            verdict.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}, {count} instance{(count == 1 ? "" : "s")}: {Median(all):0}/s = {Median(all) / one:0.00} x; bottleneck: {all[all.Count / 2].Bottleneck()}"));
        }
    }

    private static double Median(List<PhaseFigures> all)
    {
        var samples = new Samples();
        all.ForEach(figures => samples.Add(figures.PerSecond));
        return samples.Median;
    }
}
