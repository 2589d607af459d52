using System.Text.RegularExpressions;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Whose paper a document is: by it the one who is addressed sells or buys.</summary>
internal enum Paper
{
    /// <summary>Its title does not say.</summary>
    Unknown,

    /// <summary>A purchase order or a requisition.</summary>
    Buyers,

    /// <summary>A confirmation, a quotation, an invoice.</summary>
    Sellers,
}

/// <summary>Tells from a document's title who writes such documents.</summary>
internal static partial class Papers
{
    private static readonly string[] OfBuyers =
    [
        "采购", "採購", "订购", "訂購", "购货", "请购", "請購", "Purchase", "発注", "注文", "발주", "구매", "Bestellung", "Bestellschein", "Bestellformular", "Bon de commande", "Commande fournisseur", "Orden de compra", "Ordem de compra", "Ordine di acquisto",
        "Ordine a fornitore", "Ordine fornitore", "Ordine d'acquisto", "Ordine d’acquisto", "Pedido de compra", "Pedido a proveedor", "Nota de encomenda", "Encomenda a fornecedor", "Zamówienie", "Заказ поставщику", "Заявка", "Đơn đặt hàng", "Đơn mua hàng",
    ];

    /// <summary>Parts of words, so that every inflection is found.</summary>
    private static readonly string[] OfConfirmations = ["confirm", "acknowledg", "bestätigung", "conferma", "potwierdzeni", "подтвержден", "确认", "確認", "注文請書", "주문확인", "xác nhận"];

    private static readonly string[] OfSales =
        ["수주", "受注", "sales order", "Kundenauftrag", "Pedido de venta", "Pedido de venda", "Ordine cliente", "Заказ покупателя", "销售", "銷售"];

    /// <summary>What a title asks of its reader is not what it says it is: 采购订单（请盖章确认回传）.</summary>
    private static readonly string[] Requests = ["（", "(", "【", "[", "请", "請", "please", "pls", "bitte", "veuillez", "merci de", "por favor", "si prega", "prosimy", "просим"];

    public static Paper Of(DocumentClaim? claim)
    {
        if (claim is null)
        {
            return Paper.Unknown;
        }

        // A form says who is who only where its title says whose form it is.
        var title = Bare(claim.Title);
        return claim.Kind == DocumentKind.Template ? Holds(OfBuyers, title) ? Paper.Buyers : Paper.Unknown
            : !DocumentJudge.IsOrder(claim.Kind) || Holds(OfConfirmations, title) ? Paper.Sellers
            : claim.Kind == DocumentKind.Requisition || Holds(OfBuyers, title) ? Paper.Buyers
            : Holds(OfSales, title) ? Paper.Sellers
            : Paper.Unknown;
    }

    /// <summary>True for a seller's word that he has an order: the order itself came before it.</summary>
    public static bool IsConfirmation(DocumentClaim? claim) => claim is { Kind: DocumentKind.Order } && Holds(OfConfirmations, Bare(claim.Title)) && !Holds(OfBuyers, Bare(claim.Title));

    private static string Bare(string whole)
    {
        var title = Bracketed().Replace(whole, string.Empty) is { Length: > 1 } outside ? outside : whole;
        var end = Requests.Select(r => title.IndexOf(r, StringComparison.OrdinalIgnoreCase)).Where(at => at > 1).DefaultIfEmpty(title.Length).Min();
        return title[..end];
    }

    [GeneratedRegex(@"[（(【\[][^（()）【】\[\]]*[）)】\]]")]
    private static partial Regex Bracketed();

    private static bool Holds(string[] words, string title) =>
        Array.Exists(words, w => title.Contains(w, StringComparison.OrdinalIgnoreCase)) || title.Contains(' ') && Array.Exists(words, w => Together(title).Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>採  購  單, spaced out as titles are.</summary>
    private static string Together(string title) => title.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\u3000", string.Empty, StringComparison.Ordinal);
}
