using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings diff</c>.</summary>
/// <param name="Name">Name of the mapping in force.</param>
/// <param name="Draft">The new version: a file; the draft of that name when null.</param>
/// <param name="Files">Documents to compare over; the archive's when empty.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record DiffOptions(string Name, string? Draft = null, IReadOnlyList<string>? Files = null, bool English = false);

/// <summary><c>hub mappings diff NAME</c>: which orders of past documents change, and in which fields. 0, 1 where a version is broken, 2 usage.</summary>
public sealed class DiffVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(DiffOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var complaints = new MappingPrinter(error, options.English);
        var after = options.Draft ?? workspace.History.DraftFile(options.Name);
        if (workspace.Locate(options.Name) is null && File.Exists(after))
        {
            complaints.Line($"No version of “{options.Name}” is in force yet: there is nothing to compare with, the first promote puts it in force.", $"“{options.Name}”尚无生效版本，没有可比较的对象；首次 promote 后即生效。");
            return MappingExit.Usage;
        }

        var missing = workspace.Locate(options.Name) is null ? options.Name : !File.Exists(after) ? after : (options.Files ?? []).FirstOrDefault(f => !File.Exists(f));
        if (missing is not null)
        {
            complaints.Missing(missing);
            return MappingExit.Usage;
        }

        if (Compile(workspace.Locate(options.Name)!, complaints) is not { } live || Compile(after, complaints) is not { } draft)
        {
            return MappingExit.NotHeld;
        }

        var documents = options.Files is { Count: > 0 } files ? files.Select(f => Past(f, draft.IsJson, cancellation)) : workspace.PastDocuments(options.Name);
        var diff = MappingDiff.Compare(live, draft, documents, workspace.Today, cancellation);
        var printer = new MappingPrinter(output, options.English);
        foreach (var change in diff.Changes)
        {
            output.WriteLine($"{change.Document} {change.OrderNumber ?? "–"} {change.Kind}");
            foreach (var field in change.Fields)
            {
                output.WriteLine($"    {field.Path}: {field.Before ?? "–"} → {field.After ?? "–"}");
            }
        }

        foreach (var unreadable in diff.Unreadable)
        {
            output.WriteLine(unreadable);
        }

        printer.Line($"{diff.Documents} document(s), {diff.Orders} order(s), {diff.Changes.Count} changed", $"{diff.Documents} 份单据，{diff.Orders} 张订单，{diff.Changes.Count} 张有变化");
        return MappingExit.Done;
    }

    private PastDocument Past(string file, bool isJson, CancellationToken cancellation) => isJson
        ? new PastDocument(file, Path.GetFileName(file), null, null, File.ReadAllBytes(file))
        : new PastDocument(file, Path.GetFileName(file), null, () => workspace.Opener.Open(file, Path.GetFileName(file), ReadLimits.Default, cancellation));

    private CompiledMapping? Compile(string file, MappingPrinter complaints)
    {
        var compilation = workspace.Compile(file);
        if (compilation.Mapping is null)
        {
            complaints.Lints(compilation.Lints);
        }

        return compilation.Mapping;
    }
}
