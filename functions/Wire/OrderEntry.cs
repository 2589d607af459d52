using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Wire;

/// <summary>One order as lists show it: the members of order/v1 and, beside them, what became of it.</summary>
[JsonConverter(typeof(OrderEntryConverter))]
internal sealed record OrderEntry(CanonicalOrder Order)
{
    public Outcome Outcome { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public Guid? DuplicateOf { get; init; }

    public string? DocumentId { get; init; }

    public int Index { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string? CustomerCode { get; init; }

    public string? Route { get; init; }

    public decimal Confidence { get; init; }

    /// <summary>The order's log; only where one order is asked for.</summary>
    public IReadOnlyList<OrderEvent>? Events { get; init; }

    public static OrderEntry Of(OrderView view, IReadOnlyList<OrderEvent>? events = null) => new(view.Order)
    {
        Outcome = view.Card.Outcome,
        Findings = view.Findings,
        DuplicateOf = view.Card.DuplicateOf,
        DocumentId = view.Card.Document,
        Index = view.Card.Index,
        ReceivedAt = view.Card.ReceivedAt,
        CustomerCode = view.Card.CustomerCode,
        Route = view.Card.Route,
        Confidence = view.Card.Confidence,
        Events = events,
    };
}

/// <summary>Writes the order's members and the entry's own into one object.</summary>
internal sealed class OrderEntryConverter : JsonConverter<OrderEntry>
{
    public override OrderEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new OrderEntry(root.Deserialize(OrderJson.Wire.CanonicalOrder)!)
        {
            Outcome = root.GetProperty("outcome").Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<Outcome>)OrderJson.Wire.GetTypeInfo(typeof(Outcome))!),
            Findings = root.GetProperty("findings").Deserialize(OrderJson.Wire.IReadOnlyListFinding) ?? [],
            DuplicateOf = root.GetProperty("duplicateOf") is { ValueKind: JsonValueKind.String } other ? other.GetGuid() : null,
            DocumentId = root.GetProperty("documentId").GetString(),
            Index = root.GetProperty("index").GetInt32(),
            ReceivedAt = root.GetProperty("receivedAt").GetDateTimeOffset(),
            CustomerCode = root.GetProperty("customerCode").GetString(),
            Route = root.GetProperty("route").GetString(),
            Confidence = root.GetProperty("confidence").GetDecimal(),
            Events = root.TryGetProperty("events", out var events) ? [.. events.EnumerateArray().Select(ReadEvent)] : null,
        };
    }

    public override void Write(Utf8JsonWriter writer, OrderEntry value, JsonSerializerOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var order = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = OrderJson.Wire.Options.Encoder }))
        {
            JsonSerializer.Serialize(order, value.Order, OrderJson.Wire.CanonicalOrder);
        }

        // The order's object without its closing brace, then the entry's members.
        var tail = new ArrayBufferWriter<byte>(512);
        using (var own = new Utf8JsonWriter(tail, new JsonWriterOptions { Encoder = OrderJson.Wire.Options.Encoder }))
        {
            own.WriteStartObject();
            own.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(value.Outcome.ToString()));
            own.WritePropertyName("findings");
            WireFinding.WriteAll(own, value.Findings, new RemedyTargets(value.Order.Id, value.DuplicateOf, value.DocumentId));
            Text(own, "duplicateOf", value.DuplicateOf?.ToString());
            Text(own, "documentId", value.DocumentId);
            own.WriteNumber("index", value.Index);
            own.WriteString("receivedAt", value.ReceivedAt);
            Text(own, "customerCode", value.CustomerCode);
            Text(own, "route", value.Route);
            own.WriteNumber("confidence", value.Confidence);
            WriteEvents(own, value.Events);
            own.WriteEndObject();
        }

        byte[] whole = [.. buffer.WrittenSpan[..^1], (byte)',', .. tail.WrittenSpan[1..]];
        writer.WriteRawValue(whole, skipInputValidation: true);
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<OrderEvent>? events)
    {
        if (events is null)
        {
            return;
        }

        writer.WriteStartArray("events");
        foreach (var entry in events)
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence", entry.Sequence);
            writer.WriteString("type", entry.Type);
            writer.WriteString("at", entry.At);
            writer.WriteString("actor", entry.Actor);
            writer.WriteString("hash", Convert.ToHexStringLower(entry.Hash));
            writer.WritePropertyName("data");
            writer.WriteRawValue(entry.Data);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static OrderEvent ReadEvent(JsonElement entry) => new(
        Guid.Empty,
        entry.GetProperty("sequence").GetInt32(),
        entry.GetProperty("type").GetString()!,
        entry.GetProperty("at").GetDateTimeOffset(),
        entry.GetProperty("actor").GetString()!,
        System.Text.Encoding.UTF8.GetBytes(entry.GetProperty("data").GetRawText()),
        [],
        Convert.FromHexString(entry.GetProperty("hash").GetString()!));
}
