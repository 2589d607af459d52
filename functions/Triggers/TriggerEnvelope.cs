using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Triggers;

/// <summary>What the Functions host posts to a trigger's path: <c>{"Data":{binding: value},"Metadata":{name: value}}</c>.</summary>
internal sealed class TriggerEnvelope
{
    private readonly JsonElement _data;
    private readonly Dictionary<string, JsonElement> _metadata = new(StringComparer.OrdinalIgnoreCase);

    private TriggerEnvelope(JsonElement data) => _data = data;

    /// <exception cref="EnvelopeException">It is none.</exception>
    public static async Task<TriggerEnvelope> ReadAsync(Stream body, CancellationToken cancellation)
    {
        JsonElement root;
        try
        {
            root = await JsonSerializer.DeserializeAsync(body, HubJson.Wire.JsonElement, cancellation).ConfigureAwait(false);
        }
        catch (JsonException broken)
        {
            throw new EnvelopeException("the body is no JSON", broken);
        }

        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("Metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
        {
            throw new EnvelopeException("the body is not an object with the objects Data and Metadata");
        }

        var envelope = new TriggerEnvelope(data);
        foreach (var member in metadata.EnumerateObject())
        {
            if (!envelope._metadata.TryAdd(member.Name, member.Value))
            {
                throw new EnvelopeException($"Metadata.{member.Name} stands there twice");
            }
        }

        return envelope;
    }

    /// <summary>The message of a Service Bus trigger, with all its properties as literals.</summary>
    /// <param name="entity">Queue or subscription.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="EnvelopeException">It does not come from a trigger with dataType binary.</exception>
    public LockedMessage Message(string entity, DateTimeOffset now) => Message(entity, now, Body());

    // The body comes first: where it is text, nothing else can be believed.
    private LockedMessage Message(string entity, DateTimeOffset now, byte[] body) => new()
    {
        Entity = entity,
        SequenceNumber = Number("SequenceNumber"),
        LockToken = Text("LockToken") ?? "",

        // The Functions host keeps the lock for as long as it waits for the answer.
        LockedUntil = now + HostFolder.FunctionTimeout,
        DeliveryCount = (int)Math.Clamp(Number("DeliveryCount"), 1, int.MaxValue),
        EnqueuedAt = Moment("EnqueuedTimeUtc") ?? Moment("EnqueuedTime") ?? now,
        Message = new BusMessage
        {
            MessageId = Text("MessageId") is { Length: > 0 } id ? id : throw new EnvelopeException("Metadata.MessageId is missing"),
            Body = body,
            Subject = Text("Subject") ?? Text("Label"),
            Key = Text("SessionId"),
            CorrelationId = Text("CorrelationId"),
            ReplyTo = Text("ReplyTo"),
            ReplyToSessionId = Text("ReplyToSessionId"),
            PartitionKey = Text("PartitionKey"),
            To = Text("To"),
            ContentType = Text("ContentType"),
            Properties = Properties(),
        },
    };

    /// <summary>True where a timer's time had passed before it was called.</summary>
    public bool IsPastDue => _data.TryGetProperty(HostFolder.TimerBinding, out var timer)
        && EnvelopeValue.Unwrap(timer) is { ValueKind: JsonValueKind.Object } info
        && info.TryGetProperty("IsPastDue", out var late) && EnvelopeValue.Text(late) == "true";

    // Text would stand in quotes inside the string. With it the broker's metadata cannot be believed: members of the body overwrite them.
    private byte[] Body()
    {
        if (!_data.TryGetProperty(HostFolder.MessageBinding, out var value))
        {
            throw new EnvelopeException($"Data.{HostFolder.MessageBinding} is missing");
        }

        return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new EnvelopeException($"Data.{HostFolder.MessageBinding} is not base64: the trigger needs \"dataType\": \"binary\" in function.json")
            {
                IsText = value.ValueKind == JsonValueKind.String && value.GetString() is ['"', .., '"'],
            };
    }

    private Dictionary<string, string> Properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if ((_metadata.TryGetValue("ApplicationProperties", out var all) || _metadata.TryGetValue("UserProperties", out all))
            && EnvelopeValue.Unwrap(all) is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                // AMQP allows scalars only.
                if (member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
                {
                    properties[member.Name] = member.Value.GetRawText();
                }
            }
        }

        return properties;
    }

    private string? Text(string name) => _metadata.TryGetValue(name, out var value) ? EnvelopeValue.Text(value) : null;

    private long Number(string name) => _metadata.TryGetValue(name, out var value) && EnvelopeValue.Number(value) is { } number
        ? number
        : throw new EnvelopeException($"Metadata.{name} is missing or no whole number");

    private DateTimeOffset? Moment(string name) => _metadata.TryGetValue(name, out var value) ? EnvelopeValue.Moment(value) : null;
}
