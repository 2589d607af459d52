using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Functions.Reading;

/// <summary>What the hub sees in a workbook or text table before any understanding.</summary>
internal sealed record WorkbookInspection
{
    /// <summary>Rows of each sheet that the preview shows.</summary>
    public const int PreviewRows = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        new
        {
            Input,
            Format,
            Encoding,
            Sheets,
            Findings = Findings.Select(f => new { f.Code, Severity = f.Severity.ToString().ToLowerInvariant(), f.Message, f.MessageZh, f.Where, f.Field }),
        },
        Json);

    /// <summary>The same for people: one line per sheet and its first rows, then the remarks.</summary>
    public string ToText()
    {
        var text = new StringBuilder().Append(Input).Append(": ").Append(Format ?? "?").AppendLine(Encoding is null ? string.Empty : $" ({Encoding})");
        foreach (var sheet in Sheets)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {sheet.Name}{(sheet.Hidden ? " (hidden / 隐藏)" : string.Empty)}: {sheet.Rows} × {sheet.Columns}");
            foreach (var row in sheet.Preview)
            {
                text.Append("    ").AppendJoin(" | ", row).AppendLine();
            }
        }

        foreach (var finding in Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.MessageZh} / {finding.Message}");
        }

        return text.ToString().TrimEnd();
    }

    private static WorkbookInspection Of(string path, WorkbookCursor? cursor, List<InspectedSheet> sheets, Finding[] last) => new()
    {
        Input = path,
        Format = cursor?.Format,
        Encoding = cursor?.Encoding,
        Sheets = sheets,
        Findings = [.. cursor?.Findings ?? [], .. last],
    };
}
