using System.Collections.Frozen;
using System.Globalization;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Orders;

/// <summary>What the trade calls the members of an order, for Chinese sentences; programs and files name them by their paths.</summary>
public static class OrderTerms
{
    private static readonly FrozenDictionary<string, string> Terms = new Dictionary<string, string>
    {
        ["channel"] = "渠道", ["account"] = "账户", ["sourceId"] = "来源单号", ["sourceVersion"] = "来源版本", ["orderNumber"] = "订单号",
        ["orderDate"] = "下单日期", ["orderedAt"] = "下单时间", ["requestedDate"] = "要求交期", ["priority"] = "优先级", ["priority.level"] = "优先级",
        ["priority.urgent"] = "加急", ["currency"] = "币种", ["remarks"] = "备注", ["attachments"] = "附件", ["attributes"] = "其他资料",
        ["stage"] = "阶段", ["onHold"] = "挂起", ["lines"] = "明细",
        ["customer"] = "客户", ["customer.code"] = "客户代码", ["customer.name"] = "客户名称", ["customer.taxId"] = "客户税号", ["customer.contact"] = "客户联系人",
        ["customer.email"] = "客户邮箱", ["customer.phone"] = "客户电话",
        ["supplier"] = "供应商", ["supplier.code"] = "供应商代码", ["supplier.name"] = "供应商名称", ["supplier.taxId"] = "供应商税号",
        ["shipTo"] = "收货信息", ["shipTo.name"] = "收货人", ["shipTo.phone"] = "收货电话", ["shipTo.country"] = "收货国家", ["shipTo.province"] = "收货省份",
        ["shipTo.city"] = "收货城市", ["shipTo.district"] = "收货区县", ["shipTo.street"] = "收货地址", ["shipTo.postcode"] = "收货邮编",
        ["totals"] = "合计", ["totals.goods"] = "货款合计", ["totals.discount"] = "折扣", ["totals.freight"] = "运费", ["totals.tax"] = "税额", ["totals.payable"] = "应付金额",
        ["payment"] = "付款", ["payment.status"] = "付款状态", ["payment.method"] = "付款方式", ["payment.paidAt"] = "付款时间",
        ["lines[].lineNumber"] = "行号", ["lines[].itemCode"] = "料号", ["lines[].customerItemCode"] = "客户料号", ["lines[].itemName"] = "品名",
        ["lines[].specification"] = "规格", ["lines[].quantity"] = "数量", ["lines[].unit"] = "单位", ["lines[].unitText"] = "单位", ["lines[].unitPrice"] = "单价",
        ["lines[].amount"] = "金额", ["lines[].taxRate"] = "税率", ["lines[].deliveryDate"] = "交期", ["lines[].drawingRevision"] = "图纸版本", ["lines[].remarks"] = "行备注",
        ["lines[].attributes"] = "其他资料",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The path for an English sentence, its term for a Chinese one.</summary>
    /// <param name="path">E.g. <c>orderNumber</c>, <c>lines[].quantity</c>, <c>lines[3].attributes.颜色</c>.</param>
    public static Said Of(string path) => new(path, Chinese(path));

    /// <summary>The term, with the line where the path names one (<c>lines[0].quantity</c> is 第 1 行数量); the path itself where the trade has no word.</summary>
    public static string Chinese(string path)
    {
        if (path.StartsWith("lines[", StringComparison.Ordinal) && path.IndexOf(']', StringComparison.Ordinal) is var close and > 0)
        {
            var line = int.TryParse(path.AsSpan(6, close - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? string.Create(CultureInfo.InvariantCulture, $"第 {index + 1} 行")
                : "";
            return line + (close == path.Length - 1 ? line.Length > 0 ? "" : "明细" : Term("lines[]" + path[(close + 1)..]));
        }

        return Term(path);
    }

    private static string Term(string path)
    {
        if (Terms.TryGetValue(path, out var term))
        {
            return term;
        }

        const string Own = "attributes.";
        var at = path.IndexOf(Own, StringComparison.Ordinal);
        return at >= 0 ? path[(at + Own.Length)..] : path;
    }
}
