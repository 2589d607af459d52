using System.Globalization;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Hub;

/// <summary>The product's command line on one data folder.</summary>
internal sealed class HubCli(string hub, string data)
{
    public Task<ProcessFigures> RunAsync(IEnumerable<string> words, Action<string>? onLine = null, TimeSpan? atMost = null) =>
        MeasuredProcess.RunAsync(hub, [.. words, "--data", data], onLine, atMost);

    public async Task<long> CountOrdersAsync()
    {
        var text = "";
        var figures = await RunAsync(["orders", "list", "--count"], line => text = line);
        return figures.ExitCode == 0 && long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new InvalidOperationException($"hub orders list --count ended with {figures.ExitCode} and said '{text}': {figures.Errors}");
    }
}
