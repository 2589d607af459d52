namespace IntegrationHub.Benchmarks.Mapping;

/// <summary>The 40 fields of <see cref="PlatformOrder"/>, as a mapping file and as a JSONata expression.</summary>
internal static class PlatformMapping
{
    public const string Yaml =
        """
        mapping: platform
        version: 1
        target: order/v1
        match: {channel: platform}
        contract: {fields: evolve, types: dead_letter, rows: dead_letter}
        json: {}
        fields:
          - {to: sourceId, from: trade.id, required: true}
          - {to: sourceVersion, from: trade.modified, required: true}
          - {to: orderNumber, from: trade.number, required: true}
          - {to: orderDate, from: trade.created}
          - {to: orderedAt, from: trade.created, convert: {instant: {zone: Asia/Shanghai}}}
          - {to: payment.paidAt, from: trade.paid, convert: {instant: {zone: Asia/Shanghai}}}
          - {to: requestedDate, from: trade.ship_by}
          - {to: stage, from: trade.status, convert: {enum: stage}}
          - {to: currency, from: trade.currency}
          - {to: remarks, from: trade.memo}
          - {to: customer.code, from: buyer.code}
          - {to: customer.name, from: buyer.name}
          - {to: customer.taxId, from: buyer.tax_id}
          - {to: customer.contact, from: buyer.contact}
          - {to: customer.phone, from: buyer.phone}
          - {to: shipTo.name, from: receiver.name}
          - {to: shipTo.phone, from: receiver.phone}
          - {to: shipTo.province, from: receiver.province}
          - {to: shipTo.city, from: receiver.city}
          - {to: shipTo.street, from: receiver.street}
          - {to: shipTo.postcode, from: receiver.zip}
          - {to: totals.goods, from: amounts.goods}
          - {to: totals.freight, from: amounts.freight}
          - {to: totals.payable, from: amounts.payable}
          - {to: "lines[].lineNumber", from: "items.item[*].line_no"}
          - {to: "lines[].itemCode", from: "items.item[*].sku", required: true}
          - {to: "lines[].customerItemCode", from: "items.item[*].buyer_sku"}
          - {to: "lines[].itemName", from: "items.item[*].title"}
          - {to: "lines[].specification", from: "items.item[*].props"}
          - {to: "lines[].quantity", from: "items.item[*].num", required: true}
          - {to: "lines[].unitText", from: "items.item[*].uom"}
          - {to: "lines[].unitPrice", from: "items.item[*].price"}
          - {to: "lines[].amount", from: "items.item[*].total"}
          - {to: "lines[].taxRate", from: "items.item[*].tax_rate"}
          - {to: "lines[].deliveryDate", from: "items.item[*].due"}
          - {to: "lines[].drawingRevision", from: "items.item[*].revision"}
          - {to: "lines[].remarks", from: "items.item[*].note"}
          - {to: "lines[].attributes.oid", from: "items.item[*].oid"}
          - {to: "lines[].attributes.refund", from: "items.item[*].refund", convert: {enum: refund}}
          - {to: "lines[].attributes.store", from: "items.item[*].store"}
        enums:
          stage: {PAID: confirmed, WAIT_SHIP: preparing, SHIPPED: shipped, DONE: completed, CLOSED: cancelled}
          refund: {NO_REFUND: none, WAIT_SELLER_AGREE: asked, SUCCESS: refunded}
        """;

    public const string Jsonata =
        """
        (
          $stages := {"PAID": "confirmed", "WAIT_SHIP": "preparing", "SHIPPED": "shipped", "DONE": "completed", "CLOSED": "cancelled"};
          $refunds := {"NO_REFUND": "none", "WAIT_SELLER_AGREE": "asked", "SUCCESS": "refunded"};
          $text := function($t) { $t = "" ? null : $trim($t) };
          $utc := function($t) { $fromMillis($toMillis($replace($t, " ", "T") & "+08:00")) };
          {
            "sourceId": $text(trade.id),
            "sourceVersion": trade.modified,
            "orderNumber": $text(trade.number),
            "orderDate": $substring(trade.created, 0, 10),
            "orderedAt": $utc(trade.created),
            "payment": {"paidAt": $utc(trade.paid)},
            "requestedDate": trade.ship_by,
            "stage": $lookup($stages, trade.status),
            "currency": trade.currency,
            "remarks": $text(trade.memo),
            "customer": {"code": $text(buyer.code), "name": $text(buyer.name), "taxId": $text(buyer.tax_id), "contact": $text(buyer.contact), "phone": $text(buyer.phone)},
            "shipTo": {"name": $text(receiver.name), "phone": $text(receiver.phone), "province": $text(receiver.province), "city": $text(receiver.city), "street": $text(receiver.street), "postcode": $text(receiver.zip)},
            "totals": {"goods": $number(amounts.goods), "freight": $number(amounts.freight), "payable": $number(amounts.payable)},
            "lines": items.item.{
              "lineNumber": line_no,
              "itemCode": $text(sku),
              "customerItemCode": $text(buyer_sku),
              "itemName": $text(title),
              "specification": $text(props),
              "quantity": num,
              "unitText": $text(uom),
              "unit": uom = "个" ? "C62" : null,
              "unitPrice": $number(price),
              "amount": $number(total),
              "taxRate": $number(tax_rate),
              "deliveryDate": due,
              "drawingRevision": $text(revision),
              "remarks": $text(note),
              "attributes": {"oid": $text(oid), "refund": $lookup($refunds, refund), "store": $text(store)}
            }
          }
        )
        """;
}
