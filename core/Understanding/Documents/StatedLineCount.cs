using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>How many lines the document itself says it has: <c>共5行</c>, <c>Positionen: 5</c>, <c>5 lines</c>, <c>Всего наименований 5, на сумму …</c>.</summary>
internal static partial class StatedLineCount
{
    private const int MaxLength = 80;

    /// <summary>The question to ask where the count is not met; null where it is, or where none is stated.</summary>
    /// <param name="sheet">The sheet with all its lines.</param>
    /// <param name="counted">Those that count; withdrawn ones may be counted by the sheet all the same.</param>
    public static Finding? Contradiction(SheetAnalysis sheet, IReadOnlyList<LineDraft> counted)
    {
        var rows = Rows(counted);
        foreach (var (count, text, row, column) in Of(sheet))
        {
            if (count != rows && count != counted.Count && count != sheet.Lines.Count && count != Rows(sheet.Lines))
            {
                return UnderstandingFindings.LineCountMismatch.At(CellText.Place(sheet.TitleGrid.Info, column, row), "lines", count, text, rows);
            }
        }

        return null;
    }

    /// <summary>True where a count is stated, and these lines are as many.</summary>
    public static bool Supports(SheetAnalysis sheet, IReadOnlyList<LineDraft> lines)
    {
        var rows = Rows(lines);
        return Of(sheet).Any(stated => stated.Count == rows || stated.Count == lines.Count);
    }

    private static int Rows(IEnumerable<LineDraft> lines) => lines.Select(l => l.Row).Distinct().Count();

    /// <summary>Every count that the sheet states, with its place.</summary>
    private static IEnumerable<(int Count, string Text, int Row, int Column)> Of(SheetAnalysis sheet)
    {
        foreach (var row in sheet.TitleGrid.Rows)
        {
            var label = false;
            foreach (var cell in row.Cells.ToArray())
            {
                if (CellText.IsBlank(cell))
                {
                    continue;
                }

                var text = CellText.Of(cell);
                if (CountIn(text, cell, label) is { } count)
                {
                    yield return (count, text, row.Number, cell.Column);
                }

                label = cell.Kind == CellKind.Text && text.Length <= MaxLength && row.Number < sheet.FirstHeaderRow && Label().IsMatch(text);
            }
        }
    }

    private static int? CountIn(string text, in Cell cell, bool afterLabel)
    {
        if (afterLabel && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var beside))
        {
            return beside;
        }

        return cell.Kind == CellKind.Text && text.Length <= MaxLength && text.AsSpan().ContainsAnyInRange('0', '9') && Counted().Match(text) is { Success: true } match
            ? int.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    private const string Labels =
        "(?:(?:number|no\\.?|total) of )?(?:order )?lines|(?:total )?lines|line count|(?:anzahl )?positionen|positionsanzahl|nombre de lignes|lignes|n(?:úmero|º|o\\.?) de l[íi](?:neas|nhas)|l[íi]neas|linhas"
        + "|(?:numero )?righe|liczba pozycji|pozycji|количество (?:строк|позиций)|(?:всего )?(?:строк|позиций)|总?行数|项数|明细行数|行數|項數|明細行数|明細行數|행\\s?수|품목\\s?수|số dòng|số mặt hàng";

    [GeneratedRegex("^(?:" + Labels + ")\\s*[:：]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(
        "^(?:" + Labels + ")\\s*[:：]\\s*(?<n>\\d{1,4})$|^[(（]?(?:共计?|合?计|全|総|총)\\s*(?<n>\\d{1,4})\\s*(?:行|项|項|条|款|명세|품목)[)）]?$"
        + "|^(?<n>\\d{1,4})\\s*(?:lines|positionen|lignes|líneas|linhas|righe|pozycji|строк|позиций|행|dòng)$|^всего наименований:?\\s+(?<n>\\d{1,4})(?:[,\\s].*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();
}
