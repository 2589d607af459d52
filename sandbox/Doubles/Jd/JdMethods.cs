using System.Globalization;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>What the methods do once a call was let in.</summary>
internal sealed class JdMethods(Shop shop, JdSetup options, TimeProvider clock)
{
    /// <summary>Methods by name; all need a token.</summary>
    public IReadOnlyDictionary<string, Func<JdArguments, JsonObject>> All => field ??= new Dictionary<string, Func<JdArguments, JsonObject>>
    {
        ["jingdong.pop.order.search"] = a => Search(a, asCipher: false),
        ["jingdong.pop.order.enSearch"] = a => Search(a, asCipher: true),
        ["jingdong.pop.order.get"] = a => Get(a, asCipher: false),
        ["jingdong.pop.order.enGet"] = a => Get(a, asCipher: true),
        ["jingdong.pop.order.modifyVenderRemark"] = Remark,
        ["jingdong.seller.vender.info.get"] = _ => new JsonObject { ["vender_info_result"] = new JsonObject { ["vender_id"] = long.Parse(options.Vendor, CultureInfo.InvariantCulture) } },
    };

    private JsonObject Search(JdArguments arguments, bool asCipher)
    {
        var now = clock.GetUtcNow();
        var states = arguments.Required("order_state").Split(',', StringSplitOptions.TrimEntries);
        var fields = Fields(arguments);
        var page = arguments.RequiredNumber("page", 1, options.MaxPage);
        var size = arguments.RequiredNumber("page_size", 1, options.MaxPageSize);
        var (from, to) = Window(arguments, states, now);
        var found = (arguments.Text("dateType") == "1" ? shop.CreatedIn(from, to, now) : shop.ModifiedIn(from, to, now))
            .Select(s => new JdOrder(s, options)).Where(o => o.IsListed && IsIn(o.State, states));
        var sorted = (arguments.Text("sortType") == "1" ? found.Reverse() : found).ToList();
        var shown = sorted.Skip((int)Math.Min(int.MaxValue, (page - 1L) * size)).Take(size).Select(o => (JsonNode)o.Show(fields, asCipher)).ToArray();
        return new JsonObject
        {
            ["searchorderinfo_result"] = new JsonObject
            {
                ["apiResult"] = Success(),
                ["orderTotal"] = sorted.Count,
                ["orderInfoList"] = new JsonArray(shown),
            },
        };
    }

    /// <summary>A state that the lists do not know comes with those that wait for shipment.</summary>
    private static bool IsIn(string state, string[] states) =>
        states.Contains(state) || (state == "WAIT_ROBOT_PICKING" && states.Contains("WAIT_SELLER_STOCK_OUT"));

    private static (DateTimeOffset From, DateTimeOffset To) Window(JdArguments arguments, string[] states, DateTimeOffset now)
    {
        var (from, to) = (arguments.Clock("start_date"), arguments.Clock("end_date"));
        if (from is null && to is null && states is ["WAIT_SELLER_STOCK_OUT"])
        {
            return (now.AddMonths(-1), now);
        }

        if (from is null || to is null)
        {
            throw new JdRefusal(JdError.Missing(from is null ? "start_date" : "end_date"));
        }

        return to > from && to <= from.Value.AddMonths(1) ? (from.Value, to.Value) : throw new JdRefusal(JdError.Invalid("end_date"));
    }

    private static HashSet<string> Fields(JdArguments arguments) =>
        arguments.Text("optional_fields") is { } fields
            ? [.. fields.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : throw new JdRefusal(new JdError("68", "optional_fields不能为空", "optional_fields is required"));

    private static JsonObject Success() => new() { ["success"] = true, ["englishErrCode"] = "success", ["chineseErrCode"] = "成功", ["numberCode"] = 0 };

    private JsonObject Get(JdArguments arguments, bool asCipher)
    {
        var id = arguments.Required("order_id");
        var fields = Fields(arguments);
        var found = shop.Find(JdOrder.Key(id), clock.GetUtcNow()) is { } state ? new JdOrder(state, options) : null;
        return new JsonObject
        {
            ["orderDetailInfo"] = found is { IsListed: true }
                ? new JsonObject { ["apiResult"] = Success(), ["orderInfo"] = found.Show(fields, asCipher) }
                : new JsonObject { ["apiResult"] = new JsonObject { ["success"] = false, ["englishErrCode"] = "order not found", ["chineseErrCode"] = "订单不存在", ["numberCode"] = 10000001 } },
        };
    }

    private JsonObject Remark(JdArguments arguments)
    {
        var key = JdOrder.Key(arguments.Required("order_id"));
        if (arguments.Required("remark").Length > 500)
        {
            throw new JdRefusal(JdError.Invalid("remark"));
        }

        if (shop.Find(key, clock.GetUtcNow()) is null)
        {
            throw new JdRefusal(new JdError("71", "订单不属于该商家", "The order is not of this vendor"));
        }

        shop.Edit(key, clock.GetUtcNow());
        return new JsonObject { ["modifyvenderremark_result"] = new JsonObject { ["success"] = true } };
    }
}
