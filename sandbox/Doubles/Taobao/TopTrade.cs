using System.Globalization;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>Shows an order of the shop as a trade with every field it has; what is selected of it is decided elsewhere.</summary>
internal sealed class TopTrade(OrderState state, TopSetup options)
{
    /// <summary>Ways in which the platform forbids shipping an order that its status calls ready.</summary>
    public static readonly string[] HoldFlags = ["top_hold", "team_buy_hold", "share_group_hold", "ofp_hold", "forbid_consign"];

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly ShopOrder _order = state.Order;

    /// <summary>Status of the trade.</summary>
    public string Status =>
        state.IsClosedUnpaid ? "TRADE_CLOSED_BY_TAOBAO"
        : state.IsClosed ? "TRADE_CLOSED"
        : state.IsFinished ? "TRADE_FINISHED"
        : state.Paid is null ? "WAIT_BUYER_PAY"
        : state.IsShipped ? "WAIT_BUYER_CONFIRM_GOODS"
        : state.FirstShipped is not null ? "SELLER_CONSIGNED_PART"
        : state.IsHeld && HoldFlag is null ? "PAID_FORBID_CONSIGN"
        : _order.IsStrange ? "WAIT_ROBOT_PICKING"
        : "WAIT_SELLER_SEND_GOODS";

    /// <summary>What holds it where its status does not tell; null where the status does.</summary>
    private string? HoldFlag => _order.Purchase % (HoldFlags.Length + 1) is var which && which < HoldFlags.Length ? HoldFlags[which] : null;

    /// <summary>Type of the trade; every 97th is of a type that lists leave out unless asked.</summary>
    public string Type => _order.Kind == ShopOrderKind.Presale ? "step" : _order.Purchase % 97 == 13 ? "eticket" : "fixed";

