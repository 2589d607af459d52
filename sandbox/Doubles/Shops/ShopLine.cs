namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>An article of the shop.</summary>
/// <param name="Item">The platform's number of the item.</param>
/// <param name="Sku">The platform's number of the variant; null where the item has none.</param>
/// <param name="ItemCode">The seller's code of the item; empty where the seller gave none.</param>
/// <param name="SkuCode">The seller's code of the variant; empty where the seller gave none.</param>
/// <param name="Title">Title.</param>
/// <param name="Variant">Text of the variant, <c>name:value;name:value</c>.</param>
/// <param name="Price">Yuan.</param>
internal sealed record Article(string Item, string? Sku, string ItemCode, string SkuCode, string Title, string Variant, decimal Price)
{
    /// <summary>The range of the shop: with and without codes, rare characters among the titles.</summary>
    public static IReadOnlyList<Article> Range { get; } =
    [
        new("690000000001", "5000000000011", "TEA-A", "TEA-A-250", "示例乌龙茶", "规格:250g;包装:罐装", 125.00m),
        new("690000000001", "5000000000012", "TEA-A", "TEA-A-500", "示例乌龙茶", "规格:500g;包装:罐装", 229.00m),
        new("690000000002", "5000000000021", "CUP-B", "CUP-B-WHT", "示例盖碗", "颜色分类:白色", 100.00m),
        new("690000000004", "5000000000041", "", "", "示例手工果酱", "口味:草莓;净含量:220g", 59.90m),
        new("690000000003", null, "", "", "示例礼盒🎁", "", 449.00m),
        new("690000000005", "5000000000051", "BOLT-M8", "", "不锈钢螺栓 Ｍ８×４０", "数量:100只", 36.50m),
        new("690000000006", "5000000000061", "SET-D", "SET-D", "示例茶具套装 八件(㼆窑)", "釉色:𠮷祥青", 519.00m),
        new("690000000007", "5000000000071", "GIFT-E", "GIFT-E", "赠品 示例茶巾", "颜色分类:灰色", 0.00m),
    ];
}

/// <summary>One line of an order.</summary>
/// <param name="Article">What was bought.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Discount">Discount on this line.</param>
internal sealed record ShopLine(Article Article, int Quantity, decimal Discount)
{
    /// <summary>Price times quantity.</summary>
    public decimal Goods => Article.Price * Quantity;

    /// <summary>What is left after the line's own discount.</summary>
    public decimal Net => Goods - Discount;

    /// <summary>The line's share of the discount on the whole order.</summary>
    public decimal Share { get; init; }
}
