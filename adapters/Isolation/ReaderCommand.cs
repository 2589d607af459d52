namespace IntegrationHub.Adapters.Isolation;

/// <summary>How to start a reading process.</summary>
/// <param name="Executable">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ReaderCommand(string Executable, IReadOnlyList<string> Arguments)
{
    /// <summary>This very program, whether it runs as its own executable or under <c>dotnet</c>.</summary>
    public static ReaderCommand Self(string entryAssembly)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("the process has no path");
        return Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new ReaderCommand(process, [entryAssembly, ReadingProcess.Verb])
            : new ReaderCommand(process, [ReadingProcess.Verb]);
    }
}
