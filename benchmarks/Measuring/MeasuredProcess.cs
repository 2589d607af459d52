using System.Diagnostics;

namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>What one run of a program cost.</summary>
/// <param name="ExitCode">Of the process.</param>
/// <param name="Wall">From start to end, start-up included.</param>
/// <param name="MainPeak">Most memory of the process itself, bytes.</param>
/// <param name="ChildPeak">Most memory of one of its descendants, bytes.</param>
/// <param name="TreePeak">Most memory of all together at one look, bytes.</param>
/// <param name="Errors">The beginning of what it wrote to stderr.</param>
internal sealed record ProcessFigures(int ExitCode, TimeSpan Wall, long MainPeak, long ChildPeak, long TreePeak, string Errors);

/// <summary>Runs a program to its end and looks at its memory all the while.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(25);

    public static async Task<ProcessFigures> RunAsync(
        string program, IEnumerable<string> arguments, Action<string>? onLine = null, TimeSpan? atMost = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var tree = new ProcessTree(process.Id);
        var errors = process.StandardError.ReadToEndAsync();
        var output = PumpAsync(process.StandardOutput, onLine);
        var ended = process.WaitForExitAsync();
        while (!ended.IsCompleted)
        {
            tree.Look();
            if (atMost is { } limit && clock.Elapsed > limit)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{program} did not end within {limit.TotalSeconds:0} s");
            }

            await Task.WhenAny(ended, Task.Delay(s_interval, TimeProvider.System));
        }

        var wall = clock.Elapsed;
        await output;
        var text = await errors;
        return new ProcessFigures(process.ExitCode, wall, tree.MainPeak, tree.ChildPeak, tree.TreePeak, text[..Math.Min(text.Length, 2000)]);
    }

    private static async Task PumpAsync(StreamReader reader, Action<string>? onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine?.Invoke(line);
        }
    }
}
