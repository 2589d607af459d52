using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>Lines that call themselves withdrawn: where the stated total does not count them they are left out, else a person is asked.</summary>
internal static class CancelledLines
{
    public static List<LineDraft> Settle(SheetAnalysis sheet, AnalysedTable table, List<LineDraft> lines, List<Finding> findings)
    {
        if (!lines.Exists(l => l.Cancelled) || lines.Exists(l => l.Line.Amount is null))
        {
            return lines;
        }

        var wanted = lines.FindAll(l => !l.Cancelled);
        var sum = wanted.Sum(l => l.Line.Amount!.Value);
        var counted = sheet.Totals.Exists(t =>
            t.Row >= table.Region.FirstRow && t.Row <= table.Region.LastRow && t.Kind is RowKind.Total or RowKind.Subtotal && t.Amount == sum);
        if (wanted.Count == 0 || !counted)
        {
            return lines;
        }

        foreach (var line in lines.Where(l => l.Cancelled))
        {
            var said = line.Findings!.Find(f => f.Code == UnderstandingFindings.LineCancelled.Code)!;
            findings.Add(UnderstandingFindings.CancelledLeftOut.At(said.Where, null, line.Line.ItemCode ?? line.Line.ItemName ?? string.Empty));
        }

        return wanted;
    }
}
