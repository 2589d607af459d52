using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;

namespace IntegrationHub.Benchmarks.ColdStart;

/// <summary>
/// From the start of the process to the answer to its first message, under the Functions host's protocol: asked for <c>/</c> every 25 ms, then called
/// with a document that waits in the store. The reference answers the same calls and does nothing.
/// </summary>
internal sealed class ColdStartBenchmark(string hub, string self, Verdict verdict)
{
    private const double Target = 2;
    private const string Key = "bm90IGEgc2VjcmV0LCBvbmx5IGZvciBhIGJlbmNobWFyayE=";
    private const string ApiKey = "a-key-of-the-benchmark";
    private static readonly TimeSpan s_ping = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly MessageFunction s_function = new("documents", "message", BusTopology.Documents, "ServiceBus", IsBinary: true);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    public async Task RunAsync(int rounds)
    {
        using var workspace = new Workspace();
        await using var bus = await ServiceBusDouble.StartAsync(new ServiceBusDoubleOptions
        {
            Entities = BusTopology.Default.Entities, Keys = new Dictionary<string, SharedKey> { ["hub"] = new(Key, BusRights.Manage) },
        });
        var environment = Environment(bus, workspace["data"]);
        await FillAsync(environment, bus, rounds + 1);
        var (ours, listening, bare) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round <= rounds; round++)
        {
            var message = bus.Receiver(BusTopology.Documents).Receive(take: false) ?? throw new InvalidOperationException("no document waits");
            var envelope = EnvelopeWriter.Message(s_function, message, TimeProvider.System.GetUtcNow());
            var reference = await StartAsync(self, port => ["bare-handler", $"{port}"], environment, envelope);
            var handled = await StartAsync(hub, _ => ["functions"], environment, envelope);
            if (round == 0)
            {
                // The first of each brings its files into memory.
                continue;
            }

            bare.Add(reference.Answered.TotalMilliseconds);
            ours.Add(handled.Answered.TotalMilliseconds);
            listening.Add(handled.Listening.TotalMilliseconds);
            verdict.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: bare {reference.Answered.TotalMilliseconds:0} ms, hub listens after {handled.Listening.TotalMilliseconds:0} ms, first message handled after {handled.Answered.TotalMilliseconds:0} ms"));
        }

        verdict.Say($"bare {bare.Text("0", " ms")}; hub listens {listening.Text("0", " ms")}; hub handled {ours.Text("0", " ms")}");
        verdict.AtMost("cold start to the first handled message, hub / bare ASP.NET Core", ours.Median / bare.Median, Target, " x");
    }

    private static Dictionary<string, string> Environment(ServiceBusDouble bus, string data) => new()
    {
        ["HUB_DATA"] = data,
        ["HUB_BUS_ENDPOINT"] = bus.Address.ToString(),
        ["HUB_BUS_KEY_NAME"] = "hub",
        ["HUB_BUS_KEY"] = "env:BENCHMARK_BUS_KEY",
        ["BENCHMARK_BUS_KEY"] = Key,
        ["HUB_API_KEY"] = ApiKey,
    };

    // Documents that wait: received by the API, on the bus, and not yet handled.
    private async Task FillAsync(Dictionary<string, string> environment, ServiceBusDouble bus, int documents)
    {
        var port = FreePort();
        using var process = Launch(hub, ["functions"], environment, port);
        try
        {
            await PingAsync(port, process);
            for (var i = 0; i < documents; i++)
            {
                using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Sheet(i))), "file", $"{i}.csv" } };
                using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/hub/api/v1/files") { Content = form };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
                using var answer = await _http.SendAsync(request, default);
                answer.EnsureSuccessStatusCode();
            }

            var clock = Stopwatch.StartNew();
            while (bus.Counts(BusTopology.Documents).Active < documents)
            {
                if (clock.Elapsed > s_patience)
                {
                    throw new TimeoutException("the documents do not reach the bus");
                }

                await Task.Delay(s_ping, TimeProvider.System);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private async Task<(TimeSpan Listening, TimeSpan Answered)> StartAsync(
        string program, Func<int, IReadOnlyList<string>> arguments, Dictionary<string, string> environment, string envelope)
    {
        var port = FreePort();
        var clock = Stopwatch.StartNew();
        using var process = Launch(program, arguments(port), environment, port);
        try
        {
            await PingAsync(port, process);
            var listening = clock.Elapsed;
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/documents") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("X-Azure-Functions-InvocationId", Guid.CreateVersion7().ToString());
            using var answer = await _http.SendAsync(request, default);
            var body = await answer.Content.ReadAsStringAsync();
            var answered = clock.Elapsed;
            return answer.IsSuccessStatusCode && body == "{}"
                ? (listening, answered)
                : throw new InvalidOperationException($"{program} answers {(int)answer.StatusCode} {body}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static Process Launch(string program, IReadOnlyList<string> arguments, Dictionary<string, string> environment, int port)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.BeginErrorReadLine();
        return process;
    }

    private async Task PingAsync(int port, Process process)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_patience && !process.HasExited)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/");
                using var answer = await _http.SendAsync(request, default);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_ping, TimeProvider.System);
            }
        }

        throw new InvalidOperationException("the handler does not listen");
    }

    private static string Sheet(int number) =>
        $"采购订单\n订单号,CS-{number}\n客户名称,苏州样例电子有限公司 {number}\n订单日期,2026-11-02\n币种,CNY\n\n序号,物料编码,品名,规格,数量,单位,单价,金额,交货日期\n"
        + $"1,M-{number}-1,轴承座,P205,20,件,35.50,710.00,2026-12-20\n2,M-{number}-2,密封圈,25x40,200,件,0.80,160.00,2026-12-20\n合计,,,,,,,870.00,\n";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
