using System.CommandLine;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Telemetry;
using IntegrationHub.Functions.Wire;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Cli;

/// <summary>What every verb needs: where to speak, which data folder, and how an exception becomes an exit code.</summary>
internal sealed class CliContext(Terminal terminal)
{
    public Terminal Terminal { get; } = terminal;

    public Option<string?> Data { get; } = new("--data")
    {
        Description = terminal.Say("数据文件夹(也可用 HUB_DATA)", "data folder (or HUB_DATA)"),
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Language { get; } = new("--lang")
    {
        Description = terminal.Say("输出语言:zh 或 en", "language of output: zh or en"),
        HelpName = "zh|en",
        Recursive = true,
        Validators =
        {
            given =>
            {
                if (given.Tokens is [var word] && word.Value is not ("zh" or "en"))
                {
                    given.AddError("--lang: zh | en");
                }
            },
        },
    };

    /// <summary>Text of a description in the reader's language.</summary>
    public string Say(string zh, string en) => Terminal.Say(zh, en);

    /// <summary>The options as the command line, the environment and the file give them.</summary>
    public HubOptions Options(ParseResult parsed, int? port = null, string? bind = null) =>
        OptionsLoader.Load(parsed.GetValue(Data), port, bind, Environment.GetEnvironmentVariable);

    /// <summary>Times as the business reads them.</summary>
    public BusinessTime Times(ParseResult parsed) => new(Options(parsed).Zone);

    /// <summary>The export of traces and metrics while a verb works in this process; null where none is asked for.</summary>
    public IDisposable? Telemetry()
    {
        Func<string, string?> variable = Environment.GetEnvironmentVariable;
        return TelemetrySettings.IsMeant(variable) ? Export(variable) : null;
    }

    private IDisposable? Export(Func<string, string?> variable)
    {
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(Terminal.Error, Terminal.Error, TimeProvider.System, LogLevel.Warning)));
        return TelemetryExport.Start(variable, logs.CreateLogger("telemetry"));
    }

    /// <summary>A verb on a hub: the store itself, or over HTTP the hub that holds it.</summary>
    public void OnHub(Command command, HubAccess access, Func<IHub, ParseResult, CancellationToken, Task<int>> body) =>
        On(command, async (parsed, cancellation) =>
        {
            await using var hub = await HubConnection.OpenAsync(Options(parsed), access, cancellation).ConfigureAwait(false);
            return await body(hub, parsed, cancellation).ConfigureAwait(false);
        });

    /// <summary>A verb; what it throws for the user to know becomes a sentence and an exit code.</summary>
    public void On(Command command, Func<ParseResult, CancellationToken, Task<int>> body) => command.SetAction(async (parsed, cancellation) =>
    {
        try
        {
            return await body(parsed, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Terminal.Complain("已取消", "cancelled");
            return ExitCode.Cancelled;
        }
        catch (InvalidOptionsException invalid)
        {
            foreach (var violation in invalid.Violations)
            {
                Terminal.Error.WriteLine($"{violation.Path}: {Terminal.Say(violation.Zh, violation.En)}");
            }

            return ExitCode.Configuration;
        }
        catch (StoreUnavailableException store)
        {
            Terminal.Complain(store.Finding.MessageZh, $"{store.Finding.Message} ({store.Finding.Code})");
            return ExitCode.Store;
        }
        catch (RefusedException refused)
        {
            Terminal.Complain(refused.Zh, $"{refused.En} ({refused.Code})");
            return refused.ExitCode;
        }
        catch (BadParameterException parameter)
        {
            Terminal.Complain($"{parameter.Name}:{parameter.AllowedZh}", $"{parameter.Name}: {parameter.Allowed}");
            return ExitCode.Usage;
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            var finding = StoreFaults.Of(full, full.Message).Finding;
            Terminal.Complain(finding.MessageZh, $"{finding.Message} ({finding.Code})");
            return ExitCode.Store;
        }
        catch (HttpRequestException gone)
        {
            Terminal.Complain($"与正在运行的枢纽失去联系:{gone.Message}", $"lost contact with the running hub: {gone.Message}");
            return ExitCode.Store;
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            Terminal.Complain("意外故障,请附上以下内容报告", "an unexpected fault; please report it with what follows");
            Terminal.Error.WriteLine(bug.ToString());
            return ExitCode.CheckFailed;
        }
        finally
        {
            await Terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    });
}
