namespace IntegrationHub.Tests.EndToEnd;

/// <summary>A folder of one test, gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hub-e2e-").FullName;

    /// <summary>Variables for the programs that work in the folder.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Command that runs the programs, with what it puts before theirs; empty where they are run directly.</summary>
    public IReadOnlyList<string> Through { get; set; } = [];

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        Directory.Delete(Path, recursive: true);
    }
}
