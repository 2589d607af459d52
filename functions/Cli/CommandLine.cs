using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using IntegrationHub.Functions.Cli.Output;

namespace IntegrationHub.Functions.Cli;

/// <summary>All verbs of the command line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        // UTF-8 whatever the locale says: what is printed is read by programs as well.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 14);
        await using var error = new StreamWriter(Console.OpenStandardError(), utf8, 1 << 10) { AutoFlush = true };
        var terminal = new Terminal(output, error, Terminal.IsEnglish(LanguageOf(args), Environment.GetEnvironmentVariable))
        {
            Width = Console.IsOutputRedirected ? null : Console.WindowWidth is > 0 and var width ? width : 80,
        };
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(terminal.English ? "en" : "zh-Hans");

        using var cancellation = new CancellationTokenSource();
        var interrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            interrupted = true;
            Cancel(signal, cancellation);
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Cancel(signal, cancellation));
        var code = await RunAsync(args, terminal, cancellation.Token).ConfigureAwait(false);
        return interrupted ? ExitCode.Cancelled : code;
    }

    private static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var context = new CliContext(terminal);
        var root = Create(context);
        var parsed = root.Parse(args);
        if (parsed.CommandResult is { Command.Subcommands.Count: > 0, Command.Action: null } && parsed.UnmatchedTokens.Count == 0 && !IsHelp(parsed))
        {
            // A verb is missing: its choices say more than that it is.
            var choices = root.Parse([.. args, "--help"]);
            await choices.InvokeAsync(new InvocationConfiguration { Output = terminal.Error, Error = terminal.Error }, cancellation).ConfigureAwait(false);
            return ExitCode.Usage;
        }

        if (parsed.Errors.Count > 0 && !IsHelp(parsed))
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Error.WriteLine(error.Message);
            }

            terminal.Complain("用法见 hub --help", "see hub --help");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
    }

    internal static RootCommand Create(CliContext context)
    {
        var root = new RootCommand(context.Terminal.Say(
            "IntegrationHub:把任何语言、任何版式的订单变成一张订单卡。首次使用:hub up --demo。运行测试:./hub test [--full]",
            "IntegrationHub: one living card for every order, in any language and layout. To begin: hub up --demo. To run the tests: ./hub test [--full]"));
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = context.Terminal.Say("显示版本", "show the version");
        }

        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = context.Terminal.Say("显示帮助", "show help");
            help.Action = help.Action is HelpAction own && !context.Terminal.English ? new ChineseHelp(own) : help.Action;
        }

        root.Options.Add(context.Data);
        root.Options.Add(context.Language);
        root.Subcommands.Add(UpCommand.Create(context));
        root.Subcommands.Add(ImportCommand.Create(context));
        root.Subcommands.Add(InspectCommand.Create(context));
        root.Subcommands.Add(OrdersCommands.Create(context));
        root.Subcommands.Add(DocumentCommands.Create(context));
        root.Subcommands.Add(DeadLetterCommands.Create(context));
        root.Subcommands.Add(AccountCommands.Create(context));
        root.Subcommands.Add(SyncCommand.Create(context));
        root.Subcommands.Add(MappingCommands.Create(context));
        root.Subcommands.Add(ReferenceCommands.Create(context));
        root.Subcommands.Add(StoreCommands.Create(context));
        root.Subcommands.Add(SchemaCommand.Create(context));
        root.Subcommands.Add(DoctorCommand.Create(context));
        root.Subcommands.Add(FunctionsCommand.Create(context));
        root.SetAction((parsed, cancellation) => root.Parse(["--help"]).InvokeAsync(parsed.InvocationConfiguration, cancellation));
        return root;
    }

    private static bool IsHelp(ParseResult parsed) => parsed.Action is HelpAction or ChineseHelp;

    // The first signal lets work at hand finish, the second does not.
    private static void Cancel(PosixSignalContext signal, CancellationTokenSource cancellation)
    {
        signal.Cancel = true;
        if (cancellation.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Cancelled);
        }

        cancellation.Cancel();
    }

    private static string? LanguageOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal))
            {
                return args[i][7..];
            }

            if (args[i] == "--lang" && i + 1 < args.Length)
            {
                return args[i + 1];
            }
        }

        return null;
    }
}
