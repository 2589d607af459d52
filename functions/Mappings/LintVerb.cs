using System.Text.Json;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings lint</c>.</summary>
/// <param name="Files">Names, files or folders; every live mapping when empty.</param>
/// <param name="Json">One JSON document per file on its own line.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record LintOptions(IReadOnlyList<string> Files, bool Json = false, bool English = false);

/// <summary><c>hub mappings lint</c>: 0 without errors, 1 with, 2 for a name that does not exist.</summary>
public sealed class LintVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(LintOptions options, TextWriter output, TextWriter error)
    {
        var files = workspace.Files(options.Files, out var missing);
        var code = MappingExit.Done;
        if (missing is not null)
        {
            new MappingPrinter(error, options.English).Missing(missing);
            code = MappingExit.Usage;
        }

        foreach (var file in files)
        {
            var lints = workspace.Compile(file).Lints;
            if (options.Json)
            {
                output.WriteLine(
                    $"{{\"input\":{JsonSerializer.Serialize(file, OrderJson.Compact.String)},\"findings\":{JsonSerializer.Serialize([.. lints.Select(l => l.Finding)], OrderJson.Compact.FindingArray)}}}");
            }
            else
            {
                new MappingPrinter(output, options.English).Lints(lints);
            }

            code = Math.Max(code, lints.Any(l => l.IsError) ? MappingExit.NotHeld : MappingExit.Done);
        }

        if (!options.Json)
        {
            new MappingPrinter(output, options.English).Line($"{files.Count} file(s) checked", $"已检查 {files.Count} 个文件");
        }

        return code;
    }
}
