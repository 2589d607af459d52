using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Trying;

/// <summary>A workbook written down as rows of cells, in a test of a mapping file or in code.</summary>
internal sealed class ExampleWorkbook
{
    private static readonly NumberFormat IsoDate = new("yyyy-mm-dd") { IsDate = true };

    private readonly List<(string Name, IReadOnlyList<SheetRow> Rows)> _sheets = [];

    /// <summary>Adds a sheet; null or empty cells are left out. Texts, numbers, dates and flags become cells of their kind.</summary>
    public ExampleWorkbook Sheet(string name, params object?[][] rows)
    {
        var result = new List<SheetRow>();
        for (var r = 0; r < rows.Length; r++)
        {
            var row = new SheetRow();
            row.Clear(r + 1);
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (ToCell(c, rows[r][c]) is { } cell)
                {
                    row.Add(cell);
                }
            }

            if (row.Count > 0)
            {
                result.Add(row);
            }
        }

        _sheets.Add((name, result));
        return this;
    }

    /// <summary>Rows of a mapping file: quoted scalars are text, plain numbers and ISO dates are what they look like.</summary>
    public static ExampleWorkbook From(YamlSequenceNode rows) => new ExampleWorkbook().Sheet(
        "Sheet1", [.. rows.Children.Select(row => row is YamlSequenceNode cells ? cells.Children.Select(ToObject).ToArray() : [])]);

    /// <summary>A cursor at the start.</summary>
    public WorkbookCursor Open() => new Cursor(_sheets);

    private static object? ToObject(YamlNode node)
    {
        if (node is not YamlScalarNode { Value: { } text } scalar)
        {
            return null;
        }

        if (scalar.Style != ScalarStyle.Plain)
        {
            return text;
        }

        if (text is "" or "~" or "null")
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static Cell? ToCell(int column, object? value) => value switch
    {
        Cell cell => cell with { Column = column },
        string { Length: > 0 } text => new Cell { Column = column, Kind = CellKind.Text, Text = text },
        decimal number => new Cell { Column = column, Kind = CellKind.Number, Number = number },
        int number => new Cell { Column = column, Kind = CellKind.Number, Number = number },
        DateOnly date => new Cell { Column = column, Kind = CellKind.DateTime, Number = SerialDate.FromDate(date), Format = IsoDate },
        bool flag => new Cell { Column = column, Kind = CellKind.Boolean, Number = flag ? 1 : 0 },
        _ => null,
    };

    private sealed class Cursor(IReadOnlyList<(string Name, IReadOnlyList<SheetRow> Rows)> sheets) : WorkbookCursor
    {
        private int _sheet = -1;
        private int _row = -1;

        public override string Format => "example";

        public override SheetInfo Sheet => new(sheets[_sheet].Name, _sheet, Hidden: false);

        public override SheetRow Row => sheets[_sheet].Rows[_row];

        public override IReadOnlyList<MergedRange> Merges => [];

        public override IReadOnlyList<Finding> Findings => [];

        public override bool MoveNextSheet()
        {
            _row = -1;
            return ++_sheet < sheets.Count;
        }

        public override bool MoveNextRow() => ++_row < sheets[_sheet].Rows.Count;
    }
}
