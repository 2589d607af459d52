using System.CommandLine;
using IntegrationHub.Functions.Hosting;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub up [--demo] [--port N]</c></summary>
internal static class UpCommand
{
    public static Command Create(CliContext context)
    {
        var demo = new Option<bool>("--demo") { Description = context.Say("同时启动沙箱并送入示例订单", "also start the sandbox and feed sample orders") };
        var port = new Option<int?>("--port") { Description = context.Say("端口,默认 7071", "port, 7071 by default"), HelpName = "N" };
        var bind = new Option<string?>("--bind") { Description = context.Say("监听地址,默认仅本机", "address to listen on, this machine only by default"), HelpName = "IP" };
        var command = new Command("up", context.Say("启动枢纽:接口、投递文件夹与处理", "start the hub: API, drop folder and processing")) { demo, port, bind };
        context.On(command, async (parsed, cancellation) =>
        {
            var options = context.Options(parsed, parsed.GetValue(port), parsed.GetValue(bind));
            var host = new UpHost(options, context.Terminal, parsed.GetValue(demo));
            await host.RunAsync(cancellation).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }
}
