using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Finds the row from which columns hold something else than before: a file whose layout changes in the middle.</summary>
internal static class ColumnShift
{
    private const int MinimumBefore = 2;
    private const int MinimumAfter = 3;

    /// <summary>The first row of the other layout and a column that shows it; null where every column stays what it is.</summary>
    public static (int Row, int Column)? Find(TableRegion table, IValueWords words)
    {
        var rows = table.Rows.Where(r => table.Headers.Count(h => TableRegion.Value(r, h) is not null) >= 3).ToList();
        return Find(table, rows) is null ? null : Find(table, rows.FindAll(r => !HoldsHint(table, r, words)));
    }

    /// <summary>Unused slots below the goods say what to fill in; they are no other layout. Asked only where something seems to shift.</summary>
    private static bool HoldsHint(TableRegion table, SheetRow row, IValueWords words)
    {
        foreach (var header in table.Headers)
        {
            if (TableRegion.Value(row, header) is { Kind: CellKind.Text } cell && words.IsPlaceholder(Grids.CellText.Of(cell)))
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
        for (var cut = MinimumBefore; cut <= rows.Count - MinimumAfter; cut++)
        {
            var flipped = 0;
            var example = -1;
            for (var c = 0; c < kinds.Length; c++)
            {
                if (Flips(kinds[c], cut))
                {
                    flipped++;
                    example = example < 0 || kinds[c][cut] != 'e' ? c : example;
                }
            }

            if (flipped >= 2 && AnyTextToNumber(kinds, cut))
            {
                return (rows[cut].Number, table.Headers[example].Column);
            }
        }

        return null;
    }

    /// <summary>Text or number on all rows before, the other (or nothing) on nearly all rows after.</summary>
    private static bool Flips(char[] kinds, int cut)
    {
        var before = kinds[0];
        for (var i = 1; i < cut; i++)
        {
            if (kinds[i] != before)
            {
                return false;
            }
        }

        var after = kinds[cut];
        return after != before && before != 'e' && kinds.AsSpan(cut).Count(after) >= 0.9 * (kinds.Length - cut);
    }

    private static bool AnyTextToNumber(char[][] kinds, int cut) =>
        Array.Exists(kinds, k => Flips(k, cut) && (k[0], k[cut]) is ('t', 'n') or ('n', 't'));

    private static char KindOf(Cell? cell) => cell switch
    {
        null => 'e',
        { Kind: CellKind.Number or CellKind.DateTime or CellKind.Time } => 'n',
        { Kind: CellKind.Text } c when NumberText.TryRead(c.Text, NumberStyle.Unknown, out var n) && n.IsBare => 'n',
        _ => 't',
    };
}
