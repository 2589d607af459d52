using System.Globalization;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>Names of cells as people write them: <c>Sheet1!B7</c>.</summary>
public static class CellName
{
    /// <summary>The letters of a zero-based column: 0 is A, 26 is AA.</summary>
    public static string Column(int column)
    {
        Span<char> letters = stackalloc char[7];
        var at = letters.Length;
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters[--at] = (char)('A' + (rest % 26));
        }

        return new string(letters[at..]);
    }

    /// <summary>The place of a cell within the workbook.</summary>
    public static string Of(string sheet, int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{sheet}!{Column(column)}{row}");
}
