using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Serves a double over HTTP on a free port of the loopback interface, and does to the wire what the script says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(50);
    private readonly WebApplication _app;

    private WireServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving.</summary>
    public static async Task<WireServer> StartAsync(IWireDouble served, int port = 0)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        var app = builder.Build();
        app.Run(context => AnswerAsync(served, context));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new WireServer(app, new Uri(address));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(IWireDouble served, HttpContext context)
    {
        var fault = served.Faults.Take();
        if (fault == WireFault.BreakBefore)
        {
            context.Abort();
            return;
        }

        var reply = served.Answer(await CallAsync(context.Request), fault);
        switch (fault)
        {
            case WireFault.BreakAfter:
                context.Abort();
                return;
            case WireFault.Slow:
                await Task.Delay(Late, TimeProvider.System, context.RequestAborted);
                break;
            case WireFault.BadGateway:
                reply = new WireReply(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray());
                break;
            case WireFault.Empty:
                reply = reply with { Body = [] };
                break;
            case WireFault.CutOff:
                reply = reply with { Body = reply.Body[..(reply.Body.Length / 2)] };
                break;
            case WireFault.WrongCharset:
                reply = reply with { Body = Encoding.GetEncoding("GBK").GetBytes(Encoding.UTF8.GetString(reply.Body)) };
                break;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    private static async Task<WireCall> CallAsync(HttpRequest request)
    {
        var query = request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")));
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        return new WireCall(request.Method, request.Path.Value ?? "", [.. query], form is null ? [] : [.. form.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))]);
    }
}
