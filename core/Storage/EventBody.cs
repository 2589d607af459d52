using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Storage;

/// <summary>The data of an order event, read back.</summary>
public sealed record EventBody
{
    /// <summary>The order as a whole; null where the event does not carry it.</summary>
    public CanonicalOrder? Order { get; init; }

    /// <summary>Further lines.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>Source rows of the further lines.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>Outcome from here on; null where the event leaves it.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>0 to 1; null where the event leaves it.</summary>
    public decimal? Confidence { get; init; }

    /// <summary>The order repeated.</summary>
    public Guid? DuplicateOf { get; init; }

    /// <summary>Where the order is at the system that keeps it; null where the event leaves it.</summary>
    public OrderStage? Stage { get; init; }

    /// <summary>The document of this version; null where it is the order's first one.</summary>
    public string? Document { get; init; }

    /// <summary>Plant, line or warehouse.</summary>
    public string? Route { get; init; }

    /// <summary>Hash of the provenance fields.</summary>
    public UInt128? Fields { get; init; }

    /// <summary>Hash of the findings stored once.</summary>
    public UInt128? SharedFindings { get; init; }

    /// <summary>Findings of its own.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Findings that the next check starts from.</summary>
    public IReadOnlyList<Finding> Understood { get; init; } = [];

    /// <summary>Keys it is filed under.</summary>
    public OrderFingerprint? Keys { get; init; }

    /// <summary>What it reserves.</summary>
    public Reservation? Reserved { get; init; }

    /// <summary>What stood against what a person did: overridden, or where the order waits now, why it does.</summary>
    public IReadOnlyList<Finding> Overridden { get; init; } = [];

    /// <summary>Why a person did it.</summary>
    public string? Reason { get; init; }

    /// <summary>Reads the data of any event; members of other event types are left aside.</summary>
    public static EventBody Read(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data);
        var root = document.RootElement;
        return Content(root) with
        {
            Outcome = Member(root, "outcome") is { } outcome ? OutcomeOf(outcome.GetString()) : null,
            Confidence = Member(root, "confidence")?.GetDecimal(),
            DuplicateOf = Member(root, "duplicateOf")?.GetGuid(),
            Stage = Member(root, "stage") is { } stage ? stage.Deserialize(OrderJson.Compact.OrderStage) : null,
            Document = Member(root, "document")?.GetString(),
            Route = Member(root, "route")?.GetString(),
            Fields = Hash(Member(root, "fields")),
            SharedFindings = Hash(Member(root, "sharedFindings")),
            Findings = List(Member(root, "findings")),
            Understood = List(Member(root, "understood")),
            Keys = Member(root, "keys") is { } keys ? KeysOf(keys) : null,
            Reserved = Member(root, "reserved") is { } reserved ? ReservationOf(reserved) : null,
            Reason = Member(root, "reason")?.GetString(),
            Overridden = List(Member(root, "overridden")),
        };
    }

    /// <summary>The order, or the further lines with their source rows, that an event states; nothing else of it is read.</summary>
    public static EventBody ReadContent(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data);
        return Content(document.RootElement);
    }

    /// <summary>The order's own findings in an event that checked it; nothing else of it is read.</summary>
    public static IReadOnlyList<Finding> ReadFindings(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data);
        return List(Member(document.RootElement, "findings"));
    }

    /// <summary>The data of <see cref="OrderEventTypes.LinesAdded"/>.</summary>
    public static byte[] LinesAdded(CanonicalOrder more, decimal confidence, IReadOnlyList<Finding> understood) => Json(json =>
    {
        json.WriteNumber("confidence", confidence);
        if (understood.Count > 0)
        {
            json.WritePropertyName("understood");
            JsonSerializer.Serialize(json, understood, OrderJson.Compact.IReadOnlyListFinding);
        }

        json.WritePropertyName("lines");
        JsonSerializer.Serialize(json, [.. more.Lines], OrderJson.Compact.OrderLineArray);
        json.WriteStartArray("rows");
        foreach (var row in more.Provenance?.Rows ?? [])
        {
            json.WriteNumberValue(row);
        }

        json.WriteEndArray();
    });

    /// <summary>The data of <see cref="OrderEventTypes.Outdated"/>.</summary>
    public static byte[] Outdated(string document, string? version) => Json(json =>
    {
        json.WriteString("document", document);
        json.WriteString("version", version);
    });

    /// <summary>The data of what a person did.</summary>
    /// <param name="outcome">Outcome from here on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="duplicateOf">The order repeated.</param>
    /// <param name="reserved">What the order reserves from here on; null leaves what the outcome leaves it.</param>
    /// <param name="overridden">What stood against it and was overridden.</param>
    public static byte[] Verb(
        Outcome outcome, string reason, Guid? duplicateOf, Reservation? reserved = null, IReadOnlyList<Finding>? overridden = null) => Json(json =>
    {
        json.WriteString("outcome", CheckedEvent.OutcomeName(outcome));
        if (duplicateOf is { } original)
        {
            json.WriteString("duplicateOf", original);
        }

        json.WriteString("reason", reason);
        if (reserved is not null)
        {
            reserved.Write(json);
        }

        if (overridden is { Count: > 0 })
        {
            json.WritePropertyName("overridden");
            JsonSerializer.Serialize(json, overridden, OrderJson.Compact.IReadOnlyListFinding);
        }
    });

    private static EventBody Content(JsonElement root) => new()
    {
        Order = Member(root, "order") is { } order ? order.Deserialize(OrderJson.Compact.CanonicalOrder) : null,
        Lines = Member(root, "lines") is { } lines ? lines.Deserialize(OrderJson.Compact.OrderLineArray)! : [],
        Rows = Member(root, "rows") is { } rows ? [.. rows.EnumerateArray().Select(row => row.GetInt32())] : [],
    };

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = OrderJson.Compact.Options.Encoder }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static JsonElement? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IReadOnlyList<Finding> List(JsonElement? value) =>
        value is { } known ? known.Deserialize(OrderJson.Compact.FindingArray)! : [];

    private static UInt128? Hash(JsonElement? value) =>
        value is { } known ? UInt128.Parse(known.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;

    private static OrderFingerprint KeysOf(JsonElement keys) => new(
        Hash(Member(keys, "source")),
        Hash(Member(keys, "number")),
        Member(keys, "content") is { } content ? [.. content.EnumerateArray().Select(entry => Hash(entry)!.Value)] : [],
        Member(keys, "contentHash")?.GetUInt64() ?? 0);

    private static Reservation ReservationOf(JsonElement reserved) => new(
        reserved.GetProperty("customer").GetString()!, reserved.GetProperty("currency").GetString()!, reserved.GetProperty("amount").GetDecimal());

    private static Outcome OutcomeOf(string? name) => name switch
    {
        "accepted" => Checks.Outcome.Accepted,
        "held" => Checks.Outcome.Held,
        "rejected" => Checks.Outcome.Rejected,
        "duplicate" => Checks.Outcome.Duplicate,
        _ => Checks.Outcome.Failed,
    };
}
