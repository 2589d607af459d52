using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>The members of a message that few messages have, as one JSON text in the rows; null for the many that have none.</summary>
internal static class MessageExtras
{
    private const string TraceParent = "traceparent";

    public static string? Write(BusMessage message)
    {
        if (message is
            {
                DuplicateKey: null, ContentType: null, CorrelationId: null, ReplyTo: null, ReplyToSessionId: null, PartitionKey: null, To: null,
                TraceParent: null, Properties.Count: 0,
            })
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Text(json, "duplicateKey", message.DuplicateKey);
            Text(json, "contentType", message.ContentType);
            Text(json, "correlationId", message.CorrelationId);
            Text(json, "replyTo", message.ReplyTo);
            Text(json, "replyToSessionId", message.ReplyToSessionId);
            Text(json, "partitionKey", message.PartitionKey);
            Text(json, "to", message.To);
            Text(json, TraceParent, message.TraceParent);
            json.WriteStartObject("properties");
            foreach (var (name, literal) in message.Properties)
            {
                json.WriteString(name, literal);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static BusMessage Read(string? extras, BusMessage message)
    {
        if (extras is null)
        {
            return message;
        }

        using var json = JsonDocument.Parse(extras);
        var root = json.RootElement;
        return message with
        {
            DuplicateKey = Text(root, "duplicateKey"),
            ContentType = Text(root, "contentType"),
            CorrelationId = Text(root, "correlationId"),
            ReplyTo = Text(root, "replyTo"),
            ReplyToSessionId = Text(root, "replyToSessionId"),
            PartitionKey = Text(root, "partitionKey"),
            To = Text(root, "to"),
            TraceParent = Text(root, TraceParent),
            Properties = root.GetProperty("properties").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!),
        };
    }

    /// <summary>The trace alone, for an outbox row that is no message yet; null where nobody traced.</summary>
    public static string? WriteTrace(string? traceParent) => traceParent is null ? null : $"{{\"{TraceParent}\":\"{traceParent}\"}}";

    /// <summary>Reads <see cref="WriteTrace"/> back.</summary>
    public static string? ReadTrace(string? extras)
    {
        if (extras is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(extras);
        return Text(json.RootElement, TraceParent);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
