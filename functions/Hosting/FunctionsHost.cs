using System.Security.Cryptography;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Http;
using IntegrationHub.Functions.Telemetry;
using IntegrationHub.Functions.Triggers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>The custom handler of the Azure Functions host: it listens at once, opens the store, and answers triggers and the public until told to stop.</summary>
internal sealed class FunctionsHost(HubOptions options, Terminal terminal, int port)
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        var clock = TimeProvider.System;
        using var logs = LoggerFactory.Create(builder => builder
            .AddProvider(new LineLog(terminal.Out, terminal.Error, clock, LogLevel.Information))
            .AddFilter("Microsoft", LogLevel.Warning));
        var log = logs.CreateLogger("functions");
        using var export = TelemetryExport.Start(Environment.GetEnvironmentVariable, logs.CreateLogger("telemetry"));
        using var reading = new ReadingParts(options);
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var opening = OpenAsync(reading, log, clock, abandoned.Token);
        using var readiness = new Readiness(clock);
        await using var server = new TriggerServer(port, options, TriggerCatalogue.Default, readiness, logs, clock);
        try
        {
            await StartAsync(server, stopping).ConfigureAwait(false);
        }
        catch
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await using var unused = await opening.ConfigureAwait(false);
            throw;
        }

        log.LogInformation("listening on {Address}, opening the store", server.Address);
        await using var services = await opening.ConfigureAwait(false);
        if (services is null)
        {
            return;
        }

        Upload.Sweep(options.Data);
        using var metrics = new PrometheusMetrics();
        using var gauges = services.Gauges();
        var key = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var gate = new Gate(options.ApiKey, key, clock);
        var triggered = services.Triggered!;

        // The public's part is put together for the first of its requests: a message that woke the instance does not wait for it.
        var api = new Lazy<RequestDelegate>(() =>
            HubServer.Api(server.Services, options, gate, ApiEndpoints.All(services, options, gate, metrics, () => readiness.Unready, stopping), logs));
        using var parts = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var work = triggered.Workers(logs).Select(worker => worker(parts.Token)).ToList();
        EndpointFile.Write(options.EndpointFile, new HubEndpoint(new Uri(server.Address, TriggerCatalogue.PublicPrefix + "/").ToString(), key, Environment.ProcessId));
        try
        {
            readiness.Open(new OpenedHub
            {
                Deliveries = triggered.Bus.Deliveries,
                Leases = triggered.Leases,
                Handlers = TriggerCatalogue.Default.Messages.ToDictionary(trigger => trigger.Name, trigger => trigger.Create(triggered.Parts)),
                Timers = TriggerCatalogue.Default.Timers.ToDictionary(
                    trigger => trigger.Name, trigger => (Func<CancellationToken, Task>)(cancellation => trigger.Work(triggered.Parts, cancellation))),
                Api = http => api.Value(http),
            });
            log.LogInformation("ready");
            await UntilStoppedAsync(work, log, stopping).ConfigureAwait(false);
            log.LogInformation("stopping: finishing the work at hand");
            using var limit = new CancellationTokenSource(Drain, clock);
            await server.StopAsync(limit.Token).ConfigureAwait(false);
            await parts.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(work).WaitAsync(Drain, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            File.Delete(options.EndpointFile);
        }

        log.LogInformation("stopped");
    }

    private async Task StartAsync(TriggerServer server, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            throw new RefusedException(
                "port-taken", $"cannot listen on 127.0.0.1:{port}: {taken.Message}", $"无法监听 127.0.0.1:{port}:{taken.Message}", ExitCode.Configuration);
        }
    }

    // An instance that is being replaced may hold the store a little longer, and a share or a server may not be there yet.
    private async Task<HubServices?> OpenAsync(ReadingParts reading, ILogger log, TimeProvider clock, CancellationToken stopping)
    {
        reading.Hurry();
        (string Code, long At)? said = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await Task.Run(
                    () =>
                    {
                        var services = HubComposition.Open(options, HubAccess.Write, reading);
                        // Before the first message is let in, so that it does not wait for vocabularies.
                        _ = services.Importer;
                        return services;
                    },
                    stopping).ConfigureAwait(false);
            }
            catch (StoreUnavailableException outage) when (outage.Fault is StoreFault.Locked or StoreFault.Full or StoreFault.Inaccessible)
            {
                if (said is not var (code, at) || code != outage.Finding.Code || clock.GetElapsedTime(at) > Quiet)
                {
                    log.LogWarning("{Code}: {Problem}", outage.Finding.Code, outage.Finding.Message);
                    said = (outage.Finding.Code, clock.GetTimestamp());
                }

                await Task.Delay(StorePause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    // Where one part ends, so does the process: the Functions host starts it anew.
    private static async Task UntilStoppedAsync(List<Task> work, ILogger log, CancellationToken stopping)
    {
        var stop = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        var ended = await Task.WhenAny([stop, .. work]).ConfigureAwait(false);
        if (ended != stop && !stopping.IsCancellationRequested)
        {
            log.LogError(ended.Exception, "a part of the hub ended unexpectedly");
        }
    }
}