    public static string Id(long key) => (2_610_000_000_000_000_000L + (key * 1000)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Key of the order with that number; -1 where it cannot be one.</summary>
    public static long Key(long id) => id >= 2_610_000_000_000_000_000L && id % 1000 == 0 ? (id - 2_610_000_000_000_000_000L) / 1000 : -1;

    public static string Clock(DateTimeOffset at) => at.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What is asked for; a field that no documentation knows comes all the same.</summary>
    public JsonObject Show(TopFields fields, bool isFull, bool knowsShipping)
    {
        var selected = fields.Select(All(), isFull, knowsShipping);
        if (_order.Shape == RecordShape.UnknownField)
        {
            selected["trade_new_mark"] = "A1";
        }

        return selected;
    }

    private JsonObject All()
    {
        var id = Id(_order.Key);
        var trade = new JsonObject
        {
            ["tid"] = long.Parse(id, CultureInfo.InvariantCulture),
            ["tid_str"] = id,
            ["type"] = Type,
            ["status"] = Status,
            ["seller_nick"] = options.Seller,
            ["title"] = options.Seller,
            ["buyer_nick"] = "测**",
            ["buyer_open_uid"] = string.Create(CultureInfo.InvariantCulture, $"AAHopenUid{_order.Buyer:D12}"),
            ["created"] = Clock(_order.Created),
            ["modified"] = Clock(state.Modified),
            ["total_fee"] = Money(_order.Goods),
            ["discount_fee"] = Money(_order.Discount),
            ["adjust_fee"] = "0.00",
            ["post_fee"] = Money(_order.Freight),
            ["payment"] = Money(_order.Payment),
            ["received_payment"] = Money(state.IsFinished ? _order.Payment : 0m),
            ["available_confirm_fee"] = Money(state.IsFinished ? 0m : _order.Payment),
            ["has_post_fee"] = _order.Freight > 0,
            ["shipping_type"] = _order.Freight == 0 ? "free" : "express",
            ["seller_flag"] = state.MemoEdits % 6,
            ["has_buyer_message"] = _order.BuyerMessage.Length > 0,
            ["is_part_consign"] = state.FirstShipped is not null && !state.IsShipped,
            ["trade_from"] = "WAP,WAP",
            ["lm"] = state.AddressChanges > 0 ? "1" : "0",
        };
        foreach (var flag in HoldFlags)
        {
            trade[flag] = state.IsHeld && flag == HoldFlag ? 1 : 0;
        }

        Add(trade, "pay_time", state.Paid is { } paid ? Clock(paid) : null);
        Add(trade, "consign_time", state.FirstShipped is { } shipped ? Clock(shipped) : null);
        Add(trade, "end_time", state.Ended is { } ended ? Clock(ended) : null);
        Add(trade, "buyer_message", _order.BuyerMessage.Length > 0 ? _order.BuyerMessage : null);
        Add(trade, "seller_memo", state.MemoEdits > 0 ? string.Create(CultureInfo.InvariantCulture, $"备注{state.MemoEdits}🌟优先发") : null);
        AddStep(trade);
        AddReceiver(trade);
        AddSingle(trade);
        if (_order.Discount > 0)
        {
            trade["promotion_details"] = new JsonObject
            {
                ["promotion_detail"] = new JsonArray(new JsonObject
                {
                    ["id"] = trade["tid"]!.DeepClone(),
                    ["promotion_name"] = "店铺满减",
                    ["promotion_desc"] = "满150打95折",
                    ["discount_fee"] = Money(_order.Discount),
                }),
            };
        }

        trade["orders"] = new JsonObject { ["order"] = new JsonArray([.. Enumerable.Range(0, _order.Lines.Count).Select(Line)]) };
        if (_order.Shape == RecordShape.Malformed)
        {
            trade.Remove("tid");
        }

        return trade;
    }

    /// <summary>Sub-order ids: the trade's own where there is one line.</summary>
    public static long LineId(ShopOrder order, int line) =>
        long.Parse(Id(order.Key), CultureInfo.InvariantCulture) + (order.Lines.Count == 1 ? 0 : line + 1);

    private static void Add(JsonObject to, string name, string? value)
    {
        if (value is not null)
        {
            to[name] = value;
        }
    }

    private void AddStep(JsonObject trade)
    {
        if (_order.Kind != ShopOrderKind.Presale)
        {
            return;
        }

        trade["step_trade_status"] = state.IsForfeited ? "FRONT_PAID_FRONT_FORFEITED"
            : state.Paid is not null ? "FRONT_PAID_FINAL_PAID"
            : state.DepositPaid is not null ? "FRONT_PAID_FINAL_NOPAID" : "FRONT_NOPAID_FINAL_NOPAID";
        trade["step_paid_fee"] = Money(state.Paid is not null ? _order.Payment : state.DepositPaid is not null ? _order.Deposit : 0m);
        trade["send_time"] = _order.Created.ToOffset(China).AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private void AddReceiver(JsonObject trade)
    {
        // A changed address has another street and therefore another token.
        var street = string.Create(CultureInfo.InvariantCulture, $"示例路{(_order.Buyer % 90) + 1 + state.AddressChanges}号");
        trade["receiver_name"] = options.MasksReceivers ? "测**" : "测试收货人";
        trade["receiver_state"] = "虚构省";
        if (_order.HasCity)
        {
            trade["receiver_city"] = "幻想市";
        }

        trade["receiver_district"] = _order.HasCity ? "样例区" : "直辖县级示例市";
        trade["receiver_town"] = _order.Buyer % 2 == 0 ? "测试街道" : "";
        trade["receiver_address"] = options.MasksReceivers ? "示**路" + (state.AddressChanges + 1) + "**号" : street;
        trade["receiver_zip"] = "000000";
        trade["receiver_mobile"] = options.MasksReceivers ? string.Create(CultureInfo.InvariantCulture, $"*******{_order.Buyer % 10000:D4}") : string.Create(CultureInfo.InvariantCulture, $"1990000{_order.Buyer % 10000:D4}");
        trade["receiver_phone"] = "";
        trade["oaid"] = string.Create(CultureInfo.InvariantCulture, $"1oaid-{_order.Key:x}-{_order.Buyer}-{state.AddressChanges}");
    }

    /// <summary>Fields of the article stand on the trade itself only where it has one line.</summary>
    private void AddSingle(JsonObject trade)
    {
        if (_order.Lines is not [var only])
        {
            trade["num"] = 0;
            return;
        }

        trade["num"] = only.Quantity;
        trade["num_iid"] = long.Parse(only.Article.Item, CultureInfo.InvariantCulture);
        trade["price"] = Money(only.Article.Price);
    }

    private JsonNode Line(int index)
    {
        var line = _order.Lines[index];
        var now = state.Lines[index];
        var id = LineId(_order, index);
        var isSingle = _order.Lines.Count == 1;
        var shown = new JsonObject
        {
            ["oid"] = id,
            ["oid_str"] = id.ToString(CultureInfo.InvariantCulture),
            ["num_iid"] = long.Parse(line.Article.Item, CultureInfo.InvariantCulture),
            ["title"] = line.Article.Title,
            ["price"] = Money(line.Article.Price),
            ["num"] = line.Quantity,
            ["adjust_fee"] = "0.00",
            ["discount_fee"] = Money(line.Discount),
            ["total_fee"] = Money(line.Net),
            ["payment"] = Money(isSingle ? _order.Payment : line.Net),
            ["part_mjz_discount"] = Money(line.Share),
            ["divide_order_fee"] = Money(line.Net - line.Share),
            ["status"] = LineStatus(now),
            ["refund_status"] = now.Refund switch
            {
                RefundState.Asked => "WAIT_SELLER_AGREE",
                RefundState.Granted => "SUCCESS",
                RefundState.Refused => "CLOSED",
                _ => "NO_REFUND",
            },
            ["seller_type"] = "B",
            ["cid"] = 50000001,
        };
        Add(shown, "sku_id", line.Article.Sku);
        Add(shown, "outer_iid", line.Article.ItemCode.Length > 0 ? line.Article.ItemCode : null);
        Add(shown, "outer_sku_id", line.Article.Sku is null ? null : line.Article.SkuCode);
        Add(shown, "sku_properties_name", line.Article.Variant.Length > 0 ? line.Article.Variant : null);
        if (_order.Shape == RecordShape.MissingRequired)
        {
            shown.Remove("num");
        }

        if (now.Refund != RefundState.None)
        {
            shown["refund_id"] = RefundId(_order, index);
        }

        if (now.Shipped is { } shipped)
        {
            shown["consign_time"] = Clock(shipped);
            shown["logistics_company"] = "示例快递";
            shown["invoice_no"] = string.Create(CultureInfo.InvariantCulture, $"SF{(_order.Key * 10) + index:D13}");
        }

        return shown;
    }

    public static string RefundId(ShopOrder order, int line) => (LineId(order, line) + 500).ToString(CultureInfo.InvariantCulture);

    private string LineStatus(LineState line) =>
        line.Refund == RefundState.Granted ? "TRADE_CLOSED"
        : state.IsFinished || state.IsClosedUnpaid || state.Paid is null ? Status
        : line.Shipped is not null ? "WAIT_BUYER_CONFIRM_GOODS"
        : "WAIT_SELLER_SEND_GOODS";
}
