using System.CommandLine;
using System.CommandLine.Parsing;

namespace IntegrationHub.Functions.Cli;

/// <summary>All verbs of the command line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("IntegrationHub:把任何语言、任何版式的订单变成一张订单卡 / one living card for every order");
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain(parsed.Errors);
        }

        return await parsed.InvokeAsync().ConfigureAwait(false);
    }

    private static int Complain(IEnumerable<ParseError> errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.Error.WriteLine("用法见 / see: hub --help");
        return ExitCode.Usage;
    }
}
