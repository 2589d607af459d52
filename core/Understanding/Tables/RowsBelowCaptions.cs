using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>What stands between captions and goods and belongs to the captions: their parts (个数 | 单位 below 数量), units and currencies.</summary>
internal sealed class RowsBelowCaptions(Words words)
{
    private const double Known = 0.7;

    /// <summary>The header with what the rows below it add.</summary>
    public HeaderRow Complete(SheetGrid grid, HeaderRow header) => WithUnits(grid, WithParts(grid, header));

    /// <summary>A caption over several columns whose parts are named below it: <c>Quantité</c> over <c>Nb | Unité</c>.</summary>
    private HeaderRow WithParts(SheetGrid grid, HeaderRow header)
    {
        if (!header.Cells.Any(c => c.LastColumn > c.Column) || grid.Row(header.LastRow + 1) is not { } below || !ContinuesCaptions(below))
        {
            return header;
        }

        var cells = header.Cells.SelectMany(c => Parts(below, c)).ToList();
        return cells.Count == header.Cells.Count ? header : header with { LastRow = below.Number, Cells = cells };
    }

    /// <summary>The caption itself, or one for each of its parts where one of them is known to mean something else.</summary>
    private IEnumerable<HeaderCell> Parts(SheetRow below, HeaderCell caption)
    {
        var parts = new List<HeaderCell>();
        foreach (ref readonly var cell in below.Cells)
        {
            if (cell.Column < caption.Column || cell.Column > caption.LastColumn || CellText.IsBlank(cell))
            {
                continue;
            }

            var text = CellText.Of(cell);
            var own = words.Concepts(text);
            var isKnown = own.Count > 0 && own[0].Weight >= Known;
            parts.Add(new HeaderCell(cell.Column, caption.LastColumn, text, caption.Text, isKnown ? own : parts.Count == 0 ? caption.Meanings : []));
        }

        for (var i = 0; i + 1 < parts.Count; i++)
        {
            parts[i] = parts[i] with { LastColumn = parts[i + 1].Column - 1 };
        }

        return parts.Count > 1 && parts[0].Column == caption.Column && parts.Exists(p => p.Meanings.Count > 0 && !caption.Meanings.Any(m => m.Concept == p.Meanings[0].Concept))
            ? parts
            : [caption];
    }

    /// <summary>A row below the captions that holds nothing but units and currencies belongs to them: <c>ST | EUR | EUR</c>.</summary>
    private HeaderRow WithUnits(SheetGrid grid, HeaderRow header)
    {
        foreach (var below in grid.Rows.SkipWhile(r => r.Number <= header.LastRow).TakeWhile(r => r.Number <= header.LastRow + 2))
        {
            if (Hints(below, header) is { Count: > 0 } hints)
            {
                return header with { LastRow = below.Number, Cells = [.. header.Cells.Select(c => hints.TryGetValue(c.Column, out var hint) ? c with { Hint = hint } : c)] };
            }

            if (!ContinuesCaptions(below))
            {
                break;
            }
        }

        return header;
    }

    /// <summary>True for the rest of captions that run over two rows: words only.</summary>
    private static bool ContinuesCaptions(SheetRow row)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (!CellText.IsBlank(cell) && (cell.Kind != CellKind.Text || cell.Text.AsSpan().ContainsAnyInRange('0', '9')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The units and currencies of a row by column; none where it holds anything else.</summary>
    private Dictionary<int, string> Hints(SheetRow below, HeaderRow header)
    {
        var hints = new Dictionary<int, string>();
        foreach (ref readonly var cell in below.Cells)
        {
            if (cell.Column < header.Cells[0].Column || cell.Column > header.Cells[^1].LastColumn || CellText.IsBlank(cell))
            {
                continue;
            }

            var text = CellText.Of(cell).Trim('(', ')', '[', ']', '（', '）');
            if (cell.Kind != CellKind.Text || words.UnitCode(text) is null && !words.IsCurrency(text))
            {
                return [];
            }

            hints[cell.Column] = text;
        }

        return hints;
    }
}
