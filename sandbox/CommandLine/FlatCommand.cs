using IntegrationHub.Sandbox.Flat;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox flat --rows N --out FILE.xlsx [--lang zh|en|de] [--seed S] [--today DAY]</c></summary>
internal static class FlatCommand
{
    public static int Run(Arguments arguments)
    {
        var rows = arguments.Number("--rows");
        var path = arguments.Text("--out");
        var language = arguments.Optional("--lang") ?? "zh";
        var seed = arguments.Number("--seed", 1);
        var today = OrdersCommand.Today(arguments);
        arguments.NoMore();

        using var file = File.Create(path, 1 << 16);
        FlatWorkbook.Write(file, rows, language, (ulong)seed, today);
        Console.Error.WriteLine($"{rows} orders, {file.Length / 1048576.0:0.0} MB: {path}");
        return 0;
    }
}
