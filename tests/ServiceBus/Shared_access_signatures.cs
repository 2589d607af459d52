using IntegrationHub.Adapters.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Shared_access_signatures
{
    /// <summary>Signatures that other implementations made over the same texts with made-up keys.</summary>
    [Theory]
    [InlineData(
        "https%3A%2F%2Fcontoso.servicebus.windows.net%2F", "1796083200", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "nT50t91TgO6O1/AAqMqc6LfSd+jWbGYqOvZ75m5Obq4=")]
    [InlineData(
        "http%3a%2f%2fcontoso.servicebus.windows.net%2forders%2fmessages", "1796083200", "q/7+abcDEF0123456789ghiJKLmnoPQRstuVWXyz01=",
        "vzTR4rXEUQ07LOiXdHUz8djxVdLITtS4GxMwia3KQNo=")]
    [InlineData(
        "https%3A%2F%2Fcontoso-cn.servicebus.chinacloudapi.cn%2Fevents%2Fsubscriptions%2Faudit", "1893456000", "plain text key, not base64",
        "z+Ek0oaeWkxMWGc9T3IoYOPWNH+Qc5jeRRlypW6p22U=")]
    public void Agree_with_those_of_other_clients(string resource, string expiry, string key, string signature) =>
        SasToken.Sign(resource, expiry, key).ShouldBe(signature);

    [Fact]
    public void Are_written_with_escaped_parts() => SasToken.Create(
            "https://contoso.servicebus.windows.net/", "RootManageSharedAccessKey", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            DateTimeOffset.FromUnixTimeSeconds(1796083200))
        .ShouldBe(
            "SharedAccessSignature sr=https%3A%2F%2Fcontoso.servicebus.windows.net%2F&sig=nT50t91TgO6O1%2FAAqMqc6LfSd%2BjWbGYqOvZ75m5Obq4%3D"
            + "&se=1796083200&skn=RootManageSharedAccessKey");
}
