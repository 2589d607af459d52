using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Sandbox.Doubles.Jd;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

public sealed class The_Jd_double
{
    private readonly TestClock _clock = new();
    private JdDouble _jd;
    private Grant _grant;

    public The_Jd_double()
    {
        _jd = Double(new ShopPlan(1, 0, _clock.GetUtcNow().AddDays(-1), TimeSpan.FromHours(1), ShopHabits.Jd) { ReplicationLag = 0 });
        _grant = _jd.Tokens.Exchange(_jd.Tokens.Authorise("shop"))!;
    }

    public static TheoryData<string, string?, string> SystemRefusals => new()
    {
        { "method", null, "14" },
        { "method", "jingdong.nothing", "15" },
        { "app_key", null, "20" },
        { "app_key", "X", "21" },
        { "timestamp", null, "7" },
        { "timestamp", "2026-03-02 09:23:59.000+0800", "8" },
        { "timestamp", "2026-03-02 01:30:00", "8" },
        { "v", null, "4" },
        { "v", "3.0", "5" },
        { "access_token", null, "18" },
        { "access_token", "nobody", "19" },
        { "360buy_param_json", "{", "62" },
    };

    public static TheoryData<string, string?, string> BusinessRefusals => new()
    {
        { "order_state", null, "60" },
        { "optional_fields", null, "68" },
        { "page", "0", "61" },
        { "page_size", "51", "61" },
        { "start_date", null, "60" },
        { "start_date", "2026-01-01 00:00:00", "61" },
        { "start_date", "yesterday", "61" },
    };

    [Theory]
    [MemberData(nameof(SystemRefusals))]
    public void Refuses_what_the_gateway_refuses(string parameter, string? value, string code) => Code(Call(Search(), p => Set(p, parameter, value))).ShouldBe(code);

    [Theory]
    [MemberData(nameof(BusinessRefusals))]
    public void Refuses_what_the_order_service_refuses(string parameter, string? value, string code)
    {
        var search = Search();
        Set(search, parameter, value);

        Code(Call(search)).ShouldBe(code);
    }

    [Theory]
    [InlineData("2026-03-02 09:30:00.123+0800")]
    [InlineData("2026-03-02 01:30:00.000+0000")]
    [InlineData("2026-03-02 09:30:00")]
    public void Reads_a_time_with_and_without_its_zone(string time) => Code(Call(Search(), p => p["timestamp"] = time)).ShouldBe("");

    [Fact]
    public void Refuses_a_parameter_that_stands_twice_and_one_changed_after_signing()
    {
        var sent = Signed(Search(), null);
        Code(Answer(new WireCall("POST", "/routerjson", [KeyValuePair.Create("v", "2.0")], [.. sent]))).ShouldBe("61");
        sent["360buy_param_json"] = sent["360buy_param_json"].Replace("50", "49", StringComparison.Ordinal);
        Code(Answer(new WireCall("POST", "/routerjson", [], [.. sent]))).ShouldBe("12");
    }

    [Fact]
    public void Takes_system_parameters_from_the_query_and_the_rest_from_the_body()
    {
        var sent = Signed(Search(), null);
        var split = sent.ToLookup(p => p.Key == "360buy_param_json");

        Code(Answer(new WireCall("POST", "/routerjson", [.. split[false]], [.. split[true]]))).ShouldBe("");
    }

    [Fact]
    public void Answers_under_the_misspelt_root_with_texts_for_numbers()
    {
        var order = _jd.Shop.Add(_clock.GetUtcNow().AddMinutes(-5), default, "请用纸箱📦");
        var result = Call(Search()).GetProperty("jingdong_pop_order_search_responce");

        result.GetProperty("code").GetString().ShouldBe("0");
        var shown = result.GetProperty("searchorderinfo_result").GetProperty("orderInfoList")[0];
        shown.GetProperty("orderId").GetString().ShouldBe(JdOrder.Id(order.Key));
        shown.GetProperty("orderTotalPrice").ValueKind.ShouldBe(JsonValueKind.String);
        shown.GetProperty("orderRemark").GetString().ShouldBe("请用纸箱📦");
    }

    [Fact]
    public void Hides_what_is_not_asked_for()
    {
        _jd.Shop.Add(_clock.GetUtcNow().AddMinutes(-5), default, null);
        var search = Search();
        search["optional_fields"] = "orderId,modified";

        Call(search).GetProperty("jingdong_pop_order_search_responce").GetProperty("searchorderinfo_result").GetProperty("orderInfoList")[0]
            .EnumerateObject().Select(m => m.Name).ShouldBe(["orderId", "modified"]);
    }

