using IntegrationHub.Sandbox.Orders;

namespace IntegrationHub.Sandbox.Demo;

/// <summary>
/// A handful of files as they come in on a morning: orders in several languages and layouts, two that lack something,
/// two that are no orders, and one that was sent twice.
/// </summary>
internal sealed class DemoInbox(DateOnly today)
{
    public IEnumerable<(string FileName, byte[] Content)> Files()
    {
        var sheets = new OrderWorkbooks(2026, today);
        var number = 0;
        foreach (var (name, language, level, kind, layout) in Wanted())
        {
            number++;
            yield return (name, Find(sheets, number, language, level, kind, layout));
        }

        // The dealer presses "send" twice, the second time under another name.
        yield return ("采购订单_苏州(重发).xlsx", Find(sheets, 1, "zh-Hans", 1, DocumentKind.Order, Layout.TitleRight));
    }

    private static IEnumerable<(string Name, string Language, int Level, DocumentKind Kind, Layout Layout)> Wanted() =>
    [
        ("采购订单_苏州.xlsx", "zh-Hans", 1, DocumentKind.Order, Layout.TitleRight),
        ("经销商周订单汇总.xlsx", "zh-Hans", 2, DocumentKind.Order, Layout.HeaderRepeated),
        ("Bestellung_Maerz.xlsx", "de", 1, DocumentKind.Order, Layout.TitleColon),
        ("purchase_order.xlsx", "en", 1, DocumentKind.Order, Layout.Slots),
        ("注文書.xlsx", "ja", 1, DocumentKind.Order, Layout.TitleRight),
        ("pedidos.xlsx", "es", 1, DocumentKind.Order, Layout.FlatList),
        ("무번호_발주서.xlsx", "ko", 3, DocumentKind.Order, Layout.TitleRight),
        ("Liste_de_prix.xlsx", "fr", 1, DocumentKind.PriceList, Layout.FlatList),
        ("采购模板_空白.xlsx", "zh-Hans", 1, DocumentKind.BlankTemplate, Layout.TitleRight),
    ];

    /// <summary>The first make that is a workbook and, above level 2, lacks its order number.</summary>
    private static byte[] Find(OrderWorkbooks sheets, int number, string language, int level, DocumentKind kind, Layout layout)
    {
        for (var attempt = 0UL; ; attempt++)
        {
            var workbook = sheets.Make(number, language, level, kind, layout, new Chance(((ulong)number * 1000) + attempt));
            if (workbook.Truth.Format == "xlsx" && workbook.Truth.Expected == (kind != DocumentKind.Order ? "refused" : level > 2 ? "held" : "accepted"))
            {
                return workbook.Content;
            }
        }
    }
}
