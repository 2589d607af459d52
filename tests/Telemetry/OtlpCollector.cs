using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Tests.Telemetry;

/// <summary>An OpenTelemetry collector in the test's own process: OTLP as http/protobuf and as grpc, by opentelemetry-proto's paths.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<CollectedSpan> _spans = [];
    private readonly List<CollectedPoint> _points = [];
    private readonly List<string> _refused = [];
    private readonly MemoryStream _received = new();
    private readonly bool _isGrpc;

    private OtlpCollector(WebApplication app, bool isGrpc) => (_app, _isGrpc) = (app, isGrpc);

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public IReadOnlyList<CollectedSpan> Spans => Locked(() => _spans.ToList());

    public IReadOnlyList<CollectedPoint> Points => Locked(() => _points.ToList());

    /// <summary>What came and was no export.</summary>
    public IReadOnlyList<string> Refused => Locked(() => _refused.ToList());

    public static async Task<OtlpCollector> StartAsync(bool isGrpc = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var app = builder.Build();
        var collector = new OtlpCollector(app, isGrpc);
        app.Run(collector.ReceiveAsync);
        await app.StartAsync();
        collector.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return collector;
    }

    /// <summary>The variables that send a hub's telemetry here, soon: the standard ones, for grpc those by which the agent of Azure Container Apps is found.</summary>
    public void Receive(Dictionary<string, string> environment)
    {
        if (_isGrpc)
        {
            environment["CONTAINERAPP_OTEL_TRACING_GRPC_ENDPOINT"] = new Uri(Address, "v1/traces").ToString();
            environment["CONTAINERAPP_OTEL_METRIC_GRPC_ENDPOINT"] = new Uri(Address, "v1/metrics/").ToString();
        }
        else
        {
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString();
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
    }

    /// <summary>True where the text stands anywhere in what came.</summary>
    public bool Knows(string text) => Locked(() => _received.GetBuffer().AsSpan(0, (int)_received.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>Waits for what the test wants to see.</summary>
    public async Task<T> UntilAsync<T>(Func<OtlpCollector, T?> find, Func<string> otherwise)
        where T : class
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (find(this) is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"{otherwise()}\n{string.Join('\n', Spans.Select(span => $"{span.TraceId} {span.SpanId}<{span.ParentId} {span.Kind} {span.Name}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _received.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        if (_isGrpc)
        {
            // A frame: a byte for compression, four for the length.
            bytes = bytes[5..(5 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)))];
            http.Response.ContentType = "application/grpc";
        }

        lock (_lock)
        {
            _received.Write(bytes);
            switch (http.Request.Path.Value)
            {
                case "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                    _spans.AddRange(OtlpMessages.Spans(bytes));
                    break;
                case "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export":
                    _points.AddRange(OtlpMessages.Points(bytes));
                    break;
                default:
                    _refused.Add(http.Request.Method + " " + http.Request.Path);
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
            }
        }

        if (_isGrpc)
        {
            http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
            await http.Response.Body.WriteAsync(new byte[5], http.RequestAborted);
            return;
        }

        http.Response.ContentType = "application/x-protobuf";
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
