using System.Net;
using System.Text;
using IntegrationHub.Connectors.Jd;
using IntegrationHub.Connectors.Taobao;
using IntegrationHub.Core.Connectors;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

public sealed class Faults_of_the_platforms
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(7, "accesscontrol.limited-by-api-access-count", "RateLimited rate-limited")]
    [InlineData(8, null, "RateLimited rate-limited")]
    [InlineData(10, null, "Transient platform-busy")]
    [InlineData(11, null, "Config permission-missing")]
    [InlineData(12, null, "Config permission-missing")]
    [InlineData(13, null, "Config permission-missing")]
    [InlineData(15, "isp.top-remote-service-unavailable", "Transient platform-busy")]
    [InlineData(15, "isp.top-remote-connection-timeout-tmall", "Transient platform-timeout NarrowWindow")]
    [InlineData(15, "isv.trade-not-exist", "RecordRejected order-refused")]
    [InlineData(50, "isv.trade-not-exist", "RecordRejected order-refused")]
    [InlineData(15, "isv.trade-service-rejection", "RateLimited platform-overloaded NarrowWindow")]
    [InlineData(15, "isp.call-limited", "RateLimited rate-limited")]
    [InlineData(15, null, "Transient platform-busy")]
    [InlineData(22, "isv.invalid-method", "Bug call-refused")]
    [InlineData(25, "isv.invalid-signature", "Config credential-refused")]
    [InlineData(26, "missing-sessionkey", "Config authorisation-ended RefreshToken")]
    [InlineData(27, "invalid-sessionkey", "Config authorisation-ended RefreshToken")]
    [InlineData(15, "session-expired", "Config authorisation-ended RefreshToken")]
    [InlineData(29, null, "Config credential-refused")]
    [InlineData(31, "isv.timestamp-limit-error", "Config clock-wrong FollowClock")]
    [InlineData(40, "isv.missing-parameter:tid", "Bug call-refused")]
    [InlineData(41, "isv.invalid-parameter:fields", "Bug call-refused")]
    [InlineData(42, null, "Config permission-missing")]
    [InlineData(53, null, "Config permission-missing")]
    [InlineData(520, null, "Transient platform-busy")]
    [InlineData(987, "never.seen", "Bug unlisted-error")]
    public void Taobao(int code, string? sub, string expected)
    {
        var subCode = sub is null ? "" : $",\"sub_code\":\"{sub}\"";

        Read(TaobaoConnector.Descriptor, $$$"""{"error_response":{"code":{{{code}}},"msg":"m"{{{subCode}}},"request_id":"r"}}""").ShouldBe(expected);
    }

    [Theory]
    [InlineData("1", "", "Transient platform-busy")]
    [InlineData("2", "", "RateLimited rate-limited")]
    [InlineData("16", "ISP_FLOW_CONTROL_LIMIT", "RateLimited rate-limited")]
    [InlineData("16", "流水号为空", "Bug call-refused")]
    [InlineData("3", "", "Config permission-missing")]
    [InlineData("8", "", "Config clock-wrong FollowClock")]
    [InlineData("12", "", "Config credential-refused")]
    [InlineData("15", "", "Bug call-refused")]
    [InlineData("19", "", "Config authorisation-ended RefreshToken")]
    [InlineData("11100006", "", "Config authorisation-ended RefreshToken")]
    [InlineData("21", "", "Config credential-refused")]
    [InlineData("24", "", "Config permission-missing")]
    [InlineData("62", "", "Bug call-refused")]
    [InlineData("65", "", "Transient platform-timeout NarrowWindow")]
    [InlineData("66", "", "Transient platform-busy")]
    [InlineData("67", "", "Transient platform-busy")]
    [InlineData("71", "", "RecordRejected order-refused")]
    [InlineData("77", "", "Config address-not-allowed")]
    [InlineData("89", "", "Config permission-missing")]
    [InlineData("9999", "", "Bug unlisted-error")]
    public void Jd(string code, string text, string expected) =>
        Read(JdConnector.Descriptor, $$$"""{"error_response":{"code":"{{{code}}}","zh_desc":"{{{text}}}","en_desc":"e"}}""").ShouldBe(expected);

    [Fact]
    public void A_content_gateway_with_a_failed_order_service_is_a_fault() =>
        Read(JdConnector.Descriptor, """{"jingdong_pop_order_search_responce":{"code":"0","searchorderinfo_result":{"apiResult":{"success":"false","numberCode":10000001,"chineseErrCode":"系统忙"}}}}""")
            .ShouldBe("Transient platform-busy");

    [Fact]
    public void A_refused_renewal_asks_for_a_person() =>
        Read(JdConnector.Descriptor, """{"code":402,"msg":"refresh_token is invalid"}""").ShouldBe("Config authorisation-ended");

    [Theory]
    [InlineData("")]
    [InlineData("{\"trade")]
    [InlineData("<html>502</html>")]
    [InlineData("[]")]
    public void What_is_no_answer_is_asked_for_again(string body)
    {
        Read(TaobaoConnector.Descriptor, body).ShouldBe("Transient platform-busy");
        Read(JdConnector.Descriptor, body).ShouldBe("Transient platform-busy");
    }

    [Fact]
    public void An_answer_in_another_charset_is_no_answer() =>
        Class(TaobaoConnector.Descriptor, CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetBytes("{\"trade_fullinfo_get_response\":{\"trade\":{\"title\":\"示例乌龙茶\"}}}")).ShouldBe("Transient platform-busy");

    [Fact]
    public void The_seconds_of_a_ban_are_waited_for()
    {
        var fault = TaobaoConnector.Descriptor.Faults.Read(Reply(Encoding.UTF8.GetBytes(
            """{"error_response":{"code":7,"msg":"App Call Limited","sub_code":"accesscontrol.limited-by-app-access-count","sub_msg":"This ban will last for 41 more seconds"}}""")), Now)!.Value.Fault;

        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(41));
        fault.Message.ShouldNotContain("ban");
    }

    private static string Read(ConnectorDescriptor connector, string body) => Class(connector, Encoding.UTF8.GetBytes(body));

    private static string Class(ConnectorDescriptor connector, byte[] body)
    {
        var (fault, remedy) = connector.Faults.Read(Reply(body), Now)!.Value;
        return $"{fault.Class} {fault.Code}{(remedy == FaultRemedy.None ? "" : " " + remedy)}";
    }

    private static HttpReply Reply(byte[] body) => new(HttpStatusCode.OK, new Dictionary<string, string>(), body);
}
