using System.CommandLine;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Triggers;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub functions</c>, which the Azure Functions host calls, and <c>hub functions write DIR</c>, which writes what that host reads.</summary>
internal static class FunctionsCommand
{
    /// <summary>The verb; without any, the program runs it where the Functions host starts it.</summary>
    public const string Verb = "functions";

    public static Command Create(CliContext context)
    {
        var command = new Command(Verb, context.Say("由 Azure Functions 宿主启动(自定义处理程序)", "started by the Azure Functions host (custom handler)")) { Hidden = true };
        command.Subcommands.Add(Write(context));
        context.On(command, async (parsed, cancellation) =>
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (FunctionsSettings.Port(environment) is not { } port)
            {
                throw new RefusedException(
                    "no-functions-host", "FUNCTIONS_CUSTOMHANDLER_PORT is not set: this verb is for the Azure Functions host; to start the hub yourself: hub up",
                    "未设置 FUNCTIONS_CUSTOMHANDLER_PORT:此命令供 Azure Functions 宿主使用;自行启动请用 hub up", ExitCode.Usage);
            }

            var options = OptionsLoader.Load(parsed.GetValue(context.Data), null, null, FunctionsSettings.Over(environment));
            FunctionsSettings.Check(options);
            await new FunctionsHost(options, context.Terminal, port).RunAsync(cancellation).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Write(CliContext context)
    {
        var folder = new Argument<string>("DIR") { Description = context.Say("函数应用的根文件夹", "root folder of the function app") };
        var command = new Command("write", context.Say("写出 host.json 与各函数文件夹", "write host.json and the function folders")) { folder };
        context.On(command, (parsed, _) =>
        {
            HostFolder.Write(parsed.GetValue(folder)!, TriggerCatalogue.Default);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
