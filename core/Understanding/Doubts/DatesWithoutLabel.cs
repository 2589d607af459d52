using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>An order without a date, or without a day of delivery, on a sheet where a day stands outside the table and nothing known says what happens on it.</summary>
internal static partial class DatesWithoutLabel
{
    private const decimal Known = 0.93m;

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, TitleBlock title)
    {
        var isDated = title.OrderDate is not null || table.Plan.Has(Concept.OrderDate);
        if (isDated && (title.RequestedDate is not null || table.Plan.Has(Concept.DeliveryDate) || table.Plan.Has(Concept.RequestedDate)) || sheet.Grid != sheet.TitleGrid)
        {
            yield break;
        }

        foreach (var row in sheet.Grid.Rows.Where(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (IsDay(cell) && (!isDated || IsAfter(cell, title.OrderDate)) && !sheet.Fields.Any(f => Holds(f, sheet, cell, row.Number)))
                {
                    yield return UnderstandingFindings.DateWithoutLabel.At(CellText.Place(sheet.Grid.Info, cell.Column, row.Number), isDated ? "requestedDate" : "orderDate", CellText.Of(cell));
                    yield break;
                }
            }
        }
    }

    private static bool IsDay(in Cell cell) =>
        cell.Kind == CellKind.DateTime || cell.Kind == CellKind.Text && cell.Text!.Length <= 120 && Day().IsMatch(CellText.Of(cell));

    /// <summary>A day before the order's own is of a contract, a rule or an example, never of its delivery.</summary>
    private static bool IsAfter(in Cell cell, DateOnly? ordered) =>
        ordered is not { } day || cell.Kind == CellKind.DateTime && SerialDate.IsValid(cell.Number) && DateOnly.FromDateTime(cell.DateTime) > day
        || cell.Kind == CellKind.Text && Day().Match(CellText.Of(cell)) is { Success: true } match && Year().Match(match.Value) is { Success: true } year
            && Numbers().Matches(match.Value) is { Count: 3 } parts && Latest(parts, year.Value) >= day;

    /// <summary>The later of the two days that the parts may mean.</summary>
    private static DateOnly Latest(MatchCollection parts, string year)
    {
        var others = parts.Select(p => p.Value).Where(p => p != year).Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var y = int.Parse(year, System.Globalization.CultureInfo.InvariantCulture);
        DateOnly? Of(int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, day) : null;
        return others.Length != 2 ? DateOnly.MinValue : new[] { Of(others[0], others[1]), Of(others[1], others[0]) }.Max() ?? DateOnly.MinValue;
    }

    private static bool Holds(TitleField field, SheetAnalysis sheet, in Cell cell, int row) =>
        field.Where == CellText.Place(sheet.Grid.Info, cell.Column, row) && (field.Confidence >= Known || !IsOtherDay(field.Meaning));

    /// <summary>A label that is merely like a word for another day ("Abrufdatum", "Ablaufdatum") says nothing sure.</summary>
    private static bool IsOtherDay(Concept meaning) => meaning is Concept.OtherDate or Concept.ValidUntil or Concept.PrintDate or Concept.InvoiceDate;

    [GeneratedRegex(@"(?:19|20)\d\d")]
    private static partial Regex Year();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?20\d\d)(?!\d)")]
    private static partial Regex Day();
}
