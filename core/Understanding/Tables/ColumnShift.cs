using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Finds the row from which columns hold something else than before: a file whose layout changes in the middle.</summary>
internal static class ColumnShift
{
    private const int MinimumBefore = 2;
    private const int MinimumAfter = 3;

    /// <summary>The first row of the other layout and a column that shows it; null where every column stays what it is.</summary>
    public static (int Row, int Column)? Find(TableRegion table, Words words)
    {
        var rows = table.Rows.Where(r => table.Headers.Count(h => TableRegion.Value(r, h) is not null) >= 3).ToList();
        return Find(table, rows) is null ? null : Find(table, rows.FindAll(r => !HoldsHint(table, r, words)));
    }

    /// <summary>Unused slots below the goods say what to fill in, and sums name themselves; they are no other layout. Asked only where something seems to shift.</summary>
    private static bool HoldsHint(TableRegion table, SheetRow row, Words words)
    {
        foreach (var header in table.Headers)
        {
            if (TableRegion.Value(row, header) is { Kind: CellKind.Text } cell && CellText.Of(cell) is var text && (words.IsPlaceholder(text) || words.Row(text) is { Kind: RowKind.Total or RowKind.Subtotal or RowKind.Tax, Score: >= 0.95 }))
            {
                return true;
            }
        }

        return false;
    }

    private static (int Row, int Column)? Find(TableRegion table, List<SheetRow> rows)
    {
        if (rows.Count < MinimumBefore + MinimumAfter)
        {
            return null;
        }

        var kinds = table.Headers.Select(h => rows.Select(r => KindOf(TableRegion.Value(r, h))).ToArray()).ToArray();
        var flips = Enumerable.Range(0, kinds.Length)
            .Select(column => (Column: column, Cut: Flip(kinds[column])))
            .Where(flip => flip.Cut >= MinimumBefore && flip.Cut <= rows.Count - MinimumAfter)
            .GroupBy(flip => flip.Cut, flip => flip.Column);
        foreach (var flip in flips.OrderBy(flip => flip.Key))
        {
            var columns = flip.ToList();
            if (columns.Count >= 2 && columns.Exists(c => (kinds[c][0], kinds[c][flip.Key]) is ('t', 'n') or ('n', 't')))
            {
                var example = columns.FindLast(c => c == columns[0] || kinds[c][flip.Key] != 'e');
                return (rows[flip.Key].Number, table.Headers[example].Column);
            }
        }

        return null;
    }

    /// <summary>Where text or number on all rows before becomes the other (or nothing) on nearly all rows after; -1 where it does not.</summary>
    private static int Flip(ReadOnlySpan<char> kinds)
    {
        var cut = kinds.IndexOfAnyExcept(kinds[0]);
        return cut > 0 && kinds[0] != 'e' && kinds[cut..].Count(kinds[cut]) >= 0.9 * (kinds.Length - cut) ? cut : -1;
    }

    private static char KindOf(Cell? cell) => cell switch
    {
        null => 'e',
        { Kind: CellKind.Number or CellKind.DateTime or CellKind.Time } => 'n',
        { Kind: CellKind.Text } c when NumberText.TryRead(c.Text, NumberStyle.Unknown, out var n) && n.IsBare => 'n',
        _ => 't',
    };
}
