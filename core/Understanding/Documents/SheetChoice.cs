using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Lines;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>Which sheets of a workbook are its order: those with lines, each line counted once however many sheets repeat it.</summary>
internal static class SheetChoice
{
    public static List<SheetAnalysis> Choose(List<SheetAnalysis> sheets, List<Finding> findings)
    {
        var withLines = sheets.Where(s => s.Lines.Count > 0).ToList();
        if (withLines.Exists(ClaimsOrder) || withLines.Exists(s => s.Claim is null))
        {
            // A price list or an invoice beside the order is not part of it.
            withLines.RemoveAll(s => s.Claim is { Weight: >= 0.5 } claim && !DocumentJudge.IsOrder(claim.Kind) && withLines.Count > 1);
        }

        var chosen = new List<SheetAnalysis>();
        foreach (var sheet in withLines.OrderByDescending(s => s.Lines.Count).ThenByDescending(Completeness).ThenBy(s => s.Grid.Info.Index))
        {
            if (chosen.Find(c => Repeats(sheet, c)) is { } original)
            {
                findings.Add(UnderstandingFindings.SheetRepeats.At(sheet.Grid.Info.Name, null, sheet.Grid.Info.Name, original.Grid.Info.Name));
                continue;
            }

            chosen.Add(sheet);
        }

        return [.. chosen.OrderBy(s => s.Grid.Info.Index)];
    }

    private static bool ClaimsOrder(SheetAnalysis sheet) => sheet.Claim is { Weight: >= 0.5 } claim && DocumentJudge.IsOrder(claim.Kind);

    private static int Completeness(SheetAnalysis sheet) =>
        sheet.Tables.Where(t => t.CanHoldLines).Select(t => t.Plan.Columns.Count(c => FieldPaths.Of(c.Meaning) is not null)).DefaultIfEmpty(0).Max();

    private static bool Repeats(SheetAnalysis sheet, SheetAnalysis original)
    {
        var known = original.Lines.Select(Key).ToHashSet(StringComparer.Ordinal);
        return sheet.Lines.Count(l => known.Contains(Key(l))) * 10 >= sheet.Lines.Count * 6;
    }

    private static string Key(LineDraft line) => $"{line.Head.OrderNumber}|{line.Line.ItemCode}|{line.Line.ItemName}|{line.Line.Specification}";
}
