using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>A message as Service Bus takes it over HTTP: alone with headers, or as a member of a batch.</summary>
internal sealed class WireMessage
{
    private const int LongestId = 128;
    private const int LargestProperty = 32 << 10;
    private const int LargestHeader = 64 << 10;
    private readonly BusMessage _message;
    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="message">The message; its body fits.</param>
    /// <param name="own">The hub's own properties besides the id, as literals.</param>
    /// <param name="mostPropertyBytes">Bytes that all properties may take.</param>
    /// <exception cref="MessageRefusedException">The properties are too large.</exception>
    public WireMessage(BusMessage message, IReadOnlyDictionary<string, string> own, int mostPropertyBytes)
    {
        _message = message;
        Id = Fit(message.DuplicateKey ?? message.MessageId);
        var others = new Dictionary<string, string>();
        foreach (var (name, literal) in message.Properties)
        {
            // Only the hub says what the hub's own properties are.
            if (WireProperties.IsHubs(name))
            {
                continue;
            }

            if (WireProperties.IsProperty(name))
            {
                _properties[name] = WireProperties.Ascii(literal);
                if (WireProperties.DateOf(literal) is { } date)
                {
                    // As REST states a date, so that it stays one: whole seconds, UTC. What it was to the tick goes beside it.
                    _properties[name] = date;
                    others[name] = literal;
                }
            }
            else
            {
                others[name] = literal;
            }
        }

        // AMQP knows names that HTTP does not: a copy of such a message keeps them all the same.
        if (others.Count > 0)
        {
            _properties[WireProperties.Others] = WireProperties.Pack(others);
        }

        foreach (var (name, literal) in own)
        {
            _properties[name] = literal;
        }

        if (message.TraceParent is { } trace)
        {
            _properties[WireProperties.DiagnosticId] = WireProperties.Literal(trace);
        }

        if (Id != message.MessageId)
        {
            _properties[WireProperties.Id] = WireProperties.Literal(message.MessageId);
        }

        // The service's own limits are for each property and for all of them with its own; both are met before anything is sent.
        foreach (var (name, literal) in _properties)
        {
            if (Size(name, literal) > LargestProperty)
            {
                throw new MessageRefusedException(ServiceBusFindings.PropertyTooLarge.At(null, name, message.MessageId, name, Size(name, literal), LargestProperty));
            }
        }

        var most = Math.Min(mostPropertyBytes, LargestHeader);
        var bytes = _properties.Sum(property => Size(property.Key, property.Value)) + BrokerProperties(inBatch: true).Length;
        if (bytes > most)
        {
            throw new MessageRefusedException(ServiceBusFindings.MessageTooLarge.At(null, null, message.MessageId, bytes, most));
        }
    }

    /// <summary>The broker's MessageId: what duplicates are found by.</summary>
    public string Id { get; }

    /// <summary>True where it can be a member of a batch, whose bodies are text.</summary>
    public bool IsText => System.Text.Unicode.Utf8.IsValid(_message.Body.Span);

    /// <summary>Puts it into a request of its own.</summary>
    public void Fill(HttpRequestMessage request)
    {
        request.Content = new ReadOnlyMemoryContent(_message.Body);
        if (_message.ContentType is { } type && MediaTypeHeaderValue.TryParse(type, out var media))
        {
            request.Content.Headers.ContentType = media;
        }

        request.Headers.TryAddWithoutValidation("BrokerProperties", BrokerProperties(inBatch: false));
        foreach (var (name, literal) in _properties)
        {
            request.Headers.TryAddWithoutValidation(name, literal);
        }
    }

    /// <summary>As a member of a batch.</summary>
    public byte[] Member()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("Body", _message.Body.Span);
            json.WritePropertyName("BrokerProperties");
            json.WriteRawValue(BrokerProperties(inBatch: true));
            json.WriteStartObject("UserProperties");
            foreach (var (name, literal) in _properties)
            {
                json.WritePropertyName(name);
                WriteLiteral(json, literal);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private string BrokerProperties(bool inBatch)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("MessageId", Id);
            Text(json, "SessionId", _message.Key is { } key ? Fit(key) : null);
            Text(json, "Label", _message.Subject);
            Text(json, "CorrelationId", _message.CorrelationId);
            Text(json, "ReplyTo", _message.ReplyTo);
            Text(json, "ReplyToSessionId", _message.ReplyToSessionId is { } reply ? Fit(reply) : null);

            // With a session the service takes no other one.
            Text(json, "PartitionKey", _message is { Key: null, PartitionKey: { } partition } ? Fit(partition) : null);
            Text(json, "To", _message.To);
            if (inBatch)
            {
                Text(json, "ContentType", _message.ContentType);
            }

            if (_message.NotBefore is { } due)
            {
                // The header has whole seconds: later rather than too early.
                var whole = due.Millisecond == 0 ? due : due.AddSeconds(1);
                json.WriteString("ScheduledEnqueueTimeUtc", whole.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // As the service counts: ASCII by now, with the quotes and what separates headers.
    private static int Size(string name, string literal) => name.Length + literal.Length + 4;

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteLiteral(Utf8JsonWriter json, string literal)
    {
        try
        {
            using var value = JsonDocument.Parse(literal);
            value.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(WireProperties.Text(literal) ?? literal);
        }
    }

    // A longer id is known by its hash: equal ids stay equal.
    private static string Fit(string id) =>
        id.Length <= LongestId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
