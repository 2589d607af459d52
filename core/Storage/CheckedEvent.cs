using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Storage;

/// <summary>
/// Writes the data of events that carry an order and what its checks said. What is the same for thousands of orders of one table
/// (provenance of the fields, remarks without a place) is not written but named by its hash.
/// </summary>
public sealed class CheckedEvent : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    /// <summary>One writer, used again and again by one thread.</summary>
    public CheckedEvent() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>The data of <see cref="OrderEventTypes.Received"/>, <see cref="OrderEventTypes.Checked"/> and <see cref="OrderEventTypes.Revised"/>.</summary>
    /// <param name="orderJson">Compact JSON of the order without provenance fields.</param>
    /// <param name="order">What the checks said.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <param name="understood">Those of the findings that are not the checks' own; the next check starts from them.</param>
    /// <param name="fields">Hash of the provenance fields.</param>
    /// <param name="shared">Hash of the findings that are stored once, and the findings.</param>
    /// <param name="reservation">What it reserves.</param>
    /// <param name="stage">Where it is at the system that keeps it; null leaves it.</param>
    /// <param name="document">Where this version came from; null for the document that the order's id says.</param>
    public byte[] Write(
        ReadOnlySpan<byte> orderJson, CheckedOrder order, decimal confidence, IReadOnlyList<Finding> understood,
        UInt128? fields, (UInt128 Hash, IReadOnlyList<Finding> Findings)? shared, Reservation? reservation, OrderStage? stage = null, string? document = null)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("outcome"u8, OutcomeName(order.Outcome));
        _json.WriteNumber("confidence"u8, confidence);
        if (order.DuplicateOf is { } duplicate)
        {
            _json.WriteString("duplicateOf"u8, duplicate);
        }

        if (order.Route is { } route)
        {
            _json.WriteString("route"u8, route);
        }

        if (stage is { } stands)
        {
            _json.WritePropertyName("stage"u8);
            JsonSerializer.Serialize(_json, stands, OrderJson.Compact.OrderStage);
        }

        if (document is not null)
        {
            _json.WriteString("document"u8, document);
        }

        Reference("fields"u8, fields);
        Reference("sharedFindings"u8, shared?.Hash);
        Findings(order.Findings, understood, shared?.Findings);
        Keys(order.Fingerprint);
        reservation?.Write(_json);

        _json.WritePropertyName("order"u8);
        _json.WriteRawValue(orderJson, skipInputValidation: true);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    /// <summary>True for a remark that is stored once for all orders: no place, no consequence.</summary>
    public static bool IsShared(Finding finding) => finding is { Severity: Severity.Info, Where: null };

    /// <summary>Outcome as written in JSON.</summary>
    public static string OutcomeName(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.Held => "held",
        Outcome.Rejected => "rejected",
        Outcome.Duplicate => "duplicate",
        _ => "failed",
    };

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Findings(IReadOnlyList<Finding> all, IReadOnlyList<Finding> understood, IReadOnlyList<Finding>? shared)
    {
        var open = false;
        for (var i = 0; i < all.Count; i++)
        {
            if (shared is not null && IsShared(all[i]))
            {
                continue;
            }

            if (!open)
            {
                _json.WriteStartArray("findings"u8);
                open = true;
            }

            JsonSerializer.Serialize(_json, all[i], OrderJson.Compact.Finding);
        }

        if (open)
        {
            _json.WriteEndArray();
        }

        if (understood.Count > 0)
        {
            _json.WritePropertyName("understood"u8);
            JsonSerializer.Serialize(_json, understood, OrderJson.Compact.IReadOnlyListFinding);
        }
    }

    private void Keys(OrderFingerprint keys)
    {
        _json.WriteStartObject("keys"u8);
        Reference("source"u8, keys.Source);
        Reference("number"u8, keys.Number);
        if (keys.Content.Count > 0)
        {
            Span<byte> hex = stackalloc byte[32];
            _json.WriteStartArray("content"u8);
            for (var i = 0; i < keys.Content.Count; i++)
            {
                _json.WriteStringValue(Hex(keys.Content[i], hex));
            }

            _json.WriteEndArray();
        }

        _json.WriteNumber("contentHash"u8, keys.ContentHash);
        _json.WriteEndObject();
    }

    private void Reference(ReadOnlySpan<byte> name, UInt128? hash)
    {
        if (hash is { } known)
        {
            Span<byte> hex = stackalloc byte[32];
            _json.WriteString(name, Hex(known, hex));
        }
    }

    private static ReadOnlySpan<byte> Hex(UInt128 value, Span<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        Convert.TryToHexStringLower(bytes, hex, out _);
        return hex;
    }
}
