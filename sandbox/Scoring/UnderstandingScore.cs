using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Checks;
using IntegrationHub.Sandbox.Orders;

namespace IntegrationHub.Sandbox.Scoring;

/// <summary>
/// Counts how well any reader understands generated workbooks, by language, layout, level, format and peculiarity.
/// Feed it file by file with <see cref="Add"/>, or let <see cref="Run"/> write and read them all.
/// </summary>
internal sealed partial class UnderstandingScore
{
    private readonly List<FileScore> _files = [];

    public IReadOnlyList<FileScore> Files => _files;

    /// <summary>Files without a single wrong value, as a fraction.</summary>
    public double PerfectShare => Share(_files.Count(file => file.Perfect), _files.Count);

    /// <summary>Files that would have gone on by themselves with something wrong in them.</summary>
    public int WronglyAccepted => _files.Count(file => file.WronglyAccepted);

    /// <summary>Writes each workbook to a folder of its own, asks the reader under test, and judges the answer.</summary>
    public static UnderstandingScore Run(IEnumerable<GeneratedWorkbook> workbooks, Func<string, WorkbookTruth, Answer> read)
    {
        var score = new UnderstandingScore();
        var folder = Directory.CreateTempSubdirectory("understanding-");
        try
        {
            foreach (var workbook in workbooks)
            {
                var path = Path.Combine(folder.FullName, workbook.FileName);
                File.WriteAllBytes(path, workbook.Content);
                score.Add(workbook.Truth, read(path, workbook.Truth));
                File.Delete(path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return score;
    }

    public FileScore Add(WorkbookTruth truth, Answer answer)
    {
        // What stands on a delivery note or a price list may be shown; only that it does not become an order counts.
        var judged = truth.Kind is DocumentKind.Order or DocumentKind.BlankTemplate;
        var comparison = judged ? OrderComparison.Of(truth.Orders, answer.Orders) : new OrderComparison();
        var outcomeRight = answer.Outcome is not { } outcome || truth.Expected switch
        {
            "accepted" => outcome == Outcome.Accepted,
            "held" => outcome == Outcome.Held,
            _ => outcome is Outcome.Held or Outcome.Rejected,
        };
        var accepted = answer.Outcome == Outcome.Accepted;
        var score = new FileScore(
            truth, comparison.Values, comparison.Misses, outcomeRight, accepted && (comparison.Misses.Count > 0 || truth.Expected != "accepted"));
        _files.Add(score);
        return score;
    }

    /// <summary>The tables for people, and the files worth looking at.</summary>
    public string Report(int worst = 20)
    {
        var text = new StringBuilder();
        Table(text, "all", _files.GroupBy(_ => "all"));
        Table(text, "language", _files.GroupBy(file => file.Truth.Language));
        Table(text, "layout", _files.GroupBy(file => file.Truth.Layout?.ToString() ?? file.Truth.Kind.ToString()));
        Table(text, "level", _files.GroupBy(file => file.Truth.Level.ToString(CultureInfo.InvariantCulture)));
        Table(text, "format", _files.GroupBy(file => file.Truth.Format));
        Table(text, "trait", _files.SelectMany(file => file.Truth.Traits, (file, trait) => (file, trait)).GroupBy(pair => pair.trait, pair => pair.file));
        text.AppendLine("\nmost missed values");
        foreach (var group in _files.SelectMany(file => file.Misses).GroupBy(miss => Index().Replace(miss.Path, "[]")).OrderByDescending(group => group.Count()).Take(worst))
        {
            var example = group.First();
            text.AppendLine(CultureInfo.InvariantCulture, $"  {group.Count(),6}  {group.Key}  e.g. {example.Expected ?? "nothing"} read as {example.Actual ?? "nothing"}");
        }

        text.AppendLine("\nfiles to look at (wrongly accepted first)");
        foreach (var file in _files.Where(file => !file.Perfect).OrderByDescending(file => file.WronglyAccepted).ThenBy(file => file.Truth.Level).Take(worst))
        {
            var first = file.Misses.Count > 0 ? file.Misses[0] : null;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {(file.WronglyAccepted ? "!" : " ")} {file.Truth.File}  {file.Misses.Count} wrong{(file.OutcomeRight ? "" : ", outcome")}  {first?.Path} {first?.Expected} <> {first?.Actual}");
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, string name, IEnumerable<IGrouping<string, FileScore>> groups)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"\n{name,-28} {"files",6} {"perfect",8} {"values",8} {"outcome",8} {"wrongly accepted",17}");
        foreach (var group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var files = group.ToList();
            var values = files.Sum(file => file.Values);
            var right = values - files.Sum(file => file.Misses.Count);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{group.Key,-28} {files.Count,6} {Share(files.Count(file => file.Perfect), files.Count),8:0.0%} {Share(right, values),8:0.0%} {Share(files.Count(file => file.OutcomeRight), files.Count),8:0.0%} {files.Count(file => file.WronglyAccepted),17}");
        }
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
