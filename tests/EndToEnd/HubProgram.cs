using System.Diagnostics;
using System.Reflection;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>What one call of the program printed and ended with.</summary>
internal sealed record HubRun(int ExitCode, string Output, string Errors);

/// <summary>Starts the built program as a process of its own, as a person or the system would.</summary>
internal static class HubProgram
{
    /// <summary>The published program where <c>./hub test</c> names it, else the one beside the tests.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HUB_EXE") is { Length: > 0 } named && File.Exists(named)
            ? named
            : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "hub");

    public static async Task<HubRun> RunAsync(TempFolder data, params string[] arguments)
    {
        using var process = Start(data, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"hub {string.Join(' ', arguments)} did not end: {await errors}");
        }

        return new HubRun(process.ExitCode, await output, await errors);
    }

    public static Process Start(TempFolder data, params string[] arguments)
    {
        IReadOnlyList<string> command = [.. data.Through, Path, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data.Path,
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HUB_DATA"] = data.At("data");
        start.Environment.Remove("HUB_API_KEY");
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in data.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
