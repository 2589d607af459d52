using System.Net;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Connectors.CsvOverHttp;

/// <summary>What errors mean here; besides HTTP's own there is little a CSV can say.</summary>
internal static class CsvOverHttpFaults
{
    public static FaultTable Table { get; } = new(
        Read,
        [
            new FaultRule(
                "web-page", FaultClass.Config, "not-a-table",
                "The address answered with a web page instead of a CSV; check the address, and whether it wants a sign-in.",
                "该地址返回的是网页而不是 CSV;请检查地址以及是否需要登录。"),
        ]);

    public static Fault ColumnMissing(string column) => new()
    {
        Class = FaultClass.Config,
        Code = "key-column-missing",
        Stage = "fetch",
        Message = $"The table has no column '{column}'; set options.keyColumn to the header of the order number.",
        MessageZh = $"表格中没有列“{column}”;请把 options.keyColumn 设为订单号的表头。",
    };

    public static Fault KeepsChanging() => new()
    {
        Class = FaultClass.Transient,
        Code = "source-keeps-changing",
        Stage = "fetch",
        Message = "The table changed each time while its pages were read; the next sync reads it again.",
        MessageZh = "读取分页期间表格一直在变化;下次同步会重新读取。",
    };

    private static VendorError? Read(HttpReply reply)
    {
        if (reply.Status == HttpStatusCode.NotModified || (int)reply.Status >= 300)
        {
            return null;
        }

        var start = reply.Body.Span[..Math.Min(reply.Body.Length, 256)];
        return start.TrimStart("\uFEFF \r\n\t"u8) switch
        {
            [] => VendorError.Unreadable("empty answer"),
            [(byte)'<', ..] => new VendorError("web-page"),
            _ => null,
        };
    }
}
