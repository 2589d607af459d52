using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationHub.Core.Orders;

/// <summary>
/// Writes an order as it is stored: order/v1 without what its id or its place in the log says anyway (id, document, provenance of the
/// fields) and without members that have their default. Read back with <see cref="OrderJson.Compact"/>; a test holds both together.
/// The serialiser, which looks at each member's metadata, takes three times as long. Not thread-safe.
/// </summary>
internal sealed class StoredOrderJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(2048);
    private readonly Utf8JsonWriter _json;

    public StoredOrderJson() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public byte[] Write(CanonicalOrder order)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        Text("channel"u8, order.Channel);
        Text("account"u8, order.Account);
        Text("sourceId"u8, order.SourceId);
        Text("sourceVersion"u8, order.SourceVersion);
        Text("orderNumber"u8, order.OrderNumber);
        Date("orderDate"u8, order.OrderDate);
        Instant("orderedAt"u8, order.OrderedAt);
        Date("requestedDate"u8, order.RequestedDate);
        Priority(order.Priority);
        Text("currency"u8, order.Currency);
        Party("customer"u8, order.Customer);
        Party("supplier"u8, order.Supplier);
        ShipTo(order.ShipTo);
        Lines(order.Lines);
        Totals(order.Totals);
        Payment(order.Payment);
        Attachments(order.Attachments);
        Text("remarks"u8, order.Remarks);
        Attributes(order.Attributes);
        Provenance(order.Provenance);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _json.Dispose();

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private void Number(ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } known)
        {
            _json.WriteNumber(name, known);
        }
    }

    private void Date(ReadOnlySpan<byte> name, DateOnly? value)
    {
        if (value is { } known)
        {
            Span<byte> text = stackalloc byte[10];
            known.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
            _json.WriteString(name, text);
        }
    }

    private void Instant(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } known)
        {
            _json.WriteString(name, known);
        }
    }

    private void Flag(ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            _json.WriteBoolean(name, true);
        }
    }

    private void Priority(OrderPriority? priority)
    {
        if (priority is not null)
        {
            _json.WriteStartObject("priority"u8);
            Text("class"u8, priority.Class);
            Flag("urgent"u8, priority.Urgent);
            _json.WriteEndObject();
        }
    }

    private void Party(ReadOnlySpan<byte> name, Party? party)
    {
        if (party is not null)
        {
            _json.WriteStartObject(name);
            Text("code"u8, party.Code);
            Text("name"u8, party.Name);
            Text("taxId"u8, party.TaxId);
            Text("contact"u8, party.Contact);
            Text("email"u8, party.Email);
            Text("phone"u8, party.Phone);
            _json.WriteEndObject();
        }
    }

    private void ShipTo(ShipTo? ship)
    {
        if (ship is not null)
        {
            _json.WriteStartObject("shipTo"u8);
            Text("name"u8, ship.Name);
            Text("phone"u8, ship.Phone);
            Text("country"u8, ship.Country);
            Text("province"u8, ship.Province);
            Text("city"u8, ship.City);
            Text("district"u8, ship.District);
            Text("street"u8, ship.Street);
            Text("postcode"u8, ship.Postcode);
            Flag("masked"u8, ship.Masked);
            _json.WriteEndObject();
        }
    }

    private void Lines(IReadOnlyList<OrderLine> lines)
    {
        _json.WriteStartArray("lines"u8);
        for (var i = 0; i < lines.Count; i++)
        {
            Line(lines[i]);
        }

        _json.WriteEndArray();
    }

    private void Line(OrderLine line)
    {
        _json.WriteStartObject();
        _json.WriteNumber("lineNumber"u8, line.LineNumber);
        Text("itemCode"u8, line.ItemCode);
        Text("customerItemCode"u8, line.CustomerItemCode);
        Text("itemName"u8, line.ItemName);
        Text("specification"u8, line.Specification);
        Number("quantity"u8, line.Quantity);
        Text("unit"u8, line.Unit);
        Text("unitText"u8, line.UnitText);
        Number("unitPrice"u8, line.UnitPrice);
        Number("amount"u8, line.Amount);
        Number("taxRate"u8, line.TaxRate);
        Date("deliveryDate"u8, line.DeliveryDate);
        Text("drawingRevision"u8, line.DrawingRevision);
        Text("remarks"u8, line.Remarks);
        Attributes(line.Attributes);
        _json.WriteEndObject();
    }

    private void Totals(OrderTotals? totals)
    {
        if (totals is not null)
        {
            _json.WriteStartObject("totals"u8);
            Number("goods"u8, totals.Goods);
            Number("discount"u8, totals.Discount);
            Number("freight"u8, totals.Freight);
            Number("tax"u8, totals.Tax);
            Number("payable"u8, totals.Payable);
            _json.WriteEndObject();
        }
    }

    private void Payment(Payment? payment)
    {
        if (payment is not null)
        {
            _json.WriteStartObject("payment"u8);
            Text("status"u8, payment.Status);
            Text("method"u8, payment.Method);
            Instant("paidAt"u8, payment.PaidAt);
            _json.WriteEndObject();
        }
    }

    private void Attachments(IReadOnlyList<Attachment> attachments)
    {
        if (attachments.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("attachments"u8);
        foreach (var attachment in attachments)
        {
            _json.WriteStartObject();
            Text("name"u8, attachment.Name);
            Text("contentType"u8, attachment.ContentType);
            Text("sha256"u8, attachment.Sha256);
            _json.WriteNumber("size"u8, attachment.Size);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Attributes(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        _json.WriteStartObject("attributes"u8);
        foreach (var (name, value) in attributes)
        {
            _json.WriteString(name, value);
        }

        _json.WriteEndObject();
    }

    private void Provenance(Provenance? provenance)
    {
        if (provenance is null)
        {
            return;
        }

        _json.WriteStartObject("provenance"u8);
        Text("mapping"u8, provenance.Mapping);
        Text("mappingVersion"u8, provenance.MappingVersion);
        if (provenance.Rows.Count > 0)
        {
            _json.WriteStartArray("rows"u8);
            for (var i = 0; i < provenance.Rows.Count; i++)
            {
                _json.WriteNumberValue(provenance.Rows[i]);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }
}
