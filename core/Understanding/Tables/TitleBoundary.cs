using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Where one of several tables under each other ends: above the title block of the next order.</summary>
internal static class TitleBoundary
{
    private const int TextsLookedAt = 3;
    private const double Sure = 0.85;

    /// <summary>The last row before the next table's title block, or before its header where it has no block.</summary>
    public static int LastRowBefore(SheetGrid grid, HeaderRow header, HeaderRow next, Words words)
    {
        foreach (var row in grid.Rows)
        {
            if (row.Number >= next.FirstRow)
            {
                break;
            }

            if (row.Number > header.LastRow && BeginsBlock(row, words))
            {
                return row.Number - 1;
            }
        }

        return next.FirstRow - 1;
    }

    private static bool BeginsBlock(SheetRow row, Words words)
    {
        var texts = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Kind != CellKind.Text || CellText.IsBlank(cell))
            {
                continue;
            }

            var text = CellText.Of(cell);
            if (NamesOrder(text, words))
            {
                return true;
            }

            if (++texts == TextsLookedAt)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>"Order No.:", "订单号：A-7", or the title of an order.</summary>
    private static bool NamesOrder(string text, Words words)
    {
        if (text.Length > 60)
        {
            return false;
        }

        var colon = text.AsSpan().IndexOfAny(':', '：');
        var label = colon > 0 ? text[..colon] : text;
        if (label.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        foreach (var match in words.Concepts(label))
        {
            if (match.Concept is Concept.OrderNumber or Concept.CustomerOrderNumber or Concept.OrderDate && match.Weight >= Sure)
            {
                return true;
            }
        }

        return colon < 0 && words.Document(text) is { Kind: DocumentKind.Order, Score: >= Sure };
    }
}
