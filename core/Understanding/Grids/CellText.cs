using System.Globalization;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Grids;

/// <summary>What a person reads in a cell, and how places are named.</summary>
internal static class CellText
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\uFEFF', '\u200B'];

    /// <summary>The cell's text trimmed of all kinds of blanks; numbers invariant, dates ISO; empty for what shows nothing.</summary>
    public static string Of(in Cell cell) => cell.Kind switch
    {
        CellKind.Text => Trimmed(cell.Text!),
        CellKind.Number when cell.Format is { ZeroPadding: > 0 } format => Padded(cell.Number, format.ZeroPadding),
        CellKind.Number => Number(cell.Number),
        CellKind.DateTime when SerialDate.IsValid(cell.Number) => Iso(cell.DateTime),
        CellKind.Time => Number(cell.Number),
        CellKind.Boolean => cell.Number == 0 ? "FALSE" : "TRUE",
        _ => string.Empty,
    };

    public static string Of(Cell? cell) => cell is { } c ? Of(c) : string.Empty;

    public static bool IsBlank(in Cell cell) => cell.Kind == CellKind.Empty || cell.Kind == CellKind.Text && (cell.Text is not { Length: > 0 } text || MayBeBlank(text[0]) && text.AsSpan().Trim(Blanks).IsEmpty);

    // A pattern costs four times as much, and most numbers are whole.
    public static string Number(decimal value) =>
        value.ToString(value.Scale == 0 ? "G" : "0.############################", CultureInfo.InvariantCulture);

    private static string Trimmed(string text) => text.Length > 0 && (MayBeBlank(text[0]) || MayBeBlank(text[^1])) ? text.Trim(Blanks) : text;

    /// <summary>False for what is certainly no blank, which nearly every first and last character is.</summary>
    private static bool MayBeBlank(char c) => c is <= ' ' or >= '\u00A0' and not (>= '\u4E00' and <= '\u9FFF');

    private static string Iso(DateTime value)
    {
        Span<char> text = stackalloc char[20];
        value.TryFormat(text, out _, "u", CultureInfo.InvariantCulture);
        return text[..(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd".Length : "yyyy-MM-dd HH:mm:ss".Length)].ToString();
    }

    /// <summary>A to XFD.</summary>
    public static string ColumnName(int column)
    {
        Span<char> name = stackalloc char[8];
        var at = name.Length;
        for (var n = column + 1; n > 0; n = (n - 1) / 26)
        {
            name[--at] = (char)('A' + (n - 1) % 26);
        }

        return new string(name[at..]);
    }

    public static string Place(SheetInfo sheet, int column, int row) => sheet is TurnedSheet
        ? string.Create(CultureInfo.InvariantCulture, $"{sheet.Name}!{ColumnName(row - 1)}{column + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{sheet.Name}!{ColumnName(column)}{row}");

    /// <summary>Where the values of a column stand, with <c>{row}</c> for the line's row; of a table on its side in the notation of rows and columns.</summary>
    public static string ColumnPattern(SheetInfo sheet, int column) => sheet is TurnedSheet
        ? string.Create(CultureInfo.InvariantCulture, $"{sheet.Name}!R{column + 1}C{{row}}")
        : $"{sheet.Name}!{ColumnName(column)}{{row}}";

    private static string Padded(decimal value, int digits) =>
        value >= 0 && decimal.Truncate(value) == value ? Number(value).PadLeft(digits, '0') : Number(value);
}
