using System.CommandLine;
using IntegrationHub.Functions.Mappings;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub schema order | mapping | rules | vocabulary</c></summary>
internal static class SchemaCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("schema", context.Say("输出 JSON Schema", "print a JSON Schema"));
        command.Subcommands.Add(Of(context, "order", context.Say("规范化订单 order/v1", "the canonical order, order/v1")));
        command.Subcommands.Add(Of(context, "mapping", context.Say("映射文件", "mapping files")));
        command.Subcommands.Add(Of(context, "rules", context.Say("规则文件", "rule files")));
        command.Subcommands.Add(Of(context, "vocabulary", context.Say("词汇文件", "vocabulary files")));
        return command;
    }

    private static Command Of(CliContext context, string name, string description)
    {
        var command = new Command(name, description);
        context.On(command, (_, _) => Task.FromResult(new SchemaVerb().Run(name, context.Terminal.Out, context.Terminal.Error)));
        return command;
    }
}
