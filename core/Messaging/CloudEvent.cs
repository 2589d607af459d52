using System.Text.Json;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Messaging;

/// <summary>CloudEvents 1.0 in structured JSON, made from an order event; the bus itself carries only its id.</summary>
public static class CloudEvent
{
    /// <summary>Media type of an event.</summary>
    public const string ContentType = "application/cloudevents+json";

    /// <summary>Prefix of every event type.</summary>
    public const string TypePrefix = "hub.order.";

    /// <summary>The event as <c>application/cloudevents+json</c>.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="traceParent">What made the event, by the distributed tracing extension; the hops of its message are in the message. Null where nobody traced.</param>
    public static byte[] From(OrderEvent entry, string? traceParent = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", MessageId(entry.OrderId, entry.Sequence));
            json.WriteString("source", "/hub/orders");
            json.WriteString("type", TypePrefix + entry.Type);
            json.WriteString("subject", entry.OrderId.ToString());
            json.WriteString("time", entry.At);
            if (traceParent is not null)
            {
                json.WriteString("traceparent", traceParent);
            }

            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            json.WriteRawValue(entry.Data);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// The event without its data, which is fetched at <c>dataref</c> (the CloudEvents extension for claim checks): the order at the hub's API.
    /// </summary>
    public static byte[] WithoutData(ReadOnlyMemory<byte> entry)
    {
        using var source = JsonDocument.Parse(entry);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in source.RootElement.EnumerateObject().Where(member => member.Name != "data"))
            {
                member.WriteTo(json);
            }

            json.WriteString("dataref", "/hub/api/v1/orders/" + source.RootElement.GetProperty("subject").GetString());
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Id of the message about an order's event: the same however often it is sent.</summary>
    public static string MessageId(Guid order, int sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{order:N}-{sequence}");

    /// <summary>Reads <see cref="MessageId"/> back; false where the text is something else.</summary>
    public static bool TryParseMessageId(string text, out Guid order, out int sequence)
    {
        order = Guid.Empty;
        sequence = 0;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash == 32
            && Guid.TryParseExact(text.AsSpan(0, 32), "N", out order)
            && int.TryParse(text.AsSpan(33), System.Globalization.CultureInfo.InvariantCulture, out sequence);
    }
}
