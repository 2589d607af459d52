namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>A folder for one benchmark's files, gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-benchmarks-");

    public string Root => _folder.FullName;

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Drop(string name)
    {
        if (Directory.Exists(this[name]))
        {
            Directory.Delete(this[name], recursive: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
