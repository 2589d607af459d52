using System.Diagnostics;

namespace IntegrationHub.Tests;

/// <summary>npm packages that are installed by name, once, into a cache outside the sources, and scripts that use them.</summary>
/// <param name="name">Folder in the cache.</param>
/// <param name="packages">Packages with their versions.</param>
internal sealed class NodePackages(string name, params string[] packages)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    private string Cache { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "integration-hub", name);

    /// <summary>What the script printed.</summary>
    /// <exception cref="InvalidOperationException">Node or a package cannot be had, or the script failed; says why.</exception>
    public async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await InstallAsync();
        return await ProcessAsync(
            "node",
            new Dictionary<string, string>(environment) { ["NODE_PATH"] = Path.Combine(Cache, "node_modules") },
            ["--no-deprecation", Path.Combine(AppContext.BaseDirectory, "clients", script), .. arguments]);
    }

    private async Task InstallAsync()
    {
        await _one.WaitAsync();
        try
        {
            // Written last: an installation that was cut short is done again.
            var stamp = Path.Combine(Cache, "installed");
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == string.Join('\n', packages))
            {
                return;
            }

            Directory.CreateDirectory(Cache);
            await File.WriteAllTextAsync(Path.Combine(Cache, "package.json"), """{"private":true}""");
            await ProcessAsync("npm", new Dictionary<string, string>(), ["install", "--prefix", Cache, "--no-audit", "--no-fund", "--ignore-scripts", .. packages]);
            await File.WriteAllTextAsync(stamp, string.Join('\n', packages));
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task<string> ProcessAsync(string program, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within 4 minutes");
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Take(2))} ended with {process.ExitCode}:\n{await errors}");
    }
}
