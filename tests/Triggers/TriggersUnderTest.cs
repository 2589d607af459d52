using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Tests.ServiceBus;
using IntegrationHub.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Tests.Triggers;

/// <summary>The server that the Functions host calls, with handlers that a test writes and a Service Bus double behind.</summary>
internal sealed class TriggersUnderTest : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Readiness _readiness;
    private readonly TriggerServer _server;
    private readonly ILoggerFactory _logs;
    private ILeases _leases = null!;

    private TriggersUnderTest(ServiceBusUnderTest bus, TimeSpan? answerWithin)
    {
        Bus = bus;
        _readiness = new Readiness(Clock);
        _logs = LoggerFactory.Create(logs => logs.AddProvider(new LineLog(Output, Errors, TimeProvider.System, LogLevel.Information)).AddFilter("Microsoft", LogLevel.Warning));
        _server = new TriggerServer(0, new HubOptions { Data = "unused" }, answerWithin is { } limit ? Catalogue with { Messages = [.. Catalogue.Messages.Select(trigger => trigger with { AnswerWithin = limit })] } : Catalogue, _readiness, _logs, Clock);
    }

    public static TriggerCatalogue Catalogue { get; } = new(
        [new("work", _ => throw new NotSupportedException()) { AtOnce = 4 }, new("orders/subscriptions/erp", _ => throw new NotSupportedException()) { AtOnce = 4 }],
        [new("tick", "0 * * * * *", (_, _) => Task.CompletedTask)]);

    public ServiceBusUnderTest Bus { get; }

    public InstantClock Clock { get; } = new();

    public StringWriter Output { get; } = new();

    public StringWriter Errors { get; } = new();

    /// <summary>What the handlers do.</summary>
    public Func<LockedMessage, CancellationToken, Task<HandlerResult>> Handle { get; set; } = (_, _) => Task.FromResult(HandlerResult.Done);

    /// <summary>What the timer does.</summary>
    public Func<CancellationToken, Task> Tick { get; set; } = _ => Task.CompletedTask;

    /// <summary>Messages that reached a handler.</summary>
    public List<LockedMessage> Handled { get; } = [];

    /// <summary>Paths that reached the API.</summary>
    public List<string> Public { get; } = [];

    public static async Task<TriggersUnderTest> StartAsync(bool ready = true, TimeSpan? answerWithin = null, ILeases? leases = null)
    {
        var test = new TriggersUnderTest(await ServiceBusUnderTest.StartAsync(Bus_semantics.Topology, options => options with { Attempts = 1 }), answerWithin);
        test._leases = leases ?? test.Bus.Hub.Leases;
        await test._server.StartAsync(default);
        if (ready)
        {
            test.Open();
        }

        return test;
    }

    public void Open() => _readiness.Open(new OpenedHub
    {
        Deliveries = new TriggerDeliveries((ServiceBusBus)Bus.Bus),
        Leases = _leases,
        Handlers = Catalogue.Messages.ToDictionary(trigger => trigger.Name, trigger => (IMessageHandler)new Handler(this, trigger.Entity)),
        Timers = Catalogue.Timers.ToDictionary(trigger => trigger.Name, _ => (Func<CancellationToken, Task>)(cancellation => Tick(cancellation))),
        Api = http =>
        {
            Public.Add(http.Request.Method + " " + http.Request.Path);
            return http.Response.WriteAsync("public");
        },
    });

    public Task StopAsync() => _server.StopAsync(new CancellationToken(canceled: true));

    /// <summary>Why the hub says it is not ready; null where it is.</summary>
    public Functions.Http.Problem? Unready => _readiness.Unready;

    /// <summary>An envelope with a body and what a test needs of the metadata.</summary>
    public static string Envelope(string body = "hello", string id = "m1", int deliveries = 1, string properties = "{}", long sequence = 7, string metadata = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"Data\":{{\"message\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(body))}\"}},\"Metadata\":{{\"MessageId\":\"\\\"{id}\\\"\",\"DeliveryCount\":\"{deliveries}\",\"SequenceNumber\":\"{sequence}\",\"EnqueuedTimeUtc\":\"2026-11-21T10:20:30\",\"ApplicationProperties\":{properties}{metadata}}}}}");

    /// <summary>Calls a function as the host does; gives status and body.</summary>
    public async Task<(int Status, string Type, string Body)> CallAsync(string name, string envelope, string type = "application/json", bool invocation = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, name)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (invocation)
        {
            request.Headers.Add("X-Azure-Functions-InvocationId", Guid.CreateVersion7().ToString());
        }

        using var answer = await _http.SendAsync(request, default);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a request whose path nobody tidies up; gives the status.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Request target.</param>
    /// <param name="body">ASCII.</param>
    /// <param name="length">Length of the body as the head states it, where it is not the body's.</param>
    public async Task<int> RawAsync(string method, string target, string body = "", int? length = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _server.Address.Port);
        var stream = client.GetStream();
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Azure-Functions-InvocationId: {Guid.CreateVersion7()}\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n\r\n{body}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);
        var first = await reader.ReadLineAsync() ?? "HTTP/1.1 0";
        return int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _server.DisposeAsync();
        _readiness.Dispose();
        _logs.Dispose();
        _http.Dispose();
        await Bus.DisposeAsync();
    }

    private sealed class Handler(TriggersUnderTest test, string entity) : IMessageHandler
    {
        public string Entity => entity;

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            lock (test.Handled)
            {
                test.Handled.Add(message);
            }

            return test.Handle(message, cancellation);
        }
    }
}
