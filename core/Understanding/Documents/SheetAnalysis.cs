using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>One table with the decisions taken on it.</summary>
internal sealed record AnalysedTable(TableRegion Region, TablePlan Plan, ReadingStyle Style)
{
    public bool CanHoldLines => Plan.Has(Concept.Quantity);
}

/// <summary>One sheet understood: its tables, its title block and what it says it is.</summary>
internal sealed class SheetAnalysis
{
    private SheetAnalysis(SheetGrid grid, List<AnalysedTable> tables, TitleBlock title, DocumentClaim? claim, int firstHeaderRow)
    {
        Grid = grid;
        Tables = tables;
        Title = title;
        Claim = claim;
        FirstHeaderRow = firstHeaderRow;
    }

    public SheetGrid Grid { get; }

    public List<AnalysedTable> Tables { get; }

    public TitleBlock Title { get; }

    public DocumentClaim? Claim { get; }

    public int FirstHeaderRow { get; }

    public List<LineDraft> Lines { get; } = [];

    public List<TotalRow> Totals { get; } = [];

    public List<Finding> Findings { get; } = [];

    public bool SawPlaceholder { get; set; }

    public static SheetAnalysis Of(SheetGrid grid, Words words, DateOnly today)
    {
        var headers = new HeaderFinder(words).Find(grid);
        var firstHeader = headers.Count == 0 ? int.MaxValue : headers.Min(h => h.FirstRow);
        var regions = TableRegion.Cut(grid, headers, words);
        var raw = new TitleReader(words, today).Read(grid, InBody(regions), firstHeader);
        var hasNumber = raw.Exists(f => f.Meaning is Concept.OrderNumber or Concept.CustomerOrderNumber);
        var assigned = regions.Select(r => (Region: r, Columns: ColumnAssigner.Assign(r, hasNumber))).ToList();
        var style = StyleFinder.Find(regions, raw, words, today);
        var tables = assigned.Select(a => new AnalysedTable(
            a.Region, new TablePlan(grid.Info, a.Region.FirstColumn, a.Region.LastColumn, a.Region.Headers, a.Columns, style, a.Region.Profiles), style)).ToList();
        var judge = new DocumentJudge(words);
        var claim = judge.Claim(grid, firstHeader, tables.Count == 0 ? null : tables.MaxBy(t => t.Region.Header.Score)!.Region.Headers);
        return new SheetAnalysis(grid, tables, new TitleBlock(raw, style), claim, firstHeader);
    }

    /// <summary>Rows of goods are no title block; rows below the last line of a table are.</summary>
    private static Func<int, int, bool> InBody(List<TableRegion> regions)
    {
        var bodies = regions.Select(r => (r.Header.FirstRow, Last: LastGoodsRow(r), r.FirstColumn, r.LastColumn)).ToList();
        return (row, column) =>
        {
            foreach (var (first, last, left, right) in bodies)
            {
                if (row >= first && row <= last && column >= left - 1 && column <= right)
                {
                    return true;
                }
            }

            return false;
        };
    }

    /// <summary>The last row with at least two values under captions of numbers, which is where the goods end.</summary>
    private static int LastGoodsRow(TableRegion region)
    {
        var last = region.Header.LastRow;
        var numeric = region.Headers.Where(h => region.Profiles[h.Column] is { } p && p.Numbers + p.Dates + p.NumbersWithUnit > 0).ToList();
        foreach (var row in region.Rows)
        {
            var filled = region.Headers.Count(h => TableRegion.Value(row, h) is not null);
            var numbers = numeric.Count(h => TableRegion.Value(row, h) is { Kind: CellKind.Number or CellKind.DateTime } || TableRegion.Value(row, h) is { Kind: CellKind.Text } t && NumberText.TryRead(t.Text, NumberStyle.Unknown, out _));
            if (filled >= 3 && numbers >= 1 || filled == region.Headers.Count)
            {
                last = row.Number;
            }
        }

        return last;
    }
}
