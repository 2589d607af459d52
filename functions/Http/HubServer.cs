using System.Net;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Telemetry;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Http;

/// <summary>Kestrel with the declared endpoints below <c>/hub</c> and nothing else: no MVC, no configuration files, no request log.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    public HubServer(HubOptions options, Gate gate, IReadOnlyList<Endpoint> endpoints, ILoggerFactory logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "hub" });
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();

        // Signals are the caller's: they drain the pumps as well.
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));

        // Handlers never block: what has been read is answered where it was read, without handing it from thread to thread.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        _app = builder.Build();

        _app.Run(Api(_app.Services, options, gate, endpoints, logs));
    }

    /// <summary>The API below <c>/hub</c> with its guard, to be run by any server whose services have routing.</summary>
    public static RequestDelegate Api(IServiceProvider services, HubOptions options, Gate gate, IReadOnlyList<Endpoint> endpoints, ILoggerFactory logs)
    {
        var log = logs.CreateLogger<HubServer>();
        var api = new ApplicationBuilder(services);
        api.Use((http, next) => GuardAsync(http, next, gate, options, log));
        api.UsePathBase("/hub");
        api.UseRouting();
        var paths = endpoints.Select(endpoint => (endpoint.Method, Path: new TemplateMatcher(TemplateParser.Parse(endpoint.Path), []))).ToList();
        api.UseEndpoints(routes =>
        {
            foreach (var endpoint in endpoints)
            {
                routes.MapMethods(endpoint.Path, [endpoint.Method], endpoint.Handle);
            }

            routes.MapFallback("{*path}", http => Unmatched(http, paths).WriteAsync(http));
        });
        return api.Build();
    }

    // A path that exists, asked with another method, is told which ones it takes (RFC 9110, 15.5.6).
    private static Problem Unmatched(HttpContext http, List<(string Method, TemplateMatcher Path)> paths)
    {
        var methods = paths.Where(known => known.Path.TryMatch(http.Request.Path, [])).Select(known => known.Method).Distinct().ToArray();
        if (methods.Length == 0)
        {
            return Problem.NotFound("page", "页面", http.Request.PathBase + http.Request.Path);
        }

        return Problem.WrongMethod(http.Request.Method, string.Join(", ", methods));
    }

    /// <summary>The address that is listened on, known once started; ends with <c>/hub/</c>.</summary>
    public string Address { get; private set; } = "";

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation).ConfigureAwait(false);
        var bound = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Address = $"http://{(IPAddress.TryParse(bound.Host, out var ip) && IPAddress.IsLoopback(ip) ? "localhost" : bound.Host)}:{bound.Port}/hub/";
    }

    /// <summary>Takes no new request and finishes those at hand.</summary>
    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, HubOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxUploadBytes + (1 << 20);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        var address = IPAddress.Parse(options.Bind);
        kestrel.Listen(address, options.Port);
        if (options.Bind == "127.0.0.1" && options.Port != 0 && Socket6Available())
        {
            // "localhost" may mean either family.
            kestrel.Listen(IPAddress.IPv6Loopback, options.Port);
        }
    }

    private static bool Socket6Available()
    {
        try
        {
            using var socket = new System.Net.Sockets.Socket(
                System.Net.Sockets.AddressFamily.InterNetworkV6, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate next, Gate gate, HubOptions options, ILogger log)
    {
        if (RequestSpan.IsProbe(http.Request.Path))
        {
            RequestSpan.Hush();
        }

        // With a session an answer depends on a cookie, which keeps no cache between from giving it to anybody else.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var aborted = http.RequestAborted;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Problem? problem;
        try
        {
            problem = gate.Check(http.Request);
            if (problem is null)
            {
                // Care of the store takes as long as the store is large, and only the command line of this machine may ask for it.
                if (!http.Request.Path.StartsWithSegments("/hub/api/v1/store", StringComparison.Ordinal))
                {
                    limit.CancelAfter(options.RequestTimeout + (http.Request.QueryString.HasValue ? Intake.Seconds(http) : TimeSpan.Zero));
                }

                http.RequestAborted = limit.Token;
                await next(http).ConfigureAwait(false);
                RequestSpan.Describe(http);
                return;
            }
        }
        catch (ProblemException refused)
        {
            problem = refused.Problem;
        }
        catch (BadParameterException parameter)
        {
            problem = Problem.BadParameter(parameter.Name, parameter.Allowed, parameter.AllowedZh);
        }
        catch (StoreUnavailableException store)
        {
            problem = new Problem(StatusCodes.Status503ServiceUnavailable, store.Finding.Code, store.Finding.Message, store.Finding.MessageZh) { RetryAfter = 5 };
        }
        catch (Client.RefusedException refused)
        {
            problem = new Problem(StatusCodes.Status422UnprocessableEntity, refused.Code, refused.En, refused.Zh);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad)
        {
            problem = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problem.TooLarge(options.MaxUploadBytes)
                : new Problem(bad.StatusCode, "bad-request", bad.Message, "请求有误。");
        }
        catch (Exception ended) when (aborted.IsCancellationRequested && ended is OperationCanceledException or IOException)
        {
            // The caller has gone; nobody reads an answer.
            return;
        }
        catch (OperationCanceledException)
        {
            problem = new Problem(StatusCodes.Status503ServiceUnavailable, "request-timeout", "The request took too long.", "请求超时。") { RetryAfter = 5 };
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            var finding = StoreFaults.Of(full, full.Message).Finding;
            problem = new Problem(StatusCodes.Status503ServiceUnavailable, finding.Code, finding.Message, finding.MessageZh) { RetryAfter = 5 };
        }
        catch (Exception bug)
        {
            log.LogError(bug, "{Method} {Path}", http.Request.Method, http.Request.Path);
            problem = new Problem(StatusCodes.Status500InternalServerError, "internal", "An unexpected fault; the log has the details.", "意外故障,详见日志。");
        }

        http.RequestAborted = aborted;
        if (problem.Status == StatusCodes.Status401Unauthorized && gate.MaySignIn(http.Request))
        {
            http.Response.Redirect(SignIn.Path);
            RequestSpan.Describe(http);
            return;
        }

        await problem.WriteAsync(http).ConfigureAwait(false);
        RequestSpan.Describe(http);
    }

    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
