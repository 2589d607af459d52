using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>What the methods do once a call was let in.</summary>
internal sealed class TopMethods(Shop shop, TopSetup options, TokenStore tokens, TimeProvider clock)
{
    private const string DefaultTypes = "guarantee_trade,auto_delivery,ec,cod,step";

    /// <summary>Methods by name, and whether they need a session.</summary>
    public IReadOnlyDictionary<string, (bool NeedsSession, Func<TopArguments, JsonObject> Run)> All => field ??= new Dictionary<string, (bool, Func<TopArguments, JsonObject>)>
    {
        ["taobao.trades.sold.get"] = (true, Sold),
        ["taobao.trades.sold.increment.get"] = (true, Increment),
        ["taobao.trades.sold.incrementv.get"] = (true, Arrived),
        ["taobao.trade.fullinfo.get"] = (true, FullInfo),
        ["taobao.trade.memo.update"] = (true, Memo),
        ["taobao.refunds.receive.get"] = (true, Refunds),
        ["taobao.time.get"] = (false, _ => new JsonObject { ["time"] = TopTrade.Clock(clock.GetUtcNow()) }),
        ["taobao.top.auth.token.create"] = (false, a => Token(tokens.Exchange(a.Required("code")), "code")),
        ["taobao.top.auth.token.refresh"] = (false, Refresh),
    };

    /// <summary>Tokens as the platform words them.</summary>
    public JsonObject Granted(Grant grant)
    {
        var life = (long)tokens.Life.TotalSeconds;
        var writes = (long)(options.WriteLife ?? tokens.Life).TotalSeconds;
        return new JsonObject
        {
            ["access_token"] = grant.Access,
            ["token_type"] = "Bearer",
            ["expires_in"] = life,
            ["refresh_token"] = grant.Refresh,
            ["re_expires_in"] = life,
            ["r1_expires_in"] = life,
            ["r2_expires_in"] = life,
            ["w1_expires_in"] = writes,
            ["w2_expires_in"] = writes,
            ["taobao_user_nick"] = Uri.EscapeDataString(grant.Seller),
            ["taobao_user_id"] = "1000000001",
        };
    }

    private JsonObject Refresh(TopArguments arguments) => options.MayRefresh
        ? Token(tokens.Renew(arguments.Required("refresh_token")), "refresh_token")
        : throw new TopRefusal(new TopError(11, "Insufficient isv permissions", "isv.permission-api-package-limit", "应用没有刷新授权的权限"));

    private JsonObject Token(Grant? grant, string parameter) => grant is null
        ? throw new TopRefusal(TopError.Invalid(parameter))
        : new JsonObject { ["token_result"] = Granted(grant).ToJsonString() };

    private JsonObject Increment(TopArguments arguments)
    {
        var now = clock.GetUtcNow();
        var fields = new TopFields(arguments.Required("fields"));
        var (from, to) = arguments.Window("start_modified", "end_modified", now);
        return List(arguments, fields, shop.ModifiedIn(from, to, now), knowsShipping: false);
    }

    private JsonObject Sold(TopArguments arguments)
    {
        var now = clock.GetUtcNow();
        var fields = new TopFields(arguments.Required("fields"));
        var from = arguments.Clock("start_created") ?? now.AddMonths(-3);
        if (from < now.AddMonths(-3))
        {
            throw new TopRefusal(TopError.Invalid("start_created"));
        }

        return List(arguments, fields, shop.CreatedIn(from, arguments.Clock("end_created") ?? DateTimeOffset.MaxValue, now), knowsShipping: true);
    }

    private JsonObject Arrived(TopArguments arguments)
    {
        var now = clock.GetUtcNow();
        var fields = new TopFields(arguments.Required("fields"));
        var (from, to) = arguments.Window("start_create", "end_create", now);
        var late = TimeSpan.FromSeconds(shop.Plan.ReplicationLag);
        var arrived = shop.ModifiedIn(from - late, to, now).Where(s => s.Modified + shop.Lag(s.Order.Key) is var at && at >= from && at < to);
        return List(arguments, fields, arrived, knowsShipping: false);
    }

