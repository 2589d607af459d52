using System.CommandLine;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub import FILE...</c></summary>
internal static class ImportCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = context.Say("订单文件:表格,或 order/v1 JSON", "order files: tables, or order/v1 JSON"), Arity = ArgumentArity.OneOrMore };
        var sender = new Option<string?>("--sender") { Description = context.Say("发件人地址", "sender's address"), HelpName = "ADDR" };
        var mapping = new Option<string?>("--mapping") { Description = context.Say("指定映射", "mapping to use"), HelpName = "NAME" };
        var dryRun = new Option<bool>("--dry-run") { Description = context.Say("只检查,不改动任何数据", "check only, change nothing") };
        var json = new Option<bool>("--json") { Description = context.Say("每个文件输出一行 JSON", "one JSON document per file") };
        var command = new Command("import", context.Say("导入订单文件", "import order files")) { files, sender, mapping, dryRun, json };
        context.On(command, async (parsed, cancellation) =>
        {
            var exit = ExitCode.Ok;
            var inputs = new List<ImportInput>();
            foreach (var file in parsed.GetValue(files)!)
            {
                if (File.Exists(file))
                {
                    inputs.Add(new ImportInput(Path.GetFullPath(file), file, parsed.GetValue(sender), parsed.GetValue(mapping), parsed.GetValue(dryRun)));
                }
                else
                {
                    MissingFile.Complain(context.Terminal, file);
                    exit = ExitCode.Usage;
                }
            }

            if (inputs.Count == 0)
            {
                return exit;
            }

            using var export = context.Telemetry();
            var access = parsed.GetValue(dryRun) ? HubAccess.Read : HubAccess.Write;
            await using var hub = await HubConnection.OpenAsync(context.Options(parsed), access, cancellation, reads: true).ConfigureAwait(false);
            foreach (var problem in (hub as LocalHub)?.FileProblems ?? [])
            {
                context.Terminal.Complain($"{problem.Where}: {problem.MessageZh} ({problem.Code})", $"{problem.Where}: {problem.Message} ({problem.Code})");
            }

            await foreach (var document in InOrderAsync(hub, inputs, cancellation).ConfigureAwait(false))
            {
                Print(context.Terminal, document, parsed.GetValue(json));
                exit = document.Outcome == Outcome.Failed ? ExitCode.InputFailed : exit;
            }

            return exit;
        });
        return command;
    }

    /// <summary>
    /// Answers in the order of the inputs. Dry runs do not see each other and go side by side; real imports go one after the other, so
    /// that of two files with the same order it is always the later one that repeats.
    /// </summary>
    private static async IAsyncEnumerable<ImportDocument> InOrderAsync(
        IHub hub, List<ImportInput> inputs, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var width = inputs.Count > 0 && inputs[0].DryRun ? Math.Clamp(Environment.ProcessorCount, 1, 4) : 1;
        var running = new Queue<Task<ImportDocument>>();
        var next = 0;
        while (next < inputs.Count || running.Count > 0)
        {
            while (running.Count < width && next < inputs.Count)
            {
                var input = inputs[next++];
                running.Enqueue(Task.Run(() => ImportAsync(hub, input, cancellation), cancellation));
            }

            yield return await running.Dequeue().ConfigureAwait(false);
        }
    }

    private static async Task<ImportDocument> ImportAsync(IHub hub, ImportInput input, CancellationToken cancellation)
    {
        using var span = HubTracing.Begin("import");
        try
        {
            return await hub.ImportAsync(input, cancellation).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException && !CanOpen(input.Path))
        {
            return new ImportDocument
            {
                Input = input.Input,
                Outcome = Outcome.Failed,
                Findings = [InputFindings.Inaccessible.At(null, null, closed.Message)],
            };
        }
    }

    // Tells trouble with the input from trouble with the data folder.
    private static bool CanOpen(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return true;
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static void Print(Terminal terminal, ImportDocument document, bool json)
    {
        if (json)
        {
            WriteJson(terminal.Out, document);
        }
        else
        {
            new ImportReport(terminal).Write(document);
        }

        terminal.Out.Flush();
    }

    /// <summary>A large document's results are read from the store while they are written, so the answer never stands in memory as a whole.</summary>
    private static void WriteJson(TextWriter output, ImportDocument document)
    {
        if (output is StreamWriter { Encoding: System.Text.UTF8Encoding } stream)
        {
            stream.Flush();
            JsonSerializer.Serialize(stream.BaseStream, document, OrderJson.Wire.ImportDocument);
            stream.WriteLine();
        }
        else
        {
            output.WriteLine(JsonSerializer.Serialize(document, OrderJson.Wire.ImportDocument));
        }
    }
}
