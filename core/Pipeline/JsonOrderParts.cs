using System.Text.Json;
using IntegrationHub.Core.Orders;
using static IntegrationHub.Core.Pipeline.JsonOrderReader;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The smaller parts of an order/v1 object.</summary>
internal static class JsonOrderParts
{
    public static Party? Party(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsObject(value, at))
        {
            return null;
        }

        var party = new Party();
        foreach (var member in value.EnumerateObject())
        {
            party = member.Name switch
            {
                "code" => party with { Code = read.Text(member.Value, $"{at}/code") },
                "name" => party with { Name = read.Text(member.Value, $"{at}/name") },
                "taxId" => party with { TaxId = read.Text(member.Value, $"{at}/taxId") },
                "contact" => party with { Contact = read.Text(member.Value, $"{at}/contact") },
                "email" => party with { Email = read.Text(member.Value, $"{at}/email") },
                "phone" => party with { Phone = read.Text(member.Value, $"{at}/phone") },
                _ => Unknown(party, member.Name, at, read),
            };
        }

        return party;
    }

    public static ShipTo? ShipTo(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsObject(value, at))
        {
            return null;
        }

        var ship = new ShipTo();
        foreach (var member in value.EnumerateObject())
        {
            ship = member.Name switch
            {
                "name" => ship with { Name = read.Text(member.Value, $"{at}/name") },
                "phone" => ship with { Phone = read.Text(member.Value, $"{at}/phone") },
                "country" => ship with { Country = read.Text(member.Value, $"{at}/country") },
                "province" => ship with { Province = read.Text(member.Value, $"{at}/province") },
                "city" => ship with { City = read.Text(member.Value, $"{at}/city") },
                "district" => ship with { District = read.Text(member.Value, $"{at}/district") },
                "street" => ship with { Street = read.Text(member.Value, $"{at}/street") },
                "postcode" => ship with { Postcode = read.Text(member.Value, $"{at}/postcode") },
                "masked" => ship with { Masked = read.Flag(member.Value, $"{at}/masked") ?? false },
                _ => Unknown(ship, member.Name, at, read),
            };
        }

        return ship;
    }

    public static OrderTotals? Totals(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsObject(value, at))
        {
            return null;
        }

        var totals = new OrderTotals();
        foreach (var member in value.EnumerateObject())
        {
            totals = member.Name switch
            {
                "goods" => totals with { Goods = read.Number(member.Value, $"{at}/goods") },
                "discount" => totals with { Discount = read.Number(member.Value, $"{at}/discount") },
                "freight" => totals with { Freight = read.Number(member.Value, $"{at}/freight") },
                "tax" => totals with { Tax = read.Number(member.Value, $"{at}/tax") },
                "payable" => totals with { Payable = read.Number(member.Value, $"{at}/payable") },
                _ => Unknown(totals, member.Name, at, read),
            };
        }

        return totals;
    }

    public static Payment? Payment(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsObject(value, at))
        {
            return null;
        }

        var payment = new Payment(null, null, null);
        foreach (var member in value.EnumerateObject())
        {
            payment = member.Name switch
            {
                "status" => payment with { Status = read.Text(member.Value, $"{at}/status") },
                "method" => payment with { Method = read.Text(member.Value, $"{at}/method") },
                "paidAt" => payment with { PaidAt = read.Instant(member.Value, $"{at}/paidAt") },
                _ => Unknown(payment, member.Name, at, read),
            };
        }

        return payment;
    }

    public static IReadOnlyList<Attachment> Attachments(JsonElement value, string at, JsonMembers read)
    {
        if (!read.IsArray(value, at))
        {
            return [];
        }

        var found = new List<Attachment>();
        foreach (var element in value.EnumerateArray())
        {
            var place = FormattableString.Invariant($"{at}/{found.Count}");
            var attachment = new Attachment("", null, "", 0);
            if (read.IsObject(element, place))
            {
                foreach (var member in element.EnumerateObject())
                {
                    attachment = member.Name switch
                    {
                        "name" => attachment with { Name = read.Text(member.Value, $"{place}/name") ?? "" },
                        "contentType" => attachment with { ContentType = read.Text(member.Value, $"{place}/contentType") },
                        "sha256" => attachment with { Sha256 = read.Text(member.Value, $"{place}/sha256") ?? "" },
                        "size" => attachment with { Size = (long)decimal.Clamp(read.Number(member.Value, $"{place}/size") ?? 0, 0, long.MaxValue) },
                        _ => Unknown(attachment, member.Name, place, read),
                    };
                }
            }

            found.Add(attachment);
        }

        return found;
    }
}
