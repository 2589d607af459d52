using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings lint</c>.</summary>
/// <param name="Files">Names, files or folders; every live mapping, and every rule file and vocabulary of the data folder when empty.</param>
/// <param name="Json">One JSON document per file on its own line.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record LintOptions(IReadOnlyList<string> Files, bool Json = false, bool English = false);

/// <summary><c>hub mappings lint</c>: 0 without errors, 1 with, 2 for a name that does not exist.</summary>
public sealed class LintVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(LintOptions options, TextWriter output, TextWriter error)
    {
        IReadOnlyList<string> files =
        [
            .. workspace.Files(options.Files, out var missing),
            .. options.Files.Count == 0 ? RuleFiles.In(Path.Combine(workspace.DataFolder, RulesToLint.FolderName)) : [],
        ];
        var code = MappingExit.Done;
        if (missing is not null)
        {
            new MappingPrinter(error, options.English).Missing(missing);
            code = MappingExit.Usage;
        }

        foreach (var file in files.Where(f => !VocabularyFiles.Holds(f)))
        {
            var lints = RulesToLint.Holds(file) ? RulesToLint.Lint(file) : workspace.Compile(file).Lints;
            if (options.Json)
            {
                Write(output, file, [.. lints.Select(l => l.Finding)]);
            }
            else
            {
                new MappingPrinter(output, options.English).Lints(lints);
            }

            code = Math.Max(code, lints.Any(l => l.IsError) ? MappingExit.NotHeld : MappingExit.Done);
        }

        var vocabularies = VocabularyFiles.Of(files, options.Files.Count == 0 ? workspace.VocabularyFolder : null);
        foreach (var file in vocabularies)
        {
            var findings = VocabularyFiles.Lint(file);
            if (options.Json)
            {
                Write(output, file, [.. findings]);
            }
            else
            {
                new MappingPrinter(output, options.English).Findings(findings);
            }

            code = Math.Max(code, findings.Any(f => f.Severity == Severity.Error) ? MappingExit.NotHeld : MappingExit.Done);
        }

        if (!options.Json)
        {
            var checkedCount = files.Count(f => !VocabularyFiles.Holds(f)) + vocabularies.Count;
            new MappingPrinter(output, options.English).Line($"{checkedCount} file(s) checked", $"已检查 {checkedCount} 个文件");
        }

        return code;
    }

    private static void Write(TextWriter output, string file, Finding[] findings) => output.WriteLine(
        $"{{\"input\":{JsonSerializer.Serialize(file, OrderJson.Compact.String)},\"findings\":{JsonSerializer.Serialize(findings, OrderJson.Compact.FindingArray)}}}");
}
