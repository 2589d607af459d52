using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Sending, receiving and settling.</summary>
internal sealed class RuntimeApi(NamespaceState entities, ServiceBusDoubleOptions options)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    /// <summary>What a request needs to be allowed; null where it is none of the runtime's.</summary>
    public static (BusRights Rights, RuntimePath Path)? Recognise(string method, string path) => (method, RuntimePath.TryParse(path)) switch
    {
        ("POST", { IsHead: false, Id: null } sending) => (BusRights.Send, sending),
        ("POST" or "DELETE", { IsHead: true } head) => (BusRights.Listen, head),
        ("POST" or "PUT" or "DELETE", { Id: not null } locked) => (BusRights.Listen, locked),
        (_, { } other) => (BusRights.Listen, other),
        _ => null,
    };

    public Task HandleAsync(HttpContext http, RuntimePath path) => (http.Request.Method, path) switch
    {
        ("POST", { IsHead: false, Id: null }) => SendAsync(http, path.Entity),
        ("POST", { IsHead: true }) => ReceiveAsync(http, path.Entity, take: false),
        ("DELETE", { IsHead: true }) => ReceiveAsync(http, path.Entity, take: true),
        ("DELETE", { Id: { } id }) => Settle(http, path, queue => queue.Complete(id, path.Lock)),
        ("PUT", { Id: { } id }) => Settle(http, path, queue => queue.Unlock(id, path.Lock)),
        ("POST", { Id: { } id }) => Settle(http, path, queue => queue.Renew(id, path.Lock)),
        _ => throw new ServiceErrorException(405, "SubCode=40500. The method is not allowed here."),
    };

    private async Task SendAsync(HttpContext http, string entity)
    {
        var (queue, topic) = (entities.FindQueue(entity), entities.FindTopic(entity));
        if (queue is null && topic is null)
        {
            throw ServiceErrorException.Missing(entity);
        }

        foreach (var message in Checked(await SentMessageReader.ReadAsync(http, options.MaxMessageBytes).ConfigureAwait(false), queue))
        {
            queue?.Enqueue(message);
            topic?.Publish(message);
        }

        http.Response.StatusCode = 201;
        http.Response.ContentType = "application/xml; charset=utf-8";
    }

    // All of a batch or none of it.
    private static IReadOnlyList<SentMessage> Checked(IReadOnlyList<SentMessage> messages, QueueState? queue) =>
        queue is { RequiresSession: true } && messages.Any(message => message.SessionId is null)
            ? throw ServiceErrorException.Bad("The SessionId was not set on a message, and it cannot be sent to an entity that requires sessions.")
            : messages;

    private async Task ReceiveAsync(HttpContext http, string entity, bool take)
    {
        var queue = Queue(entity);
        if (queue.RequiresSession)
        {
            throw ServiceErrorException.NeedsSession(entity);
        }

        var wait = http.Request.Query.TryGetValue("timeout", out var text)
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : throw ServiceErrorException.Bad("timeout is a whole number of seconds.")
            : DefaultWait;
        if (await queue.ReceiveAsync(take, wait, http.RequestAborted).ConfigureAwait(false) is not { } message)
        {
            http.Response.StatusCode = 204;
            return;
        }

        http.Response.StatusCode = take ? 200 : 201;
        http.Response.Headers["BrokerProperties"] = Broker(message, take);
        foreach (var (name, literal) in message.Sent.Properties)
        {
            http.Response.Headers[name] = literal;
        }

        if (message.DeadLetterReason is { } reason)
        {
            http.Response.Headers["DeadLetterReason"] = JsonSerializer.Serialize(reason);
            http.Response.Headers["DeadLetterErrorDescription"] = JsonSerializer.Serialize(message.DeadLetterDescription);
        }

        if (message.Sent.ContentType is { } type)
        {
            http.Response.ContentType = type;
        }

        if (!take)
        {
            http.Response.Headers.Location = string.Create(
                CultureInfo.InvariantCulture, $"{http.Request.Scheme}://{http.Request.Host}/{entity}/messages/{message.Sequence}/{message.LockToken}");
        }

        await http.Response.Body.WriteAsync(message.Sent.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private Task Settle(HttpContext http, RuntimePath path, Func<QueueState, bool> act)
    {
        if (!act(Queue(path.Entity)))
        {
            throw ServiceErrorException.LockLost();
        }

        http.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    private QueueState Queue(string entity) => entities.FindReceivable(entity) ?? throw ServiceErrorException.Missing(entity);

    private static string Broker(StoredMessage message, bool taken)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("DeliveryCount", message.DeliveryCount);
            json.WriteNumber("EnqueuedSequenceNumber", message.Sequence);
            json.WriteString("EnqueuedTimeUtc", Text(message.EnqueuedAt));
            if (!taken)
            {
                json.WriteString("LockToken", message.LockToken!.Value);
                json.WriteString("LockedUntilUtc", Text(message.LockedUntil));
            }

            json.WriteString("MessageId", message.Sent.MessageId);
            json.WriteNumber("SequenceNumber", message.Sequence);
            json.WriteString("State", "Active");
            json.WriteNumber("TimeToLive", message.Sent.TimeToLive?.TotalSeconds ?? 922337203685.47754);
            foreach (var (name, literal) in message.Sent.Broker.Where(property => property.Key != "MessageId"))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(literal);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("R", CultureInfo.InvariantCulture);
}
