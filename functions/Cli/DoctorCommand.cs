using System.CommandLine;
using IntegrationHub.Functions.Doctor;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor", context.Say("检查本机与数据文件夹是否就绪", "see whether this machine and the data folder are fit"));
        context.On(command, async (parsed, cancellation) =>
        {
            var failed = false;
            await foreach (var diagnosis in new Examination(context.Options(parsed)).RunAsync(cancellation).ConfigureAwait(false))
            {
                var mark = diagnosis.Health switch { Health.Ok => "ok  ", Health.Warn => "warn", _ => "FAIL" };
                context.Terminal.Out.WriteLine(context.Terminal.English
                    ? $"{mark}  {diagnosis.En}"
                    : $"{mark}  {diagnosis.Zh}  / {diagnosis.En}");
                await context.Terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
                failed |= diagnosis.Health == Health.Fail;
            }

            return failed ? ExitCode.CheckFailed : ExitCode.Ok;
        });
        return command;
    }
}
