using System.CommandLine;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Reading;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub inspect FILE... [--json]</c> for workbooks and text tables.</summary>
internal static class InspectCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = context.Say("工作簿或文本表格", "workbooks or text tables"), Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = context.Say("每个文件输出一行 JSON", "one JSON document per file") };
        var command = new Command("inspect", context.Say("理解之前,枢纽看到了什么", "what the hub sees before any understanding")) { files, json };
        context.On(command, async (parsed, cancellation) =>
        {
            using var opener = HubComposition.Opener();
            var limits = context.Options(parsed).Reading;
            var code = ExitCode.Ok;
            foreach (var path in parsed.GetValue(files)!)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!File.Exists(path))
                {
                    MissingFile.Complain(context.Terminal, path);
                    code = Math.Max(code, ExitCode.Usage);
                    continue;
                }

                var inspection = WorkbookInspection.Read(opener, path, limits, cancellation);
                context.Terminal.Out.WriteLine(parsed.GetValue(json) ? inspection.ToJson() : inspection.ToText(context.Terminal));
                await context.Terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
                code = inspection.Failed ? ExitCode.InputFailed : code;
            }

            return code;
        });
        return command;
    }
}
