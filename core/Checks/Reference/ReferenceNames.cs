using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>The names of the reference tables on the command line, in files and as sheet names.</summary>
public static class ReferenceNames
{
    private static readonly (ReferenceTable Table, string[] Words)[] Known =
    [
        (ReferenceTable.Customers, ["customers", "customer", "客户", "客户档案", "客户资料", "客户主数据"]),
        (ReferenceTable.Credit, ["credit", "credits", "信用", "信用额度", "客户信用"]),
        (ReferenceTable.Prices, ["prices", "price", "pricelist", "价格", "价格表", "价目表"]),
        (ReferenceTable.Stock, ["stock", "inventory", "库存", "库存表", "即时库存"]),
        (ReferenceTable.Materials, ["materials", "material", "items", "物料", "物料档案", "物料主数据", "产品"]),
    ];

    /// <summary>The name of a table, e.g. <c>customers</c>.</summary>
    public static string Of(ReferenceTable table) => Known[(int)table].Words[0];

    /// <summary>The Chinese name of a table, e.g. 客户.</summary>
    public static string InChinese(ReferenceTable table) => Array.Find(Known[(int)table].Words, word => !char.IsAscii(word[0]))!;

    /// <summary>The name of a table in each language.</summary>
    internal static Said Said(ReferenceTable table) => new(Of(table), InChinese(table));

    /// <summary>The table of a name in English or Chinese; null where it names none.</summary>
    public static ReferenceTable? Find(string? name)
    {
        var key = KeyText.OfName(name);
        foreach (var (table, words) in Known)
        {
            if (Array.Exists(words, word => string.Equals(KeyText.OfName(word), key, StringComparison.Ordinal)))
            {
                return table;
            }
        }

        return null;
    }
}
