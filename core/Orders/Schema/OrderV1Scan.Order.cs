namespace IntegrationHub.Core.Orders.Schema;

internal ref partial struct OrderV1Scan
{
    /// <summary>Reads the order that the current token starts; null, with a finding, when it is no object.</summary>
    public CanonicalOrder? ReadOrder()
    {
        if (!Open(required: true))
        {
            return null;
        }

        var draft = default(OrderParts);
        var schema = false;
        var seen = default(Seen);
        while (Next(OrderV1.Order, ref seen) is { } member)
        {
            if (member.Name == "schema")
            {
                schema = true;
                ReadSchema(member);
            }
            else
            {
                ReadMember(ref draft, member);
            }
        }

        // A required schema that is null was remarked on by Next; only its absence is tolerated.
        if (!schema && (seen.Bits & 1) == 0)
        {
            Raise(OrderFindings.SchemaNotStated);
        }

        return draft.ToOrder();
    }

    private void ReadSchema(OrderMember member)
    {
        if (Text(member) is { } schema && schema != CanonicalOrder.SchemaName)
        {
            Raise(OrderFindings.UnknownSchema, Shortened(schema));
        }
    }

    private void ReadMember(ref OrderParts o, OrderMember member)
    {
        switch (member.Name)
        {
            case "id": o.Id = Id(); break;
            case "channel": o.Channel = Text(member); break;
            case "account": o.Account = Text(member); break;
            case "sourceId": o.SourceId = Text(member); break;
            case "sourceVersion": o.SourceVersion = Text(member); break;
            case "orderNumber": o.OrderNumber = Text(member); break;
            case "orderDate": o.OrderDate = Date(); break;
            case "orderedAt": o.OrderedAt = Instant(); break;
            case "requestedDate": o.RequestedDate = Date(); break;
            case "priority": o.Priority = ReadPriority(member); break;
            case "currency": o.Currency = Matching(member, IsCurrency); break;
            case "customer": o.Customer = ReadParty(member); break;
            case "supplier": o.Supplier = ReadParty(member); break;
            case "shipTo": o.ShipTo = ReadShipTo(member); break;
            case "lines": o.Lines = ReadLines(member); break;
            case "totals": o.Totals = ReadTotals(member); break;
            case "payment": o.Payment = ReadPayment(member); break;
            case "attachments": o.Attachments = ReadAttachments(member); break;
            case "remarks": o.Remarks = Text(member); break;
            case "attributes": o.Attributes = TextMap(member); break;
            case "stage": o.Stage = Word(member); break;
            case "onHold": o.OnHold = Flag(); break;
            case "provenance": o.Provenance = ReadProvenance(member); break;
        }
    }

    private List<OrderLine>? ReadLines(OrderMember list)
    {
        if (!OpenList())
        {
            return null;
        }

        var lines = new List<OrderLine>();
        while (NextEntry(list))
        {
            if (Open(required: true))
            {
                lines.Add(ReadLine(list.Shape!, lines.Count + 1));
            }
        }

        return lines;
    }

    private OrderLine ReadLine(OrderShape shape, int position)
    {
        var line = default(LineParts);
        var seen = default(Seen);
        while (Next(shape, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "lineNumber": line.LineNumber = (int?)Integer(member); break;
                case "itemCode": line.ItemCode = Text(member); break;
                case "customerItemCode": line.CustomerItemCode = Text(member); break;
                case "itemName": line.ItemName = Text(member); break;
                case "specification": line.Specification = Text(member); break;
                case "quantity": line.Quantity = Number(member); break;
                case "unit": line.Unit = Text(member); break;
                case "unitText": line.UnitText = Text(member); break;
                case "unitPrice": line.UnitPrice = Number(member); break;
                case "amount": line.Amount = Number(member); break;
                case "taxRate": line.TaxRate = Number(member); break;
                case "deliveryDate": line.DeliveryDate = Date(); break;
                case "drawingRevision": line.DrawingRevision = Text(member); break;
                case "remarks": line.Remarks = Text(member); break;
                case "attributes": line.Attributes = TextMap(member); break;
            }
        }

        return line.ToLine(position);
    }

    private static bool IsCurrency(string text) =>
        text.Length == 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]);
}
