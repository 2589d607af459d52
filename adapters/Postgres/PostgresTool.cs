using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>A program of the PostgreSQL client on this machine.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Major">Its version, e.g. 16.</param>
internal sealed partial record PostgresTool(string Path, int Major)
{
    private const string DebianVersions = "/usr/lib/postgresql";

    private static readonly string[] Misleading = ["PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS"];

    /// <summary>What the operating system trusts, in one file, as libpq wants it.</summary>
    public const string SystemCertificates = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>Where tools are by default.</summary>
    public static IReadOnlyList<string> Folders =>
    [
        .. Directory.Exists(DebianVersions) ? Directory.GetDirectories(DebianVersions).Select(version => System.IO.Path.Combine(version, "bin")) : [],
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The newest one of that name; null where there is none.</summary>
    public static async Task<PostgresTool?> FindAsync(string name, IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        PostgresTool? newest = null;
        foreach (var path in folders.Select(folder => System.IO.Path.Combine(folder, name)).Where(File.Exists))
        {
            var run = await new PostgresTool(path, 0).RunAsync(["--version"], new Dictionary<string, string>(), cancellation).ConfigureAwait(false);
            if (run.ExitCode == 0 && Version().Match(run.Output) is { Success: true } version
                && int.Parse(version.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var major && major > (newest?.Major ?? 0))
            {
                newest = new PostgresTool(path, major);
            }
        }

        return newest;
    }

    /// <summary>Runs it to its end; cancelled, it is ended.</summary>
    public async Task<PostgresToolRun> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // These would lead the tool elsewhere; a password or certificate that the environment has serves Npgsql and the tool alike.
        foreach (var name in Misleading)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["LC_MESSAGES"] = "C";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Path} did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new PostgresToolRun(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex Version();
}

/// <summary>What a tool said.</summary>
internal sealed record PostgresToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The line that names the cause; details may quote rows and are left out.</summary>
    public string LastError => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? $"ended with {ExitCode}";
}
