using System.Text.RegularExpressions;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Grouping;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>The addressee of a letter without any label: a company and, on the lines right below it, its address, on the paper of another company.</summary>
internal static partial class AddressWindow
{
    private const int MaxLines = 6;
    private const int LongestLine = 60;

    /// <param name="grid">The sheet.</param>
    /// <param name="firstHeaderRow">Row where the table begins.</param>
    /// <param name="isTaken">True for a name that is a labelled value already.</param>
    public static (string Name, string Where)? Find(SheetGrid grid, int firstHeaderRow, Func<string, bool> isTaken)
    {
        string? letterhead = null;
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind != CellKind.Text || CellText.Of(cell).Split('\n')[0].Trim() is not { Length: >= 4 and <= 2 * LongestLine } line || !Addressee.LooksLikeCompany(line))
                {
                    continue;
                }

                var name = PartyText.Name(line);
                if (letterhead is null)
                {
                    letterhead = name;
                }
                else if (!letterhead.Contains(name, StringComparison.OrdinalIgnoreCase) && !isTaken(name) && name.IndexOfAny([':', '：']) < 0 && HasAddressBelow(grid, row.Number, cell))
                {
                    return (name, CellText.Place(grid.Info, cell.Column, row.Number));
                }
            }
        }

        return null;
    }

    private static bool HasAddressBelow(SheetGrid grid, int first, in Cell name)
    {
        if (CellText.Of(name).Split('\n') is { Length: > 2 } lines)
        {
            return lines.Skip(1).Any(l => TownWithPostcode().IsMatch(l.Trim()));
        }

        for (var row = first + 1; row < first + MaxLines; row++)
        {
            if (grid.At(row, name.Column) is not { Kind: CellKind.Text } below || CellText.Of(below) is not { Length: > 0 and <= LongestLine } line || TitleLabels.LabelEnd(line) > 0)
            {
                return false;
            }

            if (TownWithPostcode().IsMatch(line))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>15230 Frankfurt, F-75011 Paris, 3030-175 Coimbra, 00-950 Warszawa, Harrogate HG2 9PL.</summary>
    [GeneratedRegex(@"^(?:[A-Z]{1,2}-)?\d{2,5}(?:-\d{3})?\s+\p{Lu}|\b[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}$|\b[A-Z]{2}\s\d{5}(?:-\d{4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex TownWithPostcode();
}
