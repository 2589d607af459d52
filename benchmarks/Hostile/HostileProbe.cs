using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Measuring;

namespace IntegrationHub.Benchmarks.Hostile;

/// <summary>Gives many files to one process of the product and keeps account of what came back.</summary>
internal sealed class HostileProbe(string hub, string data, AnswerBook answers, Verdict verdict)
{
    public long MainPeak { get; private set; }

    public long ChildPeak { get; private set; }

    public int Missing { get; private set; }

    public int Broken { get; private set; }

    public Task ImportAsync(IReadOnlyList<string> files) => RunAsync(files, ["import", .. files, "--dry-run", "--json"], answers.Add);

    public Task InspectAsync(IReadOnlyList<string> files) => RunAsync(files, ["inspect", .. files, "--json"], (_, _) => { });

    private async Task RunAsync(IReadOnlyList<string> files, IReadOnlyList<string> words, Action<string, string> onAnswer)
    {
        var index = 0;

        // 20 s and a second per 10,000 rows for each file is the contract; no file here has more than 1.1 million rows.
        var limit = TimeSpan.FromSeconds(130) + (TimeSpan.FromSeconds(5) * files.Count);
        var figures = await new HubCli(hub, data).RunAsync(words, line => onAnswer(files[index++], line), limit);
        MainPeak = Math.Max(MainPeak, figures.MainPeak);
        ChildPeak = Math.Max(ChildPeak, figures.ChildPeak);
        Missing += files.Count - index;

        // 3 says that a file failed, which is what these are for.
        if (figures.ExitCode is not (0 or 3) || index != files.Count)
        {
            Broken++;
            verdict.Say($"  hub {words[0]} ended with {figures.ExitCode} after {index} of {files.Count} files (next: {Path.GetFileName(files.ElementAtOrDefault(index))}): {figures.Errors}");
        }
    }
}
