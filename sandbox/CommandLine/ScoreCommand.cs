using IntegrationHub.Sandbox.Orders;
using IntegrationHub.Sandbox.Scoring;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox score --hub PATH --count N --seed S [--today DAY] [--worst N]</c></summary>
internal static class ScoreCommand
{
    public static int Run(Arguments arguments)
    {
        var hub = arguments.Text("--hub");
        var count = arguments.Number("--count");
        var seed = arguments.Number("--seed", 1);
        var worst = arguments.Number("--worst", 20);
        var today = OrdersCommand.Today(arguments);
        arguments.NoMore();

        var folder = Directory.CreateTempSubdirectory("hub-score-");
        try
        {
            var truths = new Dictionary<string, WorkbookTruth>(StringComparer.Ordinal);
            foreach (var workbook in new OrderWorkbooks((ulong)seed, today).Make(count))
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

            Console.Out.WriteLine(score.Report(worst));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
