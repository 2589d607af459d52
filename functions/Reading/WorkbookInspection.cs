using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Reading;

/// <summary>What the hub sees in a workbook or text table before any understanding.</summary>
internal sealed record WorkbookInspection
{
    /// <summary>Rows of each sheet that the preview shows.</summary>
    public const int PreviewRows = 20;

    private const int Screen = 80;
    private const int LongestCell = 24;

    /// <summary>The file as the caller named it.</summary>
    public required string Input { get; init; }

    /// <summary>Format found by content; null where nothing could be told.</summary>
    public string? Format { get; init; }

    /// <summary>Encoding of a text file.</summary>
    public string? Encoding { get; init; }

    /// <summary>The sheets in the file's order.</summary>
    public IReadOnlyList<InspectedSheet> Sheets { get; init; } = [];

    /// <summary>Remarks; severity error only where the file as a whole could not be read.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>True where the file as a whole could not be read.</summary>
    public bool Failed => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>Reads the whole file and keeps the beginning of each sheet.</summary>
    public static WorkbookInspection Read(IWorkbookOpener opener, string path, ReadLimits limits, CancellationToken cancellation)
    {
        var sheets = new List<InspectedSheet>();
        WorkbookCursor? cursor = null;
        try
        {
            cursor = opener.Open(path, Path.GetFileName(path), limits, cancellation);
            while (cursor.MoveNextSheet())
            {
                sheets.Add(InspectedSheet.Begin(cursor.Sheet));
                sheets[^1] = InspectedSheet.Read(cursor);
            }

            return Of(path, cursor, sheets, []);
        }
        catch (UnreadableWorkbookException error)
        {
            return Of(path, cursor, sheets, [error.Finding]);
        }
        finally
        {
            cursor?.Dispose();
        }
    }

    /// <summary>The one-line JSON document of <c>hub inspect --json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new InspectionAnswer(Input, Format, Encoding, Sheets, Findings), HubJson.Wire.InspectionAnswer);

    /// <summary>The same for people: one line per sheet and its first rows, then the remarks.</summary>
    /// <param name="terminal">Tells the language and how wide a line may be.</param>
    public string ToText(Terminal terminal)
    {
        var width = terminal.Width ?? Screen;
        var text = new StringBuilder().Append(Input).Append(": ").Append(Format ?? "?").AppendLine(Encoding is null ? string.Empty : $" ({Encoding})");
        foreach (var sheet in Sheets)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {sheet.Name}{(sheet.Hidden ? terminal.Say("(隐藏)", " (hidden)") : string.Empty)}: {sheet.Rows} × {sheet.Columns}");
            foreach (var row in sheet.Preview)
            {
                text.Append("    ").AppendLine(Line(row, width - 4, terminal));
            }
        }

        foreach (var finding in Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {terminal.Say(finding.MessageZh, finding.Message)}");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>As many cells as a line holds, long ones cut, and how many columns more there are.</summary>
    private static string Line(IReadOnlyList<string> row, int width, Terminal terminal)
    {
        var line = new StringBuilder();
        var used = 0;
        for (var column = 0; column < row.Count; column++)
        {
            var cell = TextTable.Fit(TextTable.Printable(row[column]), LongestCell);
            var left = row.Count - column - 1;
            var rest = left == 0 ? 0 : TextTable.Width(More(left, terminal));
            var cells = TextTable.Width(cell) + (column == 0 ? 0 : 3);
            if (used + cells + rest > width && column > 0)
            {
                return line.Append(More(row.Count - column, terminal)).ToString();
            }

            line.Append(column == 0 ? "" : " | ").Append(cell);
            used += cells;
        }

        return line.ToString();
    }

    private static string More(int columns, Terminal terminal) => terminal.Say($" | … 另 {columns} 列", $" | … {columns} more columns");

    private static WorkbookInspection Of(string path, WorkbookCursor? cursor, List<InspectedSheet> sheets, Finding[] last) => new()
    {
        Input = path,
        Format = cursor?.Format,
        Encoding = cursor?.Encoding,
        Sheets = sheets,
        Findings = [.. cursor?.Findings ?? [], .. last],
    };
}
