using System.Text.Json.Nodes;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>What the caller wants to see of a trade: <c>tid,orders.oid,…</c>. A field that is not asked for is not there.</summary>
internal sealed class TopFields
{
    private static readonly string[] OnlyInFull =
    [
        "tid_str", "buyer_message", "seller_memo", "buyer_memo", "trade_memo", "promotion_details", "available_confirm_fee", "has_post_fee", "lm",
        .. TopTrade.HoldFlags,
    ];

    /// <summary>The receiver's token is made of these; without one of them there is none.</summary>
    private static readonly string[] ForReceiverToken = ["receiver_name", "receiver_mobile", "receiver_phone", "receiver_address", "created"];

    private readonly HashSet<string> _names;

    public TopFields(string fields) =>
        _names = [.. fields.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether the receiver's token can be made.</summary>
    public bool AllowsReceiverToken => ForReceiverToken.All(_names.Contains);

    /// <summary>The fields asked for.</summary>
    /// <param name="trade">Everything; taken apart.</param>
    /// <param name="isFull">True for the detail call, which knows more.</param>
    /// <param name="knowsShipping">False for the increment list, which does not tell a partial shipment.</param>
    public JsonObject Select(JsonObject trade, bool isFull, bool knowsShipping)
    {
        var selected = new JsonObject();
        foreach (var (name, value) in trade.ToList())
        {
            if (name == "orders")
            {
                continue;
            }

            if (_names.Contains(name) && (isFull || !OnlyInFull.Contains(name)) && (knowsShipping || name != "is_part_consign") && (name != "oaid" || AllowsReceiverToken))
            {
                trade.Remove(name);
                selected[name] = value;
            }
        }

        if (Lines(trade["orders"]!["order"]!.AsArray(), isFull) is { } lines)
        {
            selected["orders"] = new JsonObject { ["order"] = lines };
        }

        return selected;
    }

    private JsonArray? Lines(JsonArray lines, bool isFull)
    {
        var all = _names.Contains("orders");
        if (!all && !_names.Any(n => n.StartsWith("orders.", StringComparison.Ordinal)))
        {
            return null;
        }

        var selected = new JsonArray();
        foreach (var line in lines.OfType<JsonObject>())
        {
            var kept = new JsonObject();
            foreach (var (name, value) in line)
            {
                if ((all || _names.Contains("orders." + name)) && (isFull || name != "oid_str"))
                {
                    kept[name] = value?.DeepClone();
                }
            }

            selected.Add(kept);
        }

        return selected;
    }
}
