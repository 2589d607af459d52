using System.Text.Json;

namespace IntegrationHub.Benchmarks.Hostile;

/// <summary>The answers of <c>hub import --json</c>, judged one by one.</summary>
internal sealed class AnswerBook
{
    private readonly Dictionary<string, string> _outcomes = new(StringComparer.Ordinal);
    private readonly List<(string File, long Ms)> _times = [];

    public IReadOnlyDictionary<string, string> Outcomes => _outcomes;

    public int Files { get; private set; }

    public int Failed { get; private set; }

    public int Uncoded { get; private set; }

    public int Unexpected { get; set; }

    public long SlowestMs { get; private set; }

    public void Add(string file, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var outcome = root.GetProperty("outcome").GetString()!;
        var elapsed = root.GetProperty("elapsedMs").GetInt64();
        Files++;
        SlowestMs = Math.Max(SlowestMs, elapsed);
        _times.Add((file, elapsed));
        _outcomes[file] = outcome;
        if (outcome != "failed")
        {
            return;
        }

        Failed++;
        var coded = root.GetProperty("findings").EnumerateArray().Any(finding =>
            finding.GetProperty("severity").GetString() == "error" && finding.GetProperty("code").GetString() is { Length: > 0 });
        if (!coded)
        {
            Uncoded++;
        }
    }

    public IEnumerable<string> Slowest(int count) => _times.OrderByDescending(time => time.Ms).Take(count)
        .Select(time => $"{Path.GetFileName(time.File)} {time.Ms} ms");
}
