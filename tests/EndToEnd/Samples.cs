using System.Globalization;
using System.Text;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>Small orders with known content.</summary>
internal static class Samples
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>A clean order of 202.00 as order/v1; different numbers are different orders, of different customers unless one is named.</summary>
    public static string Order(string number, string? customer = null, int quantity = 12) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"schema":"order/v1","orderNumber":"{{number}}","orderDate":"{{Day:yyyy-MM-dd}}","requestedDate":"{{Day.AddDays(40):yyyy-MM-dd}}","currency":"CNY",
        "customer":{"code":"{{customer ?? "C-" + number}}","name":"{{customer ?? "宁波精工机械有限公司 " + number}}"},
        "lines":[{"lineNumber":1,"itemCode":"A-{{number}}","itemName":"轴承座","quantity":{{quantity}},"unit":"C62","unitPrice":3.5,"amount":{{quantity * 3.5m}},"deliveryDate":"{{Day.AddDays(40):yyyy-MM-dd}}"},
        {"lineNumber":2,"itemCode":"B-{{number}}","itemName":"密封圈","quantity":200,"unit":"C62","unitPrice":0.8,"amount":160.0,"deliveryDate":"{{Day.AddDays(40):yyyy-MM-dd}}"}],
        "totals":{"goods":{{160 + (quantity * 3.5m)}},"payable":{{160 + (quantity * 3.5m)}} } }
        """);

    /// <summary>A clean order of 870.00 as a Chinese order sheet in CSV.</summary>
    public static byte[] Sheet(string number, string? customer = null) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        采购订单
        订单号,{number}
        客户名称,{customer ?? "苏州华信电子有限公司 " + number}
        订单日期,{Day:yyyy-MM-dd}
        币种,CNY

        序号,物料编码,品名,规格,数量,单位,单价,金额,交货日期
        1,M-{number}-1,轴承座,P205,20,件,35.50,710.00,{Day.AddDays(40):yyyy-MM-dd}
        2,M-{number}-2,密封圈,25x40,200,件,0.80,160.00,{Day.AddDays(40):yyyy-MM-dd}
        合计,,,,,,,870.00,

        """));

    /// <summary>Many orders of one line each as CSV.</summary>
    public static byte[] Sheets(int orders) => Encoding.UTF8.GetBytes("订单号,客户名称,物料编码,品名,数量,单位,单价,金额,交货日期\n" + string.Concat(
        Enumerable.Range(1, orders).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"PO-{i},苏州华信电子有限公司,M-{i},轴承座,2,件,35.50,71.00,{Day.AddDays(40):yyyy-MM-dd}\n"))));
}
