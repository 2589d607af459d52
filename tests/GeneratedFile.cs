using Shouldly;

namespace IntegrationHub.Tests;

/// <summary>A file of the repository that is generated from the code: a test fails when it is stale, UPDATE_DOCS=1 writes it anew.</summary>
internal static class GeneratedFile
{
    /// <summary>The repository's root, found from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Fails where the file does not hold the text.</summary>
    public static void ShouldBeCurrent(string path, string text)
    {
        var full = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
            return;
        }

        File.Exists(full).ShouldBeTrue($"{path} is missing; write it with UPDATE_DOCS=1");
        var (stands, should) = (File.ReadAllText(full).ReplaceLineEndings("\n").Split('\n'), text.Split('\n'));
        var at = 0;
        while (at < stands.Length && at < should.Length && stands[at] == should[at])
        {
            at++;
        }

        (at == stands.Length && at == should.Length).ShouldBeTrue(
            $"{path} is stale from line {at + 1}; write it anew with UPDATE_DOCS=1. It should read: {(at < should.Length ? should[at] : "(end)")}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegrationHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
