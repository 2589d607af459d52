using System.Text.Json;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Reads one order/v1 object. Everything wrong is remarked at once; what is right is kept, so that a refused order can be looked at.
/// Id, stage and hold are the hub's own and not taken from outside.
/// </summary>
internal static class JsonOrderReader
{
    /// <summary>Reads the object at this JSON Pointer.</summary>
    public static UnderstoodOrder Read(JsonElement element, string pointer)
    {
        var read = new JsonMembers();
        if (element.ValueKind != JsonValueKind.Object)
        {
            read.Findings.Add(PipelineFindings.NotAnOrder.At(pointer, null, element.ValueKind.ToString()));
            return new UnderstoodOrder(new CanonicalOrder(), 1m, read.Findings);
        }

        var order = Order(element, pointer, read);
        if (order.Schema != CanonicalOrder.SchemaName)
        {
            read.Findings.Add(PipelineFindings.UnknownSchema.At(pointer + "/schema", "schema", order.Schema));
            order = order with { Schema = CanonicalOrder.SchemaName };
        }

        return new UnderstoodOrder(order, 1m, read.Findings);
    }

    private static CanonicalOrder Order(JsonElement element, string at, JsonMembers read)
    {
        var order = new CanonicalOrder();
        foreach (var member in element.EnumerateObject())
        {
            var (name, value) = (member.Name, member.Value);
            order = name switch
            {
                "schema" => order with { Schema = read.Text(value, $"{at}/schema") ?? CanonicalOrder.SchemaName },
                "id" or "stage" or "onHold" => order,
                "channel" => order with { Channel = read.Text(value, $"{at}/channel") },
                "account" => order with { Account = read.Text(value, $"{at}/account") },
                "sourceId" => order with { SourceId = read.Text(value, $"{at}/sourceId") },
                "sourceVersion" => order with { SourceVersion = read.Text(value, $"{at}/sourceVersion") },
                "orderNumber" => order with { OrderNumber = read.Text(value, $"{at}/orderNumber") },
                "orderDate" => order with { OrderDate = read.Date(value, $"{at}/orderDate") },
                "orderedAt" => order with { OrderedAt = read.Instant(value, $"{at}/orderedAt") },
                "requestedDate" => order with { RequestedDate = read.Date(value, $"{at}/requestedDate") },
                "priority" => order with { Priority = Priority(value, $"{at}/priority", read) },
                "currency" => order with { Currency = read.Text(value, $"{at}/currency") },
                "customer" => order with { Customer = JsonOrderParts.Party(value, $"{at}/customer", read) },
                "supplier" => order with { Supplier = JsonOrderParts.Party(value, $"{at}/supplier", read) },
                "shipTo" => order with { ShipTo = JsonOrderParts.ShipTo(value, $"{at}/shipTo", read) },
                "lines" => order with { Lines = Lines(value, $"{at}/lines", read) },
                "totals" => order with { Totals = JsonOrderParts.Totals(value, $"{at}/totals", read) },
                "payment" => order with { Payment = JsonOrderParts.Payment(value, $"{at}/payment", read) },
                "attachments" => order with { Attachments = JsonOrderParts.Attachments(value, $"{at}/attachments", read) },
                "remarks" => order with { Remarks = read.Text(value, $"{at}/remarks") },
                "attributes" => order with { Attributes = read.Texts(value, $"{at}/attributes") ?? order.Attributes },

                // Where the sender's own values came from is the sender's knowledge; the hub's begins with this document.
                "provenance" => order,
                _ => Unknown(order, name, at, read),
            };
        }

        return order;
    }

    private static OrderPriority? Priority(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsObject(value, at))
        {
            return null;
        }

        var priority = new OrderPriority(null, false);
        foreach (var member in value.EnumerateObject())
        {
            priority = member.Name switch
            {
                "class" => priority with { Class = read.Text(member.Value, $"{at}/class") },
                "urgent" => priority with { Urgent = read.Flag(member.Value, $"{at}/urgent") ?? false },
                _ => Unknown(priority, member.Name, at, read),
            };
        }

        return priority;
    }

    private static OrderLine[] Lines(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsArray(value, at))
        {
            return [];
        }

        var lines = new OrderLine[value.GetArrayLength()];
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            lines[index] = Line(element, FormattableString.Invariant($"{at}/{index}"), index + 1, read);
            index++;
        }

        return lines;
    }

    private static OrderLine Line(JsonElement element, string at, int number, JsonMembers read)
    {
        var line = new OrderLine { LineNumber = number };
        if (!read.IsObject(element, at))
        {
            return line;
        }

        foreach (var member in element.EnumerateObject())
        {
            var value = member.Value;
            line = member.Name switch
            {
                "lineNumber" => line with { LineNumber = read.Integer(value, $"{at}/lineNumber") ?? number },
                "itemCode" => line with { ItemCode = read.Text(value, $"{at}/itemCode") },
                "customerItemCode" => line with { CustomerItemCode = read.Text(value, $"{at}/customerItemCode") },
                "itemName" => line with { ItemName = read.Text(value, $"{at}/itemName") },
                "specification" => line with { Specification = read.Text(value, $"{at}/specification") },
                "quantity" => line with { Quantity = read.Number(value, $"{at}/quantity") },
                "unit" => line with { Unit = read.Text(value, $"{at}/unit") },
                "unitText" => line with { UnitText = read.Text(value, $"{at}/unitText") },
                "unitPrice" => line with { UnitPrice = read.Number(value, $"{at}/unitPrice") },
                "amount" => line with { Amount = read.Number(value, $"{at}/amount") },
                "taxRate" => line with { TaxRate = read.Number(value, $"{at}/taxRate") },
                "deliveryDate" => line with { DeliveryDate = read.Date(value, $"{at}/deliveryDate") },
                "drawingRevision" => line with { DrawingRevision = read.Text(value, $"{at}/drawingRevision") },
                "remarks" => line with { Remarks = read.Text(value, $"{at}/remarks") },
                "attributes" => line with { Attributes = read.Texts(value, $"{at}/attributes") ?? line.Attributes },
                _ => Unknown(line, member.Name, at, read),
            };
        }

        return line;
    }

    internal static T Unknown<T>(T part, string name, string at, JsonMembers read)
    {
        read.Unknown(name, JsonMembers.Member(at, name));
        return part;
    }
}
