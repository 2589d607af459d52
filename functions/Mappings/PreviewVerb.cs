using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings preview</c>.</summary>
/// <param name="File">The document.</param>
/// <param name="Mapping">Name of a mapping in force or of a draft, or a file; null to choose by <c>match</c>.</param>
/// <param name="Sender">Sender of the document.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record PreviewOptions(string File, string? Mapping = null, string? Sender = null, bool English = false);

/// <summary><c>hub mappings preview FILE</c>: shows what each field came from. 0, 1 without a usable mapping, 2 usage, 3 unreadable.</summary>
public sealed class PreviewVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(PreviewOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var complaints = new MappingPrinter(error, options.English);
        var missing = !File.Exists(options.File) ? options.File
            : options.Mapping is not null && workspace.Locate(options.Mapping) is null ? options.Mapping : null;
        if (missing is not null)
        {
            complaints.Missing(missing);
            return MappingExit.Usage;
        }

        var name = Path.GetFileName(options.File);
        WorkbookCursor Open() => workspace.Opener.Open(options.File, name, ReadLimits.Default, cancellation);
        try
        {
            if (Choose(options, name, Open, complaints) is not { } mapping)
            {
                return MappingExit.NotHeld;
            }

            var context = new UnderstandingContext("preview", name, options.Sender, workspace.Today);
            Print(mapping.Preview(options.File, Open, context, cancellation), mapping, output, options.English);
            return MappingExit.Done;
        }
        catch (UnreadableWorkbookException e)
        {
            complaints.Finding(e.Finding);
            return MappingExit.Failed;
        }
    }

    private CompiledMapping? Choose(PreviewOptions options, string name, Func<WorkbookCursor> open, MappingPrinter complaints)
    {
        if (options.Mapping is not null)
        {
            var file = workspace.Locate(options.Mapping)!;
            if (file == workspace.History.DraftFile(options.Mapping))
            {
                complaints.Line($"read with the draft {file}, which is not in force", $"按草稿 {file} 读取，它尚未启用");
            }

            var compilation = workspace.Compile(file);
            complaints.Lints(compilation.Lints);
            return compilation.Mapping;
        }

        var catalogue = new MappingCatalogue(workspace.ShippedFolder, workspace.DataFolder, workspace.Words, workspace.Clock);
        var selection = new MappingSelector(catalogue).Select(new MappingQuestion("file", options.Sender, name), open);
        foreach (var finding in selection.Findings)
        {
            complaints.Finding(finding);
        }

        if (selection.Mapping is null)
        {
            complaints.Line("No mapping fits this document; name one with --mapping.", "没有适用于该单据的映射；请用 --mapping 指定。");
        }

        return selection.Mapping;
    }

    private static void Print(MappingPreview preview, CompiledMapping mapping, TextWriter output, bool english)
    {
        var printer = new MappingPrinter(output, english);
        printer.Line($"mapping {mapping.Name} version {mapping.Version}, {preview.Orders.Count} order(s)", $"映射 {mapping.Name} 版本 {mapping.Version}，{preview.Orders.Count} 张订单");
        foreach (var field in preview.Fields)
        {
            output.WriteLine($"[{field.Order}] {field.Place ?? "default"} → {field.Path}: {Quoted(field.Raw)} → {Quoted(field.Value)}");
        }

        foreach (var finding in preview.Findings)
        {
            printer.Finding(finding);
        }
    }

    private static string Quoted(string? text) => text is null ? "–" : $"“{text}”";
}
