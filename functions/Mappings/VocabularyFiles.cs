using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Functions.Mappings;

/// <summary>The vocabulary files among what is to be linted: those that lie in a folder called <c>vocabulary</c>.</summary>
internal static class VocabularyFiles
{
    private const string FolderName = "vocabulary";

    public static bool Holds(string file) => string.Equals(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))), FolderName, StringComparison.Ordinal);

    /// <param name="files">Files that were asked for.</param>
    /// <param name="folder">Folder whose files are all to be linted; null for those asked for alone.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> files, string? folder) =>
    [
        .. files.Where(Holds),
        .. folder is not null && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.y*ml").Order(StringComparer.Ordinal) : Enumerable.Empty<string>(),
    ];

    /// <summary>What is wrong with one file, its name in every place.</summary>
    public static IReadOnlyList<Finding> Lint(string file)
    {
        try
        {
            return VocabularyLoader.Lint(File.ReadAllText(file), file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [VocabularyFindings.Unreadable.At(file, null, unreadable.Message)];
        }
    }
}