    /// <summary>Newest first; without a match the list is not there at all.</summary>
    private JsonObject List(TopArguments arguments, TopFields fields, IEnumerable<OrderState> states, bool knowsShipping)
    {
        var page = arguments.Number("page_no", 1, 1, int.MaxValue);
        var size = arguments.Number("page_size", 40, 1, 100);
        var status = arguments.Text("status");
        var types = (arguments.Text("type") ?? DefaultTypes).Split(',', StringSplitOptions.TrimEntries);
        var found = states.Select(s => new TopTrade(s, options)).Where(t => IsOfType(t.Type, types) && IsInStatus(t.Status, status)).Reverse().ToList();
        var shown = found.Skip((int)Math.Min(int.MaxValue, (page - 1L) * size)).Take(size).Select(t => (JsonNode)t.Show(fields, isFull: false, knowsShipping)).ToArray();
        var body = new JsonObject();
        if (arguments.Flag("use_has_next"))
        {
            body["has_next"] = found.Count > (long)page * size;
        }
        else
        {
            body["total_results"] = found.Count;
        }

        if (shown.Length > 0)
        {
            body["trades"] = new JsonObject { ["trade"] = new JsonArray(shown) };
        }

        return body;
    }

    private static bool IsOfType(string type, string[] types) => types.Contains(type) || (type == "fixed" && types.Contains("guarantee_trade"));

    private static bool IsInStatus(string status, string? wanted) => wanted switch
    {
        null => true,
        "ALL_WAIT_PAY" => status is "WAIT_BUYER_PAY" or "TRADE_NO_CREATE_PAY",
        "ALL_CLOSED" => status is "TRADE_CLOSED" or "TRADE_CLOSED_BY_TAOBAO",
        _ => status == wanted,
    };

    private JsonObject FullInfo(TopArguments arguments)
    {
        var fields = new TopFields(arguments.Required("fields"));
        var state = Find(arguments.RequiredNumber("tid"));
        if (arguments.Text("include_oaid") == "true" && !fields.AllowsReceiverToken)
        {
            throw new TopRefusal(new TopError(15, "Remote service error", "isv.oaid-field-miss", "fields 缺少生成 oaid 所需的字段"));
        }

        return new JsonObject { ["trade"] = new TopTrade(state, options).Show(fields, isFull: true, knowsShipping: true) };
    }

    private JsonObject Memo(TopArguments arguments)
    {
        var state = Find(arguments.RequiredNumber("tid"));
        var memo = arguments.Text("memo");
        arguments.Number("flag", 0, 0, 5);
        if (memo is null && !arguments.Flag("reset"))
        {
            throw new TopRefusal(TopError.Missing("memo"));
        }

        if (memo is not null && Encoding.UTF8.GetByteCount(memo) > 1000)
        {
            throw new TopRefusal(TopError.Invalid("memo"));
        }

        var edited = shop.Edit(state.Order.Key, clock.GetUtcNow());
        return new JsonObject { ["trade"] = new JsonObject { ["tid"] = long.Parse(TopTrade.Id(edited.Order.Key), CultureInfo.InvariantCulture), ["modified"] = TopTrade.Clock(edited.Modified) } };
    }

    private JsonObject Refunds(TopArguments arguments)
    {
        var now = clock.GetUtcNow();
        arguments.Required("fields");
        var from = arguments.Clock("start_modified") ?? now.AddMonths(-3);
        var to = arguments.Clock("end_modified") ?? now;
        var page = arguments.Number("page_no", 1, 1, int.MaxValue);
        var size = arguments.Number("page_size", 40, 1, 100);
        var refunds = shop.ModifiedIn(from, to, now).SelectMany(s => s.Lines.Select((line, i) => (s, line, i)).Where(l => l.line.Refund != RefundState.None)).Reverse().ToList();
        var shown = refunds.Skip((page - 1) * size).Take(size).Select(r => (JsonNode)new JsonObject
        {
            ["refund_id"] = TopTrade.RefundId(r.s.Order, r.i),
            ["tid"] = long.Parse(TopTrade.Id(r.s.Order.Key), CultureInfo.InvariantCulture),
            ["oid"] = TopTrade.LineId(r.s.Order, r.i),
            ["status"] = r.line.Refund switch { RefundState.Asked => "WAIT_SELLER_AGREE", RefundState.Granted => "SUCCESS", _ => "CLOSED" },
            ["refund_fee"] = TopTrade.Money(r.s.Order.Lines[r.i].Net),
            ["modified"] = TopTrade.Clock(r.s.Modified),
        }).ToArray();
        var body = arguments.Flag("use_has_next") ? new JsonObject { ["has_next"] = refunds.Count > page * size } : new JsonObject { ["total_results"] = refunds.Count };
        if (shown.Length > 0)
        {
            body["refunds"] = new JsonObject { ["refund"] = new JsonArray(shown) };
        }

        return body;
    }

    private OrderState Find(long tid) =>
        shop.Find(TopTrade.Key(tid), clock.GetUtcNow()) ?? throw new TopRefusal(new TopError(15, "Remote service error", "isv.trade-not-exist", "交易不存在"));
}
