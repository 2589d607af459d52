using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Serves a double over HTTP on a port of the loopback interface, and does to the wire what the script says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly IWireDouble _served;
    private readonly Dictionary<int, Action> _before = [];
    private WebApplication? _app;
    private int _calls;

    private WireServer(IWireDouble served) => _served = served;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Calls received.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Starts serving; port 0 takes a free one.</summary>
    public static async Task<WireServer> StartAsync(IWireDouble served, int port = 0, CancellationToken cancellation = default)
    {
        var server = new WireServer(served);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        server._app = builder.Build();
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellation);
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return server;
    }

    /// <summary>Runs the action right before the call with that number, counted from the next one, is answered.</summary>
    public void Before(int call, Action action)
    {
        lock (_lock)
        {
            _before[_calls + call] = action;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A call that is never answered must not hold up the end.
        using var now = new CancellationTokenSource(TimeSpan.Zero, TimeProvider.System);
        await _app!.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Action? before;
        lock (_lock)
        {
            _before.Remove(++_calls, out before);
        }

        before?.Invoke();
        var fate = _served.Faults.Take();
        switch (fate.Fault)
        {
            case WireFault.BreakBefore:
                context.Abort();
                return;
            case WireFault.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case WireFault.Slow:
                await Task.Delay(Late, TimeProvider.System, context.RequestAborted);
                break;
        }

        var reply = WireDamage.Of(_served.Answer(await CallAsync(context.Request), fate), fate.Fault);
        if (fate.Fault == WireFault.BreakAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.Headers.Date = _served.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.ContentLength = reply.Body.Length;
        if (fate.Fault == WireFault.BreakWithin)
        {
            await context.Response.Body.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    private static async Task<WireCall> CallAsync(HttpRequest request)
    {
        var query = request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")));
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        return new WireCall(request.Method, request.Path.Value ?? "", [.. query], form is null ? [] : [.. form.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))]);
    }
}
