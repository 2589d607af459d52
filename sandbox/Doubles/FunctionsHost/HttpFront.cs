using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>Where the public comes in: below the route prefix requests are passed on with their whole path, everything else belongs to the host.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Proxy-Connection", "Host",
    };

    private readonly WebApplication _app;
    private readonly FunctionsApp _functions;
    private readonly Func<CancellationToken, Task<Uri>> _handler;
    private readonly HttpMessageInvoker _http;
    private readonly HttpFunction? _function;

    private HttpFront(FunctionsApp functions, Func<CancellationToken, Task<Uri>> handler, HttpMessageInvoker http)
    {
        (_functions, _handler, _http) = (functions, handler, http);
        _function = functions.Functions.OfType<HttpFunction>().SingleOrDefault();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "functions-double" });
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public static async Task<HttpFront> StartAsync(FunctionsApp functions, Func<CancellationToken, Task<Uri>> handler, HttpMessageInvoker http)
    {
        var front = new HttpFront(functions, handler, http);
        await front._app.StartAsync().ConfigureAwait(false);
        front.Address = new Uri(front._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/");
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext http)
    {
        var prefix = _functions.RoutePrefix.Length == 0 ? "" : "/" + _functions.RoutePrefix;
        if (_function is null || http.Request.Path == "/" || http.Request.Path.StartsWithSegments("/admin")
            || !http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase) || !_function.Methods.Contains(http.Request.Method))
        {
            http.Response.StatusCode = http.Request.Path == "/" ? 204 : 404;
            return;
        }

        try
        {
            await ForwardAsync(http).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HttpRequestException or InvalidOperationException)
        {
            if (http.Response.HasStarted)
            {
                http.Abort();
            }
            else
            {
                http.Response.StatusCode = 502;
            }
        }
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var target = new Uri(await _handler(http.RequestAborted).ConfigureAwait(false), http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent());
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), target);
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        foreach (var (name, values) in http.Request.Headers.Where(header => !HopByHop.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        // Whatever the caller wrote there, it is the host's.
        request.Headers.Remove("X-Azure-Functions-InvocationId");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.CreateVersion7().ToString());
        using var answer = await _http.SendAsync(request, http.RequestAborted).ConfigureAwait(false);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
