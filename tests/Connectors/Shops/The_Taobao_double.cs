using System.Text.Json;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

public sealed class The_Taobao_double
{
    private readonly TopCaller _top = new();

    public static TheoryData<string, string?, string> Refusals => new()
    {
        { "method", null, "21" },
        { "method", "taobao.nothing", "22/isv.invalid-method" },
        { "app_key", null, "28" },
        { "app_key", "1", "29/isv.appkey-not-exists" },
        { "timestamp", null, "30" },
        { "timestamp", "2026-03-02T01:30:00Z", "31/isv.timestamp-limit-error" },
        { "timestamp", "2026-03-02 01:30:00", "31/isv.timestamp-limit-error" },
        { "v", null, "32" },
        { "v", "1.0", "34" },
        { "sign_method", "sha1", "25/isv.invalid-signature" },
        { "session", null, "26/missing-sessionkey" },
        { "session", "6100nobody", "27/invalid-sessionkey" },
        { "fields", null, "40/isv.missing-parameter:fields" },
        { "start_modified", null, "40/isv.missing-parameter:start_modified" },
        { "start_modified", "2026-03-01 09:29:59", "41/isv.invalid-parameter:end_modified" },
        { "start_modified", "2026-03-02 09:30:01", "41/isv.invalid-parameter:end_modified" },
        { "start_modified", "2025-12-01 00:00:00", "41/isv.invalid-parameter:start_modified" },
        { "page_size", "101", "41/isv.invalid-parameter:page_size" },
        { "page_no", "0", "41/isv.invalid-parameter:page_no" },
        { "use_has_next", "yes", "41/isv.invalid-parameter:use_has_next" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refuses_what_the_platform_refuses(string parameter, string? value, string error) =>
        TopCaller.Error(_top.Increment(2, new() { [parameter] = value })).ShouldBe(error);

    [Fact]
    public void Refuses_a_parameter_that_was_changed_after_signing()
    {
        TopCaller.Error(_top.Call("taobao.time.get", [], p => p["v2"] = "x")).ShouldBe("25/isv.invalid-signature");
        TopCaller.Error(_top.Call("taobao.time.get", [], p => p["sign"] = p["sign"].ToLowerInvariant())).ShouldBe("", "either case is taken");
        TopCaller.Error(_top.Call("taobao.time.get", [], p => p.Remove("sign"))).ShouldBe("24");
    }

    [Theory]
    [InlineData("md5")]
    [InlineData("hmac")]
    [InlineData("hmac-sha256")]
    public void Takes_every_way_to_sign(string method) => TopCaller.Error(_top.Call("taobao.time.get", [], signMethod: method)).ShouldBe("");

    [Theory]
    [InlineData(10, "")]
    [InlineData(11, "31/isv.timestamp-limit-error")]
    [InlineData(-11, "31/isv.timestamp-limit-error")]
    public void Bears_ten_minutes_of_skew(int minutes, string error)
    {
        _top.Double.Skew = TimeSpan.FromMinutes(minutes);

        TopCaller.Error(_top.Call("taobao.time.get", [])).ShouldBe(error);
    }

    [Fact]
    public void Leaves_the_list_out_when_nothing_matches()
    {
        var empty = _top.Increment(1).GetProperty("trades_sold_increment_get_response");

        empty.TryGetProperty("trades", out _).ShouldBeFalse();
        empty.GetProperty("total_results").GetInt32().ShouldBe(0);
        empty.TryGetProperty("has_next", out _).ShouldBeFalse();
    }

    [Fact]
    public void Pages_newest_first_with_either_a_total_or_a_next()
    {
        for (var i = 1; i <= 5; i++)
        {
            _top.Double.Shop.Add(_top.Clock.GetUtcNow().AddMinutes(-i), default, null);
        }

        var first = _top.Increment(1, new() { ["page_size"] = "2" }).GetProperty("trades_sold_increment_get_response");
        first.GetProperty("total_results").GetInt32().ShouldBe(5);
        var times = first.GetProperty("trades").GetProperty("trade").EnumerateArray().Select(t => t.GetProperty("modified").GetString()).ToList();
        times.ShouldBe(times.OrderDescending());
        string Has(string page) => _top.Increment(1, new() { ["page_size"] = "2", ["page_no"] = page, ["use_has_next"] = "true" }).GetProperty("trades_sold_increment_get_response").ToString();
        Has("2").ShouldContain("\"has_next\":true");
        Has("3").ShouldContain("\"has_next\":false");
        Has("3").ShouldNotContain("total_results");
        Has("4").ShouldNotContain("\"trades\"");
    }

    [Fact]
    public void Shows_only_the_fields_asked_for_and_memos_only_in_full()
    {
        var order = _top.Double.Shop.Add(_top.Clock.GetUtcNow().AddMinutes(-5), default, "请包好🎁");
        var row = _top.Increment(1, new() { ["fields"] = "tid,buyer_message,orders.oid" }).GetProperty("trades_sold_increment_get_response").GetProperty("trades").GetProperty("trade")[0];

        row.EnumerateObject().Select(m => m.Name).ShouldBe(["tid", "orders"]);
        row.GetProperty("orders").GetProperty("order")[0].EnumerateObject().Select(m => m.Name).ShouldBe(["oid"]);
        Full(order.Key, "tid,buyer_message").GetProperty("buyer_message").GetString().ShouldBe("请包好🎁");
    }

    [Fact]
    public void Gives_the_receivers_token_only_for_all_five_fields()
    {
        var order = _top.Double.Shop.Add(_top.Clock.GetUtcNow().AddMinutes(-5), default, null);
        const string Five = "receiver_name,receiver_mobile,receiver_phone,receiver_address,created,oaid";
        var before = Full(order.Key, Five).GetProperty("oaid").GetString();

        Full(order.Key, Five.Replace("receiver_phone,", "", StringComparison.Ordinal)).TryGetProperty("oaid", out _).ShouldBeFalse();
        TopCaller.Error(_top.Call("taobao.trade.fullinfo.get", new() { ["fields"] = "oaid", ["tid"] = TopTrade.Id(order.Key), ["include_oaid"] = "true" })).ShouldBe("15/isv.oaid-field-miss");
        before.ShouldNotBeNull();
        Full(order.Key, Five).GetProperty("receiver_name").GetString()!.ShouldContain("*");
    }

    [Fact]
    public void Leaves_out_types_that_are_not_asked_for()
    {
        var plan = new ShopPlan(5, 200, _top.Clock.GetUtcNow().AddHours(-20), TimeSpan.FromHours(19), ShopHabits.Taobao) { Settled = true, ReplicationLag = 0 };
        var top = new TopCaller(plan);
        int Count(string? type) => top.Increment(24, new() { ["type"] = type }).GetProperty("trades_sold_increment_get_response").GetProperty("total_results").GetInt32();

        Count(null).ShouldBeLessThan(Count("guarantee_trade,auto_delivery,ec,cod,step,eticket"));
    }

    [Fact]
    public void Bans_for_the_seconds_it_names()
    {
        var top = new TopCaller(setup: new TopSetup { CallsPerSecond = 2 });
        string Answer() => TopCaller.Error(top.Call("taobao.time.get", []));
        (Answer(), Answer()).ShouldBe(("", ""));
        Answer().ShouldBe("7/accesscontrol.limited-by-app-access-count");
        top.Clock.Advance(TimeSpan.FromSeconds(1));
        Answer().ShouldBe("");

        var banned = top.Call("taobao.time.get", [], fault: WireFault.FlowControl);
        banned.GetProperty("error_response").GetProperty("sub_msg").GetString().ShouldBe("This ban will last for 23 more seconds");
        top.Clock.Advance(TimeSpan.FromSeconds(22));
        Answer().ShouldStartWith("7/");
        top.Clock.Advance(TimeSpan.FromSeconds(1));
        Answer().ShouldBe("");
    }

    [Fact]
    public void Renews_tokens_once_and_voids_the_old_ones()
    {
        var answer = _top.Call("taobao.top.auth.token.refresh", new() { ["refresh_token"] = _top.Grant.Refresh, ["session"] = null });
        var token = JsonDocument.Parse(answer.GetProperty("top_auth_token_refresh_response").GetProperty("token_result").GetString()!).RootElement;

        TopCaller.Error(_top.Increment(1)).ShouldBe("27/invalid-sessionkey", "the old one is void");
        TopCaller.Error(_top.Increment(1, new() { ["session"] = token.GetProperty("access_token").GetString() })).ShouldBe("");
        TopCaller.Error(_top.Call("taobao.top.auth.token.refresh", new() { ["refresh_token"] = _top.Grant.Refresh })).ShouldBe("41/isv.invalid-parameter:refresh_token");
        _top.Double.Tokens.Revoke("shop");
        TopCaller.Error(_top.Increment(1, new() { ["session"] = token.GetProperty("access_token").GetString() })).ShouldBe("27/invalid-sessionkey");
    }

    [Fact]
    public void Ends_a_session_with_its_time()
    {
        var top = new TopCaller(setup: new TopSetup { TokenLife = TimeSpan.FromHours(1) });
        TopCaller.Error(top.Increment(1)).ShouldBe("");
        top.Clock.Advance(TimeSpan.FromHours(1));

        TopCaller.Error(top.Increment(1)).ShouldBe("27/invalid-sessionkey");
    }

    [Fact]
    public void Flattens_lists_when_asked_to_simplify()
    {
        _top.Double.Shop.Add(_top.Clock.GetUtcNow().AddMinutes(-5), default, null);
        var answer = _top.Increment(1, new() { ["simplify"] = "true", ["fields"] = "tid,orders" });

        answer.GetProperty("trades")[0].GetProperty("orders").GetArrayLength().ShouldBe(2);
        answer.TryGetProperty("request_id", out _).ShouldBeTrue();
    }

    [Fact]
    public void Adds_up()
    {
        var plan = new ShopPlan(9, 300, _top.Clock.GetUtcNow().AddHours(-20), TimeSpan.FromHours(10), ShopHabits.Taobao) { Haste = 100 };
        foreach (var order in new Shop(plan).All(_top.Clock.GetUtcNow()).Select(s => s.Order))
        {
            (order.Lines.Sum(l => l.Net - l.Share) + order.Freight).ShouldBe(order.Payment);
            order.Changes.Zip(order.Changes.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        }
    }

    private JsonElement Full(long key, string fields) =>
        _top.Call("taobao.trade.fullinfo.get", new() { ["fields"] = fields, ["tid"] = TopTrade.Id(key) }).GetProperty("trade_fullinfo_get_response").GetProperty("trade");
}
