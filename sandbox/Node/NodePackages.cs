using System.Diagnostics;

namespace IntegrationHub.Sandbox.Node;

/// <summary>Runs scripts with npm packages that are installed by name, once, into a cache outside the sources.</summary>
/// <param name="name">Folder of the cache; one for each set of packages.</param>
/// <param name="packages"><c>name@version</c>.</param>
public sealed class NodePackages(string name, IReadOnlyList<string> packages)
{
    private static readonly SemaphoreSlim One = new(1, 1);

    private readonly string _folder = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "integration-hub", "node-" + name);

    /// <summary>What the script printed.</summary>
    /// <param name="script">Path of the script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables set on top of this process's own.</param>
    /// <exception cref="InvalidOperationException">Node or a package cannot be had, or the script failed; says why.</exception>
    public async Task<string> RunAsync(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        await InstallAsync().ConfigureAwait(false);
        return await ProcessAsync(
            "node",
            new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["NODE_PATH"] = Path.Combine(_folder, "node_modules") },
            ["--no-deprecation", script, .. arguments]).ConfigureAwait(false);
    }

    private async Task InstallAsync()
    {
        await One.WaitAsync().ConfigureAwait(false);
        try
        {
            // Written last: an installation that was cut short is done again.
            var stamp = Path.Combine(_folder, "installed");
            var wanted = string.Join('\n', packages);
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp).ConfigureAwait(false) == wanted)
            {
                return;
            }

            Directory.CreateDirectory(_folder);
            await File.WriteAllTextAsync(Path.Combine(_folder, "package.json"), """{"private":true}""").ConfigureAwait(false);
            await ProcessAsync("npm", new Dictionary<string, string>(), ["install", "--prefix", _folder, "--no-audit", "--no-fund", "--ignore-scripts", .. packages]).ConfigureAwait(false);
            await File.WriteAllTextAsync(stamp, wanted).ConfigureAwait(false);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<string> ProcessAsync(string program, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4), TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within 4 minutes");
        }

        return process.ExitCode == 0
            ? await output.ConfigureAwait(false)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Take(2))} ended with {process.ExitCode}:\n{await errors.ConfigureAwait(false)}");
    }
}
