using IntegrationHub.Sandbox.Orders;
using IntegrationHub.Sandbox.Scoring;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox score --count N [--hub PATH] [--seed S] [--today DAY] [--worst N]</c></summary>
internal static class ScoreCommand
{
    public static int Run(Arguments arguments)
    {
        var hub = arguments.Optional("--hub");
        var count = arguments.Number("--count");
        var seed = arguments.Number("--seed", 1);
        var worst = arguments.Number("--worst", 20);
        var today = OrdersCommand.Today(arguments);
        arguments.NoMore();

        var workbooks = new OrderWorkbooks((ulong)seed, today).Make(count);
        var score = hub is null ? OfTheEngine(workbooks) : OfTheHub(workbooks, hub);
        Console.Out.WriteLine(score.Report(worst));
        return 0;
    }

    private static UnderstandingScore OfTheEngine(IEnumerable<GeneratedWorkbook> workbooks)
    {
        var engine = EngineAnswers.Shipped();
        return UnderstandingScore.Run(workbooks, (path, truth) => engine.Read(path, truth.Today));
    }

    private static UnderstandingScore OfTheHub(IEnumerable<GeneratedWorkbook> workbooks, string hub)
    {
        var folder = Directory.CreateTempSubdirectory("hub-score-");
        try
        {
            var truths = new Dictionary<string, WorkbookTruth>(StringComparer.Ordinal);
            foreach (var workbook in workbooks)
            {
                var path = Path.Combine(folder.FullName, workbook.FileName);
                File.WriteAllBytes(path, workbook.Content);
                truths.Add(path, workbook.Truth);
            }

            var score = new UnderstandingScore();
            foreach (var (path, answer) in HubAnswers.Read(hub, [.. truths.Keys], Path.Combine(folder.FullName, "no-store")))
            {
                score.Add(truths[path], answer);
            }

            return score;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
