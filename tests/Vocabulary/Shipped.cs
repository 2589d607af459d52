using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

/// <summary>The vocabulary files in the source tree, found by walking up from the test binaries.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Find();

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public static string PathOf(string file) => Path.Combine(Folder, file);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "mappings", "vocabulary");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("mappings/vocabulary above " + AppContext.BaseDirectory);
    }
}
