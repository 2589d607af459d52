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

    public Task ImportAsync(IReadOnlyList<string> files) => AllAsync(files, ["import", "--dry-run", "--json"], answers.Add);

    public Task InspectAsync(IReadOnlyList<string> files) => AllAsync(files, ["inspect", "--json"], (_, _) => { });

    /// <summary>A file that ends its process is passed over, so that it does not hide what the others would do.</summary>
    private async Task AllAsync(IReadOnlyList<string> files, IReadOnlyList<string> words, Action<string, string> onAnswer)
    {
        for (var from = 0; from < files.Count;)
        {
            IReadOnlyList<string> left = [.. files.Skip(from)];
            var answered = await RunAsync(left, [.. words, .. left], onAnswer);
            Missing += answered < left.Count ? 1 : 0;
            from += answered + 1;
        }
    }

    private async Task<int> RunAsync(IReadOnlyList<string> files, IReadOnlyList<string> words, Action<string, string> onAnswer)
    {
        var index = 0;

        // 20 s and a second per 10,000 rows for each file is the contract; no file here has more than 1.1 million rows.
        var limit = TimeSpan.FromSeconds(130) + (TimeSpan.FromSeconds(5) * files.Count);
        var figures = await new HubCli(hub, data).RunAsync(words, line => onAnswer(files[index++], line), limit);
        MainPeak = Math.Max(MainPeak, figures.MainPeak);
        ChildPeak = Math.Max(ChildPeak, figures.ChildPeak);
        // 3 says that a file failed, which is what these are for.
        if (figures.ExitCode is not (0 or 3) || index != files.Count)
        {
            Broken++;
            var fault = string.Join('\n', figures.Errors.Split('\n').Take(4));
            verdict.Say($"  hub {words[0]} ended with {figures.ExitCode} at {Path.GetFileName(files.ElementAtOrDefault(index))}: {fault}");
        }

        return index;
    }
}
