using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Who may have ordered on a form that says so nowhere: a firm above the table that was taken for nothing, the name at the head of the paper, or
/// the firm that signs below. A guess to be confirmed, never an answer.
/// </summary>
internal static class UnnamedCustomer
{
    private const int LeastName = 4;
    private const int LongestName = 60;
    private const double Meaning = 0.55;
    private const double Title = 0.2;

    /// <param name="sheet">The sheet.</param>
    /// <param name="supplier">Name of the supplier that was found; null when none.</param>
    /// <param name="words">The vocabularies.</param>
    public static (string Name, string Where)? Find(SheetAnalysis sheet, string? supplier, Words words) =>
        Company(sheet, supplier) ?? (IsBuyersPaper(sheet, supplier) ? Heading(sheet, supplier, words) ?? Signer(sheet, supplier) ?? Department(sheet) : null);

    /// <summary>True where the paper is known to be the one's who orders.</summary>
    public static bool IsBuyersPaper(SheetAnalysis sheet, string? supplier) => supplier is not null || Papers.Of(sheet.Claim) == Paper.Buyers;

    private static (string, string)? Company(SheetAnalysis sheet, string? supplier)
    {
        foreach (var row in sheet.TitleGrid.Rows.TakeWhile(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is { Length: <= LongestName } text && text.IndexOfAny([':', '：']) < 0 && Addressee.LooksLikeCompany(text)
                    && !IsSupplier(text, supplier) && !sheet.Fields.Any(f => f.Text.Contains(text, StringComparison.Ordinal)))
                {
                    return (text, CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number));
                }
            }
        }

        return null;
    }

    /// <summary>A name alone on one of the first two rows: <c>Hollybrook Surgery</c> above or below <c>Order form</c>.</summary>
    private static (string, string)? Heading(SheetAnalysis sheet, string? supplier, Words words)
    {
        foreach (var row in sheet.TitleGrid.Rows.TakeWhile(r => r.Number < sheet.FirstHeaderRow).Where(r => r.Cells.ToArray().Any(c => !CellText.IsBlank(c))).Take(2))
        {
            if (row.Cells.ToArray().Where(c => !CellText.IsBlank(c)).ToList() is [{ Kind: CellKind.Text } cell] && CellText.Of(cell).Split('\n')[0].Trim() is { Length: >= LeastName and <= LongestName } text
                && (IsName(text, words) ? text : text.IndexOfAny([':', '：']) < 0 ? Addressee.FrontOf(text) : null) is { } name && !IsSupplier(name, supplier))
            {
                return (name, CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number));
            }
        }

        return null;
    }

    /// <summary>A firm at the beginning of a line below the table: 某某有限公司　採購：…, or with its address behind a comma.</summary>
    private static (string, string)? Signer(SheetAnalysis sheet, string? supplier)
    {
        if (sheet.Tables.Count == 0)
        {
            return null;
        }

        (string Name, string Where)? found = null;
        foreach (var row in sheet.TitleGrid.Rows.SkipWhile(r => r.Number <= sheet.Tables.Max(t => t.Region.LastGoodsRow)))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell).Split(["\u3000", "  ", "\n", ", "], 2, StringSplitOptions.TrimEntries)[0] is { Length: >= LeastName and <= LongestName } text
                    && text.IndexOfAny([':', '：']) < 0 && Addressee.LooksLikeCompany(text) && !IsSupplier(text, supplier) && found?.Name != text)
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = (text, CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number));
                }
            }
        }

        return found;
    }

    /// <summary>Who asks within a firm that does not name itself.</summary>
    private static (string, string)? Department(SheetAnalysis sheet) =>
        sheet.Title.Field(Vocabulary.Concept.Department) is { Above: true } asking ? (asking.Text, asking.Where) : null;

    /// <summary>Letters only, no label and no word of the trade, with a capital where its writing has any.</summary>
    private static bool IsName(string text, Words words) =>
        !char.IsLower(text[0]) && char.IsLetter(text[0]) && !text.AsSpan().ContainsAnyInRange('0', '9') && text.IndexOfAny([':', '：', '@', '/', '|']) < 0
        && !words.Values.IsPlaceholder(text) && !words.Documents(text).Any(d => d.Score >= Title) && words.Row(text) is null && !words.Concepts(text).Any(c => c.Weight >= Meaning);

    private static bool IsSupplier(string text, string? supplier) =>
        supplier is not null && (text.Contains(supplier, StringComparison.OrdinalIgnoreCase) || supplier.Contains(text, StringComparison.OrdinalIgnoreCase));
}
