using System.Diagnostics;
using System.Text.Json;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Scoring;

/// <summary>Asks the product itself: <c>hub import FILE... --dry-run --json</c>, many files per process.</summary>
internal static class HubAnswers
{
    public static IEnumerable<(string Path, Answer Answer)> Read(string hub, IReadOnlyList<string> files, string data, int perProcess = 50)
    {
        foreach (var batch in files.Chunk(perProcess))
        {
            var start = new ProcessStartInfo(hub) { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (var word in (IEnumerable<string>)["import", .. batch, "--dry-run", "--json", "--data", data])
            {
                start.ArgumentList.Add(word);
            }

            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{hub} does not start");
            var index = 0;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                var document = JsonSerializer.Deserialize(line, OrderJson.Wire.ImportDocument)
                    ?? throw new InvalidDataException("hub import --json printed a line that is no document");
                yield return (batch[index++], new Answer(document.Orders, document.Outcome));
            }

            process.WaitForExit();
            if (index != batch.Length)
            {
                throw new InvalidDataException($"hub import --json printed {index} documents for {batch.Length} files (exit code {process.ExitCode})");
            }
        }
    }
}
