using Shouldly;

namespace IntegrationHub.Tests.Mapping;

/// <summary>Files of the repository that are generated: compared, or rewritten when <c>HUB_REGENERATE</c> is set.</summary>
internal static class ShippedFiles
{
    public static string Root { get; } = FindRoot();

    public static void ShouldBeCurrent(string path, string generated)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("HUB_REGENERATE") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, generated);
        }

        File.Exists(file).ShouldBeTrue($"{path} does not exist: run the tests with HUB_REGENERATE=1");
        File.ReadAllText(file).ShouldBe(generated, $"{path} is stale: run the tests with HUB_REGENERATE=1");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IntegrationHub.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository");
        }

        return folder;
    }
}
