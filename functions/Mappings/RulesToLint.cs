using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Mappings;

/// <summary>The rule files among what is to be linted: those in a folder called <c>rules</c>, and those that name rules in their first key.</summary>
internal static class RulesToLint
{
    public const string FolderName = "rules";

    public static bool Holds(string file) =>
        string.Equals(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))), FolderName, StringComparison.Ordinal) || FirstKey(file) == "rules";

    /// <summary>What is wrong with one file where it stands: together with the defaults and the files beside it that come before.</summary>
    public static IReadOnlyList<Lint> Lint(string file)
    {
        var path = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(path)!;
        IEnumerable<string> before = Path.GetFileName(folder) == FolderName
            ? RuleFiles.In(folder).Where(other => string.CompareOrdinal(other, path) < 0)
            : [];
        RuleSource[] sources = [.. RuleFiles.Defaults, .. before.Select(RuleFiles.Open), RuleFiles.Open(path) with { Name = file }];
        return [.. RuleFiles.Read(sources).Lints.Where(lint => lint.File == file)];
    }

    private static string? FirstKey(string file)
    {
        try
        {
            return File.ReadLines(file).Take(100).FirstOrDefault(line => line.Length > 0 && line[0] is not ('#' or '-' or ' ' or '%'))?.Split(':')[0];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
