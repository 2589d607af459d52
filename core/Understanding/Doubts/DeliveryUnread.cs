using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>An order without a place of delivery, on a sheet where a label that speaks of delivery has a value that looks like one and was not read.</summary>
internal static class DeliveryUnread
{
    private const int LeastPlace = 12;
    private const int LongestPlace = 120;
    private const int MaxLabel = 40;

    /// <summary>Parts of words, so that every inflection is found.</summary>
    private static readonly string[] OfDelivery =
    [
        "deliver", "ship to", "consign", "liefer", "livr", "entrega", "despacho", "consegn", "destin", "dostaw", "достав", "поставк", "разгруз", "giao", "送货", "送貨", "交货", "交貨", "收货", "收貨", "到货", "到貨", "进仓", "納入", "納品", "届け先", "납품", "배송", "인도장소",
    ];

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, TitleBlock title, Words words)
    {
        if (title.Has(Concept.ShipTo) || title.Has(Concept.ShipToName) || table.Plan.Has(Concept.ShipTo) || table.Plan.Has(Concept.ShipToName) || table.Plan.Has(Concept.City) || table.Plan.Has(Concept.OrderNumber))
        {
            yield break;
        }

        foreach (var row in sheet.TitleGrid.Rows.Where(r => sheet.Grid != sheet.TitleGrid || r.Number < sheet.FirstHeaderRow || r.Number > table.Region.LastGoodsRow - 4))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is var text && TitleLabels.LabelEnd(text) is > 0 and <= MaxLabel and var end && SpeaksOfDelivery(text[..end])
                    && LooksLikePlace(ValueOf(sheet, row, cell, text, end), words) is { } place && !sheet.Fields.Any(f => f.Text.Contains(place, StringComparison.Ordinal) || place.Contains(f.Text, StringComparison.Ordinal)))
                {
                    yield return UnderstandingFindings.DeliveryUnread.At(CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number), "shipTo", text[..end].Trim(), place);
                    yield break;
                }
            }
        }
    }

    private static bool SpeaksOfDelivery(string label) => Array.Exists(OfDelivery, w => label.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string ValueOf(SheetAnalysis sheet, SheetRow row, in Cell cell, string text, int end) =>
        text[(end + 1)..].Trim() is { Length: > 0 } inline ? inline
        : PartyBlocks.RightOf(sheet.TitleGrid, row, cell.Column) is { Kind: CellKind.Text } next ? CellText.Of(next) : string.Empty;

    /// <summary>Has letters and digits, is no day, no term and no count.</summary>
    private static string? LooksLikePlace(string text, Words words) =>
        text.Length is >= LeastPlace and <= LongestPlace && text.AsSpan().ContainsAnyInRange('0', '9') && text.Any(char.IsLetter) && text.AsSpan().IndexOfAny(",， 号") > 0
        && !TermText.IsTerm(text) && !words.IsPlaceholder(text) && !words.Values.Dates.TryRead(DayText.WithoutTime(text), DayMonthOrder.Unknown, DateOnly.MaxValue.AddYears(-100), out _) ? text : null;
}
