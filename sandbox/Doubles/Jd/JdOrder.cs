using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>Shows an order of the shop with every field it has; names and text numbers as the platform writes them.</summary>
internal sealed class JdOrder(OrderState state, JdSetup options)
{
    private const string Never = "0001-01-01 00:00:00";
    private readonly ShopOrder _order = state.Order;

    /// <summary>State of the order.</summary>
    public string State =>
        state.IsSplitUp || state.IsClosedUnpaid || state.IsClosed ? "TRADE_CANCELED"
        : state.IsFinished ? "FINISHED_L"
        : state.Lines.Any(l => l.Refund == RefundState.Asked) || state.IsHeld ? "LOCKED"
        : state.IsShipped ? "WAIT_GOODS_RECEIVE_CONFIRM"
        : _order.IsStrange ? "WAIT_ROBOT_PICKING"
        : "WAIT_SELLER_STOCK_OUT";

    /// <summary>Whether it has come to where it is produced; unpaid orders are shown elsewhere.</summary>
    public bool IsListed => state.Paid is not null || _order.Kind == ShopOrderKind.CashOnDelivery;

    public static string Id(long key) => (300_000_000_000L + key).ToString(CultureInfo.InvariantCulture);

    public static long Key(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 300_000_000_000L : -1;

    public static string Clock(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What is asked for; a field that no documentation knows comes all the same.</summary>
    /// <param name="fields">Names of the fields.</param>
    /// <param name="asCipher">True for the calls that give receivers in cipher text.</param>
    public JsonObject Show(IReadOnlySet<string> fields, bool asCipher)
    {
        var shown = All(asCipher);
        foreach (var (name, _) in shown.Where(m => !fields.Contains(m.Key)).ToList())
        {
            shown.Remove(name);
        }

        if (_order.Shape == RecordShape.UnknownField)
        {
            shown["orderNewMark"] = "A1";
        }
        else if (_order.Shape == RecordShape.Malformed)
        {
            shown.Remove("orderId");
        }

        return shown;
    }

    private JsonObject All(bool asCipher)
    {
        var discount = _order.Discount + _order.LineDiscounts;
        var seller = _order.Goods - discount;
        var shipped = state.Lines.Select((l, i) => (l.Shipped, i)).Where(l => l.Shipped is not null).ToList();
        var isPart = shipped.Count > 0 && !state.IsShipped;
        var shown = new JsonObject
        {
            ["orderId"] = Id(_order.Key),
            ["venderId"] = options.Vendor,
            ["orderType"] = "22",
            ["payType"] = _order.Kind == ShopOrderKind.CashOnDelivery ? "1-货到付款" : "4-在线支付",
            ["orderState"] = State,
            ["orderStateRemark"] = State,
            ["orderTotalPrice"] = Money(_order.Goods),
            ["sellerDiscount"] = Money(discount),
            ["orderSellerPrice"] = Money(seller),
            ["freightPrice"] = Money(_order.Freight),
            ["balanceUsed"] = Money(_order.Balance),
            ["taxFee"] = "0.00",
            ["serviceFee"] = "0.00",
            ["orderPayment"] = Money(seller - _order.PlatformCoupon - _order.Balance + _order.Freight),
            ["orderStartTime"] = Clock(_order.Created),
            ["paymentConfirmTime"] = _order.Kind != ShopOrderKind.CashOnDelivery && state.Paid is { } paid ? Clock(paid) : Never,
            ["orderEndTime"] = state.Ended is { } ended ? Clock(ended) : _order.Purchase % 2 == 0 ? Never : "1970-01-01 00:00:00",
            ["modified"] = Clock(state.Modified),
            ["deliveryType"] = "任意时间",
            ["orderRemark"] = _order.BuyerMessage,
            ["venderRemark"] = state.MemoEdits > 0 ? string.Create(CultureInfo.InvariantCulture, $"备注{state.MemoEdits}🌟") : "",
            ["returnOrder"] = "0",
            ["orderSource"] = "移动端订单",
            ["storeOrder"] = "",
            ["storeId"] = "0",
            ["idSopShipmenttype"] = 67,
            ["parentOrderId"] = _order.Root is null ? "0" : Id(ShopOrder.Key64(_order.Purchase, 0)),
            ["directParentOrderId"] = _order.Parent is { } parent ? Id(ShopOrder.Key64(_order.Purchase, parent)) : "0",
            ["open_id_buyer"] = string.Create(CultureInfo.InvariantCulture, $"openIdBuyer{_order.Buyer:D12}"),
            ["pin"] = "",
            ["vatInfo"] = new JsonArray(),
            ["consigneeInfo"] = Consignee(asCipher),
            ["itemInfoList"] = new JsonArray([.. Enumerable.Range(0, _order.Lines.Count).Select(Item)]),
            ["couponDetailList"] = Coupons(),
        };
        if (shipped.Count > 0 && !isPart)
        {
            shown["waybill"] = string.Join('|', shipped.Select(s => Waybill(s.i)));
            shown["logisticsId"] = string.Join('|', shipped.Select(_ => "467"));
        }

        if (isPart)
        {
            shown["partialLogisticsInfoModel"] = new JsonArray([.. shipped.Select(s => (JsonNode)new JsonObject
            {
                ["shipmentId"] = 1L,
                ["logicId"] = "467",
                ["waybillId"] = Waybill(s.i),
                ["shipmentTime"] = s.Shipped!.Value.ToUnixTimeMilliseconds(),
                ["skus"] = new JsonArray(new JsonObject { ["skuUuid"] = Uuid(s.i), ["skuId"] = Sku(s.i), ["num"] = _order.Lines[s.i].Quantity }),
            })]);
        }

        return shown;
    }

    private static string Cipher(string text) =>
        "AA" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Waybill(int line) => string.Create(CultureInfo.InvariantCulture, $"SF{(_order.Key * 10) + line:D13}");

    private string Uuid(int line) => string.Create(CultureInfo.InvariantCulture, $"1012_{_order.Key:D10}{line}");

    private string Sku(int line) => "1" + (_order.Lines[line].Article.Sku ?? _order.Lines[line].Article.Item);

    private JsonObject Consignee(bool asCipher)
    {
        var street = string.Create(CultureInfo.InvariantCulture, $"示例路{(_order.Buyer % 90) + 1 + state.AddressChanges}号");
        var area = "虚构省" + (_order.HasCity ? "幻想市" : "") + "样例区";
        var form = asCipher && options.Receivers != ReceiverForm.Plain ? ReceiverForm.Cipher : options.Receivers;
        var mobile = form == ReceiverForm.Plain
            ? string.Create(CultureInfo.InvariantCulture, $"1990000{_order.Buyer % 10000:D4}")
            : string.Create(CultureInfo.InvariantCulture, $"199*******{_order.Buyer % 10}");
        var consignee = new JsonObject
        {
            ["fullname"] = form switch { ReceiverForm.Plain => "测试收货人", ReceiverForm.Masked => "测**", _ => Cipher("name" + _order.Buyer) },
            ["mobile"] = mobile,
            ["telephone"] = "",
            ["fullAddress"] = form switch { ReceiverForm.Plain => area + street, ReceiverForm.Masked => area + "测试街道****", _ => Cipher(street) },
            ["province"] = "虚构省",
            ["city"] = _order.HasCity ? "幻想市" : "直辖县级示例市",
            ["county"] = "样例区",
            ["town"] = _order.Buyer % 2 == 0 ? "测试街道" : "",
            ["provinceId"] = "99",
            ["cityId"] = "9901",
            ["countyId"] = "990101",
            ["townId"] = "0",
            ["oaid"] = string.Create(CultureInfo.InvariantCulture, $"jdoaid-{_order.Key:x}-{state.AddressChanges}"),
        };
        if (form == ReceiverForm.Cipher)
        {
            consignee["desen_mobile"] = Cipher(mobile)[..40].ToLowerInvariant();
        }

        return consignee;
    }

    private JsonNode Item(int index)
    {
        var line = _order.Lines[index];
        var shown = new JsonObject
        {
            ["skuId"] = Sku(index),
            ["wareId"] = "1" + line.Article.Item,
            ["outerSkuId"] = line.Article.SkuCode,
            ["productNo"] = line.Article.ItemCode,
            ["skuName"] = $"{line.Article.Title} {line.Article.Variant}".TrimEnd(),
            ["jdPrice"] = Money(line.Article.Price),
            ["itemTotal"] = line.Quantity.ToString(CultureInfo.InvariantCulture),
            ["giftPoint"] = "0",
            ["newStoreId"] = "0",
            ["serviceName"] = "",
            ["itemExt"] = $$"""{"skuUuid":"{{Uuid(index)}}","newStoreId":"0"}""",
        };
        if (_order.Shape == RecordShape.MissingRequired)
        {
            shown.Remove("itemTotal");
        }

        return shown;
    }

    private JsonArray Coupons()
    {
        var coupons = new JsonArray();
        void Add(decimal amount, string type, string sku)
        {
            if (amount > 0)
            {
                coupons.Add(new JsonObject { ["orderId"] = Id(_order.Key), ["skuId"] = sku, ["couponType"] = type, ["couponPrice"] = Money(amount) });
            }
        }

        for (var i = 0; i < _order.Lines.Count; i++)
        {
            Add(_order.Lines[i].Discount, "30-单品促销优惠", Sku(i));
        }

        Add(_order.Discount, "100-店铺优惠", "");
        Add(_order.PlatformCoupon, "41-京东券优惠", "");
        return coupons;
    }
}
