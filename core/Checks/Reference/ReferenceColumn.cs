using IntegrationHub.Core.Checks.Fingerprints;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>One column of a reference table and the words that name it, in a header row or as a JSON member.</summary>
/// <param name="Name">Member name.</param>
/// <param name="Required">A row without it is not taken.</param>
/// <param name="Words">Header words, English and Chinese.</param>
internal sealed record ReferenceColumn(string Name, bool Required, params string[] Words)
{
    private readonly HashSet<string> _keys = [.. Words.Append(Name).Select(KeyText.OfName)];

    /// <summary>What to call it in an English sentence where the file has no caption for it.</summary>
    public string En => Array.Find(Words, word => IsAscii(word) && word.Contains(' ', StringComparison.Ordinal)) ?? Array.Find(Words, IsAscii) ?? Name;

    /// <summary>The same in Chinese.</summary>
    public string Zh => Array.Find(Words, word => !IsAscii(word)) ?? Name;

    /// <summary>True where the normalised header names this column.</summary>
    public bool IsNamed(string key) => _keys.Contains(key);

    private static bool IsAscii(string word) => System.Text.Ascii.IsValid(word);
}

/// <summary>The columns of each reference table.</summary>
internal static class ReferenceColumns
{
    private static readonly string[] Item = ["item", "item code", "item no", "sku", "part number", "part no", "material", "material code", "product code", "料号", "物料编码", "物料编号", "物料号", "物料代码", "产品编码", "产品编号", "存货编码", "商品编码", "货号"];
    private static readonly string[] Customer = ["customer", "customer code", "customer no", "customer id", "客户编码", "客户编号", "客户代码", "客户号"];
    private static readonly string[] Currency = ["currency", "币种", "币别", "货币"];

    /// <summary>Columns by table, in the order of <see cref="ReferenceTable"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<ReferenceColumn>> All { get; } =
    [
        [
            new("code", true, [.. Customer, "编码", "代码"]),
            new("name", true, "customer name", "company", "客户名称", "名称", "公司名称", "单位名称", "客户全称"),
            new("aliases", false, "alias", "short name", "别名", "简称", "客户简称", "曾用名"),
            new("emails", false, "email", "e-mail", "mail", "domain", "邮箱", "电子邮箱", "邮件", "邮件地址", "邮箱域名"),
            new("taxId", false, "tax id", "tax no", "tax number", "vat", "vat id", "税号", "纳税人识别号", "统一社会信用代码"),
            new("blocked", false, "on hold", "冻结", "停用", "黑名单", "禁止下单"),
            new("requiredFields", false, "required fields", "required", "必填字段", "必填"),
        ],
        [
            new("customerCode", true, Customer),
            new("currency", false, Currency),
            new("limit", true, "credit limit", "信用额度", "额度", "授信额度"),
            new("receivables", false, "receivable", "balance", "ar balance", "应收", "应收账款", "应收余额", "欠款"),
            new("overdue", false, "overdue amount", "逾期", "逾期金额", "逾期欠款"),
        ],
        [
            new("customerCode", false, Customer),
            new("itemCode", true, Item),
            new("currency", false, Currency),
            new("unitPrice", true, "price", "unit price", "单价", "价格", "含税单价", "协议价", "售价"),
            new("tolerancePercent", false, "tolerance", "tolerance percent", "tolerance %", "允差", "容差", "允许偏差", "浮动比例"),
        ],
        [
            new("itemCode", true, Item),
            new("available", true, "available quantity", "stock", "on hand", "quantity", "qty", "free stock", "可用", "可用量", "可用数量", "可用库存", "库存", "库存数量", "库存量", "现存量", "即时库存"),
            new("incomingDate", false, "incoming date", "eta", "arrival date", "到货日期", "预计到货", "预计到货日期", "到货时间"),
            new("incomingQuantity", false, "incoming", "incoming quantity", "in transit", "on order", "在途", "在途数量", "在途量", "预计到货数量"),
        ],
        [
            new("itemCode", true, Item),
            new("name", false, "item name", "material name", "description", "物料名称", "品名", "名称", "产品名称", "存货名称"),
            new("family", false, "product family", "category", "group", "item group", "产品系列", "产品族", "系列", "类别", "物料类别", "产品类别", "物料分组", "分类"),
            new("unit", false, "uom", "base unit", "单位", "基本单位", "计量单位", "主单位"),
            new("drawingRevision", false, "revision", "rev", "drawing revision", "drawing rev", "图纸版本", "图纸版次", "版本", "版次", "图号版本"),
            new("leadTimeDays", false, "lead time", "lead time days", "leadtime", "交货周期", "交期天数", "提前期", "固定提前期", "生产周期", "采购周期"),
            new("customerItemCodes", false, "customer item code", "customer item codes", "customer part no", "客户料号", "客户物料编码", "客户物料号", "客户货号"),
        ],
    ];

    /// <summary>The columns that only one table has, and so tell which table a header row belongs to, weigh most.</summary>
    public static ReferenceTable? Recognise(IReadOnlyCollection<string> headers)
    {
        ReferenceTable? best = null;
        var bestCount = 0;
        foreach (var table in Enum.GetValues<ReferenceTable>())
        {
            var columns = All[(int)table];
            if (!columns.All(c => !c.Required || headers.Any(c.IsNamed)))
            {
                continue;
            }

            var count = columns.Count(c => headers.Any(c.IsNamed));
            if (count > bestCount)
            {
                (best, bestCount) = (table, count);
            }
        }

        return bestCount >= 2 ? best : null;
    }
}
