using System.Diagnostics;
using System.Security.Cryptography;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Http;
using IntegrationHub.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Everything in one process: API, pumps and drop folder, until told to stop; then what is at hand is finished.</summary>
internal sealed class UpHost(HubOptions options, Terminal terminal, bool demo)
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
    private bool _ready;

    public async Task RunAsync(CancellationToken stopping)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        using var logs = LoggerFactory.Create(builder => builder
            .AddProvider(new LineLog(terminal.Error, terminal.Error, clock, LogLevel.Information))
            .AddFilter("Microsoft", LogLevel.Warning)
            // What keeps the server from starting is said once, by this host, and without its stack.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None));
        await using (var running = await HubConnection.RunningAsync(options, stopping).ConfigureAwait(false))
        {
            if (running is not null)
            {
                throw new StoreUnavailableException(StoreFault.Locked, HostFindings.AlreadyRunning.At(null, null, options.Data));
            }
        }

        TemporaryFiles.Demand();
        if (demo)
        {
            _ = Demo.Sandbox();
        }

        terminal.Error.WriteLine(terminal.Say($"数据文件夹 {options.Data}", $"data folder {options.Data}"));
        using var export = TelemetryExport.Start(Environment.GetEnvironmentVariable, logs.CreateLogger("telemetry"));
        await using var services = HubComposition.Open(options, HubAccess.Write);
        Upload.Sweep(options.Data);
        DemoShops.Forget(options);
        using var metrics = new PrometheusMetrics();
        using var gauges = services.Gauges();
        var key = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var gate = new Gate(options.ApiKey, key, clock);
        await using var server = new HubServer(options, gate, ApiEndpoints.All(services, options, gate, metrics, () => _ready ? null : Problem.NotReady, stopping), logs);
        await StartAsync(server, stopping).ConfigureAwait(false);
        EndpointFile.Write(options.EndpointFile, new HubEndpoint(server.Address, key, Environment.ProcessId));
        try
        {
            // Whatever happens to one part, all of them end together.
            using var parts = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var work = services.Workers(logs).Select(worker => worker(parts.Token)).ToList();
            work.Add(Drop(services, logs, clock).RunAsync(parts.Token));
            if (demo)
            {
                work.Add(new Demo(options, services.Importer, terminal, clock).RunAsync(parts.Token));
                work.Add(new DemoShops(options, terminal).RunAsync(parts.Token));
            }

            _ready = true;
            terminal.Out.WriteLine(terminal.Say(
                $"集成枢纽已启动({clock.GetElapsedTime(begun).TotalSeconds:0.0} 秒):{server.Address}  Ctrl+C 停止",
                $"the hub is up ({clock.GetElapsedTime(begun).TotalSeconds:0.0} s): {server.Address}  Ctrl+C stops it"));
            await terminal.Out.FlushAsync(stopping).ConfigureAwait(false);
            await UntilStoppedAsync(work, stopping).ConfigureAwait(false);
            await StopAsync(server, work, parts, clock).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(options.EndpointFile);
        }

        terminal.Error.WriteLine(terminal.Say("已停止", "stopped"));
    }

    private DropFolder Drop(HubServices services, ILoggerFactory logs, TimeProvider clock) => new(
        options.Inbox,
        async (file, cancellation) =>
        {
            using var span = HubTracing.Begin("drop folder");
            await using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var receipt = await services.Importer.ReceiveAsync(
                new RawDocument { Name = file.Name, Content = content, Sender = file.Sender, Account = "inbox", NaturalKey = file.Key, Version = "1" },
                cancellation).ConfigureAwait(false);
            var answer = receipt.Answer;
            while (answer is null)
            {
                answer = await services.Importer.WaitAsync(receipt.DocumentId, TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false);
                if (services.Queries.FindDocument(receipt.DocumentId) is { State: DocumentState.Parked })
                {
                    throw new InvalidOperationException($"document {receipt.DocumentId} is parked, see hub deadletters list");
                }
            }

            return answer;
        },
        clock,
        logs.CreateLogger<DropFolder>());

    private async Task StartAsync(HubServer server, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            throw new RefusedException(
                "port-taken", $"cannot listen on {options.Bind}:{options.Port}: {taken.Message}. Choose another with --port",
                $"无法监听 {options.Bind}:{options.Port},端口可能已被占用;请用 --port 另选", ExitCode.Configuration);
        }
    }

    private async Task UntilStoppedAsync(List<Task> work, CancellationToken stopping)
    {
        var stop = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        var watched = new List<Task>(work);
        while (watched.Count > 0)
        {
            var ended = await Task.WhenAny([stop, .. watched]).ConfigureAwait(false);
            if (ended == stop)
            {
                return;
            }

            if (ended.IsFaulted)
            {
                terminal.Complain("一个后台部件意外结束,正在停止", "a part of the hub ended unexpectedly; stopping");
                return;
            }

            watched.Remove(ended);
        }

        await stop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StopAsync(HubServer server, List<Task> work, CancellationTokenSource parts, TimeProvider clock)
    {
        _ready = false;
        terminal.Error.WriteLine(terminal.Say("正在停止:完成手头的工作 …", "stopping: finishing the work at hand …"));
        using var limit = new CancellationTokenSource(Drain, clock);
        await server.StopAsync(limit.Token).ConfigureAwait(false);
        await parts.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(work).WaitAsync(Drain, clock, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Debug.Assert(parts.IsCancellationRequested, "parts end by being told to");
        }
        catch (TimeoutException)
        {
            // What is not finished is on the bus and goes on at the next start.
            terminal.Complain("仍有工作未完成,下次启动时继续", "some work is unfinished and goes on at the next start");
        }
    }
}
