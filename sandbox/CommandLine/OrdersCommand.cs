using System.Globalization;
using IntegrationHub.Sandbox.Orders;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox orders --count N --seed S --out DIR [--truth] [--today DAY]</c></summary>
internal static class OrdersCommand
{
    public static int Run(Arguments arguments)
    {
        var count = arguments.Number("--count");
        var seed = arguments.Number("--seed", 1);
        var folder = arguments.Text("--out");
        var truth = arguments.Flag("--truth");
        var today = Today(arguments);
        arguments.NoMore();

        Directory.CreateDirectory(folder);
        foreach (var workbook in new OrderWorkbooks((ulong)seed, today).Make(count))
        {
            var path = Path.Combine(folder, workbook.FileName);
            File.WriteAllBytes(path, workbook.Content);
            if (truth)
            {
                TruthFile.Write(path, workbook.Truth);
            }
        }

        Console.Error.WriteLine($"{count} workbooks: {folder}");
        return 0;
    }

    public static DateOnly Today(Arguments arguments)
    {
        var text = arguments.Optional("--today");
        if (text is null)
        {
            return OrderWorkbooks.DefaultToday;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UsageException("--today is a day like 2026-03-16");
    }
}