    [Fact]
    public void Splits_orders_and_lists_only_those_in_production()
    {
        _jd = Double(new ShopPlan(3, 300, _clock.GetUtcNow().AddHours(-20), TimeSpan.FromHours(10), ShopHabits.Jd) { Haste = 50 });
        var states = _jd.Shop.All(_clock.GetUtcNow()).ToList();
        var split = states.Where(s => s.IsSplitUp && s.Order.Child == 0).ToList();

        split.ShouldNotBeEmpty();
        split.ShouldAllBe(s => new JdOrder(s, _jd.Options).State == "TRADE_CANCELED");
        states.Where(s => s.Order.Parent is > 0).ShouldNotBeEmpty("some are split twice");
        states.Where(s => s.Paid is null && s.Order.Kind == ShopOrderKind.Regular).ShouldAllBe(s => !new JdOrder(s, _jd.Options).IsListed);
        foreach (var purchase in states.GroupBy(s => s.Order.Purchase).Where(g => g.Count() > 1))
        {
            purchase.Where(s => !s.IsSplitUp).Sum(s => s.Order.Goods).ShouldBe(purchase.Single(s => s.Order.Child == 0).Order.Goods, "nothing is doubled or lost by a split");
        }
    }

    [Fact]
    public void Gives_receivers_in_cipher_text_where_asked()
    {
        _jd.Shop.Add(_clock.GetUtcNow().AddMinutes(-5), default, null);
        string Name(string method) => Call(Search(), p => p["method"] = method).EnumerateObject().First().Value
            .GetProperty("searchorderinfo_result").GetProperty("orderInfoList")[0].GetProperty("consigneeInfo").GetProperty("fullname").GetString()!;

        Name("jingdong.pop.order.search").ShouldBe("测**");
        Name("jingdong.pop.order.enSearch").ShouldStartWith("AA");
    }

    [Fact]
    public void Renews_tokens_once_and_voids_the_old_ones()
    {
        JsonElement Renew() => Answer(new WireCall("GET", "/oauth2/refresh_token",
            [new("app_key", _jd.Options.AppKey), new("app_secret", _jd.Options.AppSecret), new("grant_type", "refresh_token"), new("refresh_token", _grant.Refresh)], []));
        var renewed = Renew();

        Code(Call(Search())).ShouldBe("19");
        Code(Call(Search(), p => p["access_token"] = renewed.GetProperty("access_token").GetString()!)).ShouldBe("");
        Renew().GetProperty("code").GetInt32().ShouldBe(402);
    }

    private JdDouble Double(ShopPlan plan) => new(new Shop(plan), new JdSetup(), _clock);

    private Dictionary<string, string> Search() => new()
    {
        ["start_date"] = JdOrder.Clock(_clock.GetUtcNow().AddHours(-1)),
        ["end_date"] = JdOrder.Clock(_clock.GetUtcNow()),
        ["order_state"] = "WAIT_SELLER_STOCK_OUT",
        ["optional_fields"] = "orderId,modified,orderTotalPrice,orderRemark,consigneeInfo",
        ["page"] = "1",
        ["page_size"] = "50",
        ["sortType"] = "1",
        ["dateType"] = "0",
    };

    private static void Set(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is null)
        {
            parameters.Remove(name);
        }
        else
        {
            parameters[name] = value;
        }
    }

    private Dictionary<string, string> Signed(Dictionary<string, string> search, Action<Dictionary<string, string>>? change)
    {
        var parameters = new Dictionary<string, string>
        {
            ["360buy_param_json"] = JsonSerializer.Serialize(search),
            ["access_token"] = _grant.Access,
            ["app_key"] = _jd.Options.AppKey,
            ["method"] = "jingdong.pop.order.search",
            ["timestamp"] = _clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss.fff'+0800'", CultureInfo.InvariantCulture),
            ["v"] = "2.0",
        };
        change?.Invoke(parameters);
        parameters["sign"] = JdSignature.Of(parameters, _jd.Options.AppSecret);
        return parameters;
    }

    private JsonElement Call(Dictionary<string, string> search, Action<Dictionary<string, string>>? change = null) =>
        Answer(new WireCall("POST", "/routerjson", [], [.. Signed(search, change)]));

    private JsonElement Answer(WireCall call) => JsonDocument.Parse(Encoding.UTF8.GetString(_jd.Answer(call, default).Body)).RootElement;

    private static string Code(JsonElement answer) => answer.TryGetProperty("error_response", out var error) ? error.GetProperty("code").GetString()! : "";
}
