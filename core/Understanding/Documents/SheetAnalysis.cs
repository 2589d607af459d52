using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>One table with the decisions taken on it and the title block that belongs to it.</summary>
internal sealed record AnalysedTable(TableRegion Region, TablePlan Plan, TitleBlock Title)
{
    public bool CanHoldLines => Plan.Has(Concept.Quantity);
}

/// <summary>One sheet understood: its tables, its title block and what it says it is.</summary>
internal sealed class SheetAnalysis
{
    /// <summary>Sums at the end of a table, which the table's own rows may seem to hold.</summary>
    private const int RowsOfSums = 12;

    private SheetAnalysis(SheetGrid grid, SheetGrid titles, List<AnalysedTable> tables, List<TitleField> fields, TitleBlock title, DocumentClaim? claim, int firstHeaderRow)
    {
        Grid = grid;
        TitleGrid = titles;
        Tables = tables;
        Fields = fields;
        Title = title;
        Claim = claim;
        FirstHeaderRow = firstHeaderRow;
    }

    public SheetGrid Grid { get; }

    /// <summary>The sheet as the file has it; differs from <see cref="Grid"/> where the table lies on its side.</summary>
    public SheetGrid TitleGrid { get; }

    public List<AnalysedTable> Tables { get; }

    /// <summary>All labelled values around the tables.</summary>
    public IReadOnlyList<TitleField> Fields { get; }

    public TitleBlock Title { get; }

    public DocumentClaim? Claim { get; }

    public int FirstHeaderRow { get; }

    public List<LineDraft> Lines { get; } = [];

    public List<TotalRow> Totals { get; } = [];

    public List<Finding> Findings { get; } = [];

    public bool SawPlaceholder { get; set; }

    public static SheetAnalysis Of(SheetGrid grid, Words words, DateOnly today)
    {
        var headers = new HeaderFinder(words, today).Find(grid);
        var firstHeader = headers.Count == 0 ? int.MaxValue : headers.Min(h => h.FirstRow);
        var regions = TableRegion.Cut(grid, headers, words);
        var raw = new TitleReader(words, today).Read(grid, InBody(regions), firstHeader);
        var upright = Of(grid, grid, regions, raw, firstHeader, words, today);
        if (upright.Tables.Exists(t => t.CanHoldLines) || TurnedTable.Find(grid, words) is not { } turned)
        {
            return upright;
        }

        var turnedRegions = TableRegion.Cut(turned.Grid, new HeaderFinder(words, today).Find(turned.Grid), words);
        raw = new TitleReader(words, today).Read(grid, (row, _) => row >= turned.FirstRow && row <= turned.LastRow, turned.FirstRow);
        var lying = Of(turned.Grid, grid, turnedRegions, raw, turned.FirstRow, words, today);
        return lying.Tables.Exists(t => t.CanHoldLines) ? lying : upright;
    }

    private static SheetAnalysis Of(SheetGrid grid, SheetGrid titles, List<TableRegion> regions, List<TitleField> raw, int firstHeader, Words words, DateOnly today)
    {
        var claim = new DocumentJudge(words).Claim(titles, firstHeader, regions.Count == 0 ? null : regions.MaxBy(r => r.Header.Score)!.Headers);
        raw = new PartyDetails(words).Settle(new PartyBlocks(new TitleLabels(words, new TitleValues(words, today))).Settle(titles, PurchaseRoles.Settle(raw, claim, words), grid == titles ? InBody(regions) : (_, _) => false));
        var titled = raw.Select(f => f.Meaning).ToHashSet();
        var isPurchase = Papers.Of(claim) == Paper.Buyers;
        var assigned = regions.Select(r => (Region: r, Columns: ColumnAssigner.Assign(r, titled, isPurchase, words))).ToList();
        var spread = assigned.ConvertAll(a => grid.Truncated ? [] : SpreadColumns.Settle(a.Region, a.Columns));
        var style = StyleFinder.Find(assigned, raw, words, today);

        // A date without a year belongs to the time of the order, not of its arrival here.
        style = new TitleBlock(raw, style).OrderDate is { } ordered ? style with { Today = ordered } : style;
        var currency = grid == titles ? StatedCurrency.Find(grid, row => regions.Exists(r => row > r.Header.LastRow && row < r.LastGoodsRow - RowsOfSums), words) : null;
        var tables = assigned.Select((a, i) => new AnalysedTable(
            a.Region,
            new TablePlan(grid.Info, a.Region.FirstColumn, a.Region.LastColumn, a.Region.Headers, a.Columns, style, a.Region.Profiles, spread[i]),
            new TitleBlock(grid == titles ? TitleOwnership.Of(a.Region, regions, raw) : raw, style, currency))).ToList();
        return new SheetAnalysis(grid, titles, tables, raw, new TitleBlock(raw, style, currency), claim, firstHeader);
    }

    /// <summary>Rows of goods are no title block; rows below the last line of a table are.</summary>
    private static Func<int, int, bool> InBody(List<TableRegion> regions) => (row, column) =>
    {
        foreach (var r in regions)
        {
            if (row >= r.Header.FirstRow && row <= r.LastGoodsRow && column >= r.FirstColumn - 1 && column <= r.LastColumn && !r.IsBesideSum(row, column))
            {
                return true;
            }
        }

        return false;
    };
}
