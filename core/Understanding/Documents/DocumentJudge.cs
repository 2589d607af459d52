using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>What a sheet says it is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">The words that say so.</param>
/// <param name="Where">Their place.</param>
/// <param name="Weight">How strongly.</param>
internal sealed record DocumentClaim(DocumentKind Kind, string Title, string Where, double Weight);

/// <summary>Decides whether a sheet with a table is an order: by its title, its captions and its name.</summary>
internal sealed class DocumentJudge(Words words)
{
    private const int TitleRows = 12;
    private const int MaxTitle = 70;
    private const double LeastTitle = 0.6;
    private const double Reference = 0.5;

    private static readonly HashSet<DocumentKind> Orders = [DocumentKind.Order, DocumentKind.Requisition, DocumentKind.ProductionPlan];

    /// <summary>The strongest claim on the sheet; null where nothing says what it is.</summary>
    public DocumentClaim? Claim(SheetGrid grid, int firstHeaderRow, IReadOnlyList<HeaderCell>? captions)
    {
        var claims = new List<DocumentClaim>();
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow).Take(TitleRows))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind == CellKind.Text && !CellText.IsBlank(cell))
                {
                    var text = CellText.Of(cell);
                    // A report's head says whose it is, what it is and of when: 회사명 : … / 발주서조회 / 2025/11/01 ~ …
                    var line = text.Split('\n')[0];
                    Add(claims, line.Split(" / ") is [_, var report, _] ? report.Trim() : line, CellText.Place(grid.Info, cell.Column, row.Number), row.Number <= 6 ? 1 : 0.8);
                }
            }
        }

        Add(claims, grid.Info.Name, grid.Info.Name, 0.55);
        AddCaptions(claims, captions, grid.Info.Name);
        if (claims.Count == 0 && Ending(grid, firstHeaderRow) is { } ending)
        {
            claims.Add(ending);
        }

        return claims.Count == 0 ? null : claims.MaxBy(c => c.Weight);
    }

    /// <summary>What a long Chinese or Japanese title ends with: 某某学院2023年秋季教材订购明细表.</summary>
    private DocumentClaim? Ending(SheetGrid grid, int firstHeaderRow)
    {
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow).Take(TitleRows))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind != CellKind.Text || CellText.Of(cell) is not { Length: <= MaxTitle } text || text.AsSpan().IndexOfAny("，。：；,:;") >= 0)
                {
                    continue;
                }

                if (words.DocumentAtEnd(text) is { } document)
                {
                    return new DocumentClaim(document.Kind, text, CellText.Place(grid.Info, cell.Column, row.Number), LeastTitle);
                }
            }
        }

        return null;
    }

    public static bool IsOrder(DocumentKind kind) => Orders.Contains(kind);

    private void Add(List<DocumentClaim> claims, string text, string where, double factor)
    {
        if (text.Length is 0 or > MaxTitle || text.TrimEnd() is [.., ':' or '：'])
        {
            return;
        }

        // "Votre commande : C-771" on an invoice names another document.
        factor *= text.AsSpan().IndexOfAny(':', '：') > 0 ? Reference : 1;
        foreach (var match in words.Documents(TitledNumber.TitleOf(text)))
        {
            if (match.Score >= 0.4)
            {
                claims.Add(new DocumentClaim(match.Kind, text, where, match.Score * factor + Math.Min(match.Length, 20) * 0.005));
            }
        }
    }

    /// <summary>Captions that only one kind of document has.</summary>
    private static void AddCaptions(List<DocumentClaim> claims, IReadOnlyList<HeaderCell>? captions, string where)
    {
        if (captions is null)
        {
            return;
        }

        var invoice = captions.Where(c => c.WeightOf(Concept.InvoiceNumber) >= 0.8 || c.WeightOf(Concept.InvoiceDate) >= 0.8).ToList();
        var order = captions.Any(c => c.WeightOf(Concept.OrderNumber) >= 0.8);
        if (invoice.Count > 0 && !order)
        {
            claims.Add(new DocumentClaim(DocumentKind.Invoice, invoice[0].Text, where, 0.6 + 0.15 * invoice.Count));
        }

        var accounts = captions.Where(c => c.WeightOf(Concept.LedgerAccount) >= 0.8).ToList();
        if (accounts.Count > 1)
        {
            claims.Add(new DocumentClaim(DocumentKind.Invoice, accounts[0].Text, where, 0.9));
        }

        var note = captions.FirstOrDefault(c => c.WeightOf(Concept.DeliveryNoteNumber) >= 0.8);
        if (note is not null && !order)
        {
            claims.Add(new DocumentClaim(DocumentKind.DeliveryNote, note.Text, where, 0.75));
        }

        var quotation = captions.FirstOrDefault(c => c.WeightOf(Concept.QuotationNumber) >= 0.8);
        if (quotation is not null && !order)
        {
            claims.Add(new DocumentClaim(DocumentKind.Quotation, quotation.Text, where, 0.75));
        }

        var stock = captions.FirstOrDefault(c => c.WeightOf(Concept.StockQuantity) >= 0.8);
        var titled = claims.Exists(c => c.Kind == DocumentKind.Order && c.Weight >= LeastTitle);
        if (stock is not null && !order && !titled && !captions.Any(c => c.WeightOf(Concept.Quantity) >= 0.8))
        {
            claims.Add(new DocumentClaim(DocumentKind.StockList, stock.Text, where, 0.7));
        }
    }

    /// <summary>The finding for a document that is not an order but has lines.</summary>
    public static Finding Refuse(DocumentClaim claim) =>
        UnderstandingFindings.OtherDocument.At(claim.Where, null, claim.Title, new Said(char.ToLowerInvariant(claim.Kind.ToString()[0]) + claim.Kind.ToString()[1..], Name(claim.Kind)));

    /// <summary>The finding for a seller's confirmation: the order came before it and may be known already.</summary>
    public static Finding RefuseConfirmation(DocumentClaim claim) =>
        UnderstandingFindings.OtherDocument.At(claim.Where, null, claim.Title, new Said("orderConfirmation", "订单确认书"));

    private static string Name(DocumentKind kind) => kind switch
    {
        DocumentKind.Quotation => "报价单",
        DocumentKind.Invoice => "发票、对账单",
        DocumentKind.Proforma => "形式发票",
        DocumentKind.DeliveryNote => "送货单",
        DocumentKind.Receipt => "收货单",
        DocumentKind.PriceList => "价格表",
        DocumentKind.StockList => "库存表",
        DocumentKind.Requisition => "请购单",
        DocumentKind.ProductionPlan => "生产计划",
        DocumentKind.ReturnNote => "退货单",
        DocumentKind.PackingList => "装箱单",
        DocumentKind.Template => "模板",
        _ => "其他单据",
    };
}
