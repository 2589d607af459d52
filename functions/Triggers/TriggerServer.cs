using System.Globalization;
using System.Net;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Http;
using IntegrationHub.Functions.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// The one port that the Functions host calls, on loopback: <c>/</c> tells that the handler lives, <c>/{function}</c> takes a trigger's call, and
/// below the public prefix is the API. The public reaches the same port through the host, always below the prefix; so a path counts only as it was
/// written, before dots and escapes are resolved.
/// </summary>
internal sealed class TriggerServer : IAsyncDisposable
{
    // A message of 1 MB as base64, with its properties; the hub's own have 256 KB at most.
    private const int MostEnvelopeBytes = 4 << 20;
    private const string InvocationId = "X-Azure-Functions-InvocationId";
    private static readonly TimeSpan PublicPatience = TimeSpan.FromSeconds(20);
    private readonly WebApplication _app;
    private readonly Readiness _readiness;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, Func<Stream, CancellationToken, Task<TriggerAnswer>>> _calls = new(StringComparer.Ordinal);

    /// <param name="port">The port that the host named; 0 for a free one.</param>
    /// <param name="options">Limits.</param>
    /// <param name="catalogue">The triggers.</param>
    /// <param name="readiness">The hub, once it is open.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="clock">Source of time.</param>
    public TriggerServer(int port, HubOptions options, TriggerCatalogue catalogue, Readiness readiness, ILoggerFactory logs, TimeProvider clock)
    {
        (_readiness, _log) = (readiness, logs.CreateLogger("triggers"));
        foreach (var trigger in catalogue.Messages)
        {
            _calls.Add("/" + trigger.Name, new MessageCalls(trigger, readiness, clock, _log).AnswerAsync);
        }

        foreach (var trigger in catalogue.Timers)
        {
            _calls.Add("/" + trigger.Name, new TimerCalls(trigger, readiness, _log).AnswerAsync);
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "hub" });
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxUploadBytes + (1 << 20);
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>What the API is built with.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:40211</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation).ConfigureAwait(false);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    /// <summary>Takes no new request; what waits for nothing but time is answered now, what works may finish until cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _readiness.Close();
        await using var hurry = cancellation.Register(_stopping.Cancel);
        await _app.StopAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private Task HandleAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target == "/")
        {
            return PingAsync(http);
        }

        if (_calls.TryGetValue(target, out var call))
        {
            return CallAsync(http, call);
        }

        return IsPublic(target.Split('?')[0]) && IsPublic(http.Request.Path.Value!)
            ? PublicAsync(http)
            : Problem.NotFound("page", "页面", http.Request.Path).WriteAsync(http);
    }

    private static bool IsPublic(string path) => path.StartsWith("/" + TriggerCatalogue.PublicPrefix, StringComparison.OrdinalIgnoreCase)
        && path.AsSpan(TriggerCatalogue.PublicPrefix.Length + 1) is [] or ['/', ..];

    // Asked every 25 ms until there is an answer, and now and then afterwards.
    private static Task PingAsync(HttpContext http)
    {
        RequestSpan.Hush();
        http.Response.ContentType = "text/plain";
        http.Response.ContentLength = 3;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync("hub"u8.ToArray(), http.RequestAborted).AsTask();
    }

    private async Task CallAsync(HttpContext http, Func<Stream, CancellationToken, Task<TriggerAnswer>> call)
    {
        if (Refusal(http.Request) is { } refusal)
        {
            _log.LogError("{Path} was called, but not by the Functions host: {Code}", http.Request.Path, refusal.Code);
            await refusal.WriteAsync(http).ConfigureAwait(false);
            return;
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MostEnvelopeBytes;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        using var lines = _log.BeginScope(new KeyValuePair<string, object?>[] { new("invocation", http.Request.Headers[InvocationId].ToString()) });
        TriggerAnswer answer;
        try
        {
            answer = await call(http.Request.Body, ended.Token).ConfigureAwait(false);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The host has gone; nobody reads an answer.
            return;
        }
        catch (BadHttpRequestException bad)
        {
            _log.LogError("{Path}: {Problem}", http.Request.Path, bad.Message);
            answer = TriggerAnswer.Refused(bad.StatusCode, "bad-request");
        }
        catch (Exception bug)
        {
            _log.LogError(bug, "{Path}", http.Request.Path);
            answer = TriggerAnswer.Failed("internal");
        }

        await answer.WriteAsync(http).ConfigureAwait(false);
        RequestSpan.Describe(http, http.Request.Path.Value);
    }

    // Nothing of this proves who calls; it keeps out what can only be a mistake.
    private static TriggerAnswer? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return TriggerAnswer.Refused(StatusCodes.Status405MethodNotAllowed, "method-not-allowed");
        }

        if (!request.HasJsonContentType())
        {
            return TriggerAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type");
        }

        return Guid.TryParse(request.Headers[InvocationId].ToString(), CultureInfo.InvariantCulture, out _)
            ? null
            : TriggerAnswer.Refused(StatusCodes.Status400BadRequest, "no-invocation-id");
    }

    private async Task PublicAsync(HttpContext http)
    {
        // Whoever wants to know whether the hub is ready does not want to wait until it is.
        var patience = http.Request.Path.StartsWithSegments("/" + TriggerCatalogue.PublicPrefix + "/health") ? TimeSpan.Zero : PublicPatience;
        if (await _readiness.WaitAsync(patience, http.RequestAborted).ConfigureAwait(false) is { } hub)
        {
            await hub.Api(http).ConfigureAwait(false);
            return;
        }

        var problem = new Problem(503, "not-ready", "The hub is starting or stopping.", "集成枢纽正在启动或停止。") { RetryAfter = 5 };
        await problem.WriteAsync(http).ConfigureAwait(false);
    }

    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
