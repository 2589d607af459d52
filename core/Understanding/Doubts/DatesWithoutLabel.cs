using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>An order without a date on a sheet where a day stands outside the table and nothing known says what happens on it.</summary>
internal static partial class DatesWithoutLabel
{
    private const decimal Known = 0.93m;

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, TitleBlock title)
    {
        if (title.OrderDate is not null || table.Plan.Has(Concept.OrderDate) || sheet.Grid != sheet.TitleGrid)
        {
            yield break;
        }

        foreach (var row in sheet.Grid.Rows.Where(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (IsDay(cell) && !sheet.Fields.Any(f => Holds(f, sheet, cell, row.Number)))
                {
                    yield return UnderstandingFindings.DateWithoutLabel.At(CellText.Place(sheet.Grid.Info, cell.Column, row.Number), "orderDate", CellText.Of(cell));
                    yield break;
                }
            }
        }
    }

    private static bool IsDay(in Cell cell) =>
        cell.Kind == CellKind.DateTime || cell.Kind == CellKind.Text && cell.Text!.Length <= 60 && Day().IsMatch(CellText.Of(cell));

    private static bool Holds(TitleField field, SheetAnalysis sheet, in Cell cell, int row) =>
        field.Where == CellText.Place(sheet.Grid.Info, cell.Column, row) && (field.Confidence >= Known || !IsOtherDay(field.Meaning));

    /// <summary>A label that is merely like a word for another day ("Abrufdatum", "Ablaufdatum") says nothing sure.</summary>
    private static bool IsOtherDay(Concept meaning) => meaning is Concept.OtherDate or Concept.ValidUntil or Concept.PrintDate or Concept.InvoiceDate;

    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?20\d\d)(?!\d)")]
    private static partial Regex Day();
}
