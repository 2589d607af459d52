namespace IntegrationHub.Core.Orders.Schema;

internal ref partial struct OrderV1Scan
{
    private OrderPriority? ReadPriority(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        string? priority = null;
        var urgent = false;
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "class": priority = Word(member); break;
                case "urgent": urgent = Flag(); break;
            }
        }

        return new OrderPriority(priority, urgent);
    }

    private Party? ReadParty(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        string? code = null, name = null, taxId = null, contact = null, email = null, phone = null;
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "code": code = Text(member); break;
                case "name": name = Text(member); break;
                case "taxId": taxId = Text(member); break;
                case "contact": contact = Text(member); break;
                case "email": email = Text(member); break;
                case "phone": phone = Text(member); break;
            }
        }

        return new Party { Code = code, Name = name, TaxId = taxId, Contact = contact, Email = email, Phone = phone };
    }

    private ShipTo? ReadShipTo(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        string? name = null, phone = null, country = null, province = null, city = null, district = null, street = null, postcode = null;
        var masked = false;
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "name": name = Text(member); break;
                case "phone": phone = Text(member); break;
                case "country": country = Text(member); break;
                case "province": province = Text(member); break;
                case "city": city = Text(member); break;
                case "district": district = Text(member); break;
                case "street": street = Text(member); break;
                case "postcode": postcode = Text(member); break;
                case "masked": masked = Flag(); break;
            }
        }

        return new ShipTo
        {
            Name = name, Phone = phone, Country = country, Province = province, City = city, District = district, Street = street,
            Postcode = postcode, Masked = masked,
        };
    }

    private OrderTotals? ReadTotals(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        decimal? goods = null, discount = null, freight = null, tax = null, payable = null;
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "goods": goods = Number(member); break;
                case "discount": discount = Number(member); break;
                case "freight": freight = Number(member); break;
                case "tax": tax = Number(member); break;
                case "payable": payable = Number(member); break;
            }
        }

        return new OrderTotals { Goods = goods, Discount = discount, Freight = freight, Tax = tax, Payable = payable };
    }

    private Payment? ReadPayment(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        string? status = null, method = null;
        DateTimeOffset? paidAt = null;
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "status": status = Text(member); break;
                case "method": method = Text(member); break;
                case "paidAt": paidAt = Instant(); break;
            }
        }

        return new Payment(status, method, paidAt);
    }

    private List<Attachment>? ReadAttachments(OrderMember list)
    {
        if (!OpenList())
        {
            return null;
        }

        var attachments = new List<Attachment>();
        while (NextEntry(list))
        {
            if (Open(required: true))
            {
                attachments.Add(ReadAttachment(list.Shape!));
            }
        }

        return attachments;
    }

    private Attachment ReadAttachment(OrderShape shape)
    {
        string? name = null, contentType = null, sha256 = null;
        long size = 0;
        var seen = default(Seen);
        while (Next(shape, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "name": name = Text(member); break;
                case "contentType": contentType = Text(member); break;
                case "sha256": sha256 = Matching(member, IsSha256); break;
                case "size": size = Integer(member, long.MaxValue) ?? 0; break;
            }
        }

        RequireSeen(shape, seen);
        return new Attachment(name ?? "", contentType, sha256 ?? "", size);
    }

    private Provenance? ReadProvenance(OrderMember parent)
    {
        if (!Open())
        {
            return null;
        }

        string? document = null, mapping = null, mappingVersion = null;
        var fields = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        var rows = new List<int>();
        var seen = default(Seen);
        while (Next(parent.Shape!, ref seen) is { } member)
        {
            switch (member.Name)
            {
                case "document": document = Text(member); break;
                case "mapping": mapping = Text(member); break;
                case "mappingVersion": mappingVersion = Text(member); break;
                case "fields": ReadSources(member, fields); break;
                case "rows": ReadRows(member, rows); break;
            }
        }

        return new Provenance { Document = document, Mapping = mapping, MappingVersion = mappingVersion, Fields = fields, Rows = rows };
    }

    private void ReadSources(OrderMember map, Dictionary<string, FieldSource> fields)
    {
        if (!Open())
        {
            return;
        }

        while (MoveToKey(fields.Count, map) is { } path)
        {
            if (!Open(required: true))
            {
                continue;
            }

            string? source = null;
            decimal confidence = 0;
            var seen = default(Seen);
            while (Next(map.Shape!, ref seen) is { } member)
            {
                switch (member.Name)
                {
                    case "source": source = Text(member); break;
                    case "confidence": confidence = Number(member) ?? 0; break;
                }
            }

            if (!fields.TryAdd(path, new FieldSource(source ?? "", confidence)))
            {
                Raise(OrderFindings.RepeatedMember, Shortened(path));
            }
        }
    }

    private void ReadRows(OrderMember list, List<int> rows)
    {
        if (!OpenList())
        {
            return;
        }

        while (NextEntry(list))
        {
            if (Integer(OrderV1.RowNumber) is { } row)
            {
                rows.Add((int)row);
            }
        }
    }

    private static bool IsSha256(string text) =>
        text.Length == 64 && text.AsSpan().IndexOfAnyExceptInRange('0', 'f') < 0 && text.AsSpan().IndexOfAnyInRange(':', '`') < 0;
}
