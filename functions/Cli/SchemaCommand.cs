using System.CommandLine;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Orders.Schema;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub schema order | mapping</c></summary>
internal static class SchemaCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("schema", context.Say("输出 JSON Schema", "print a JSON Schema"));
        command.Subcommands.Add(Of(context, "order", context.Say("规范化订单 order/v1", "the canonical order, order/v1"), OrderV1Schema.Generate));
        command.Subcommands.Add(Of(context, "mapping", context.Say("映射文件", "mapping files"), MappingSchema.Generate));
        return command;
    }

    private static Command Of(CliContext context, string name, string description, Func<string> generate)
    {
        var command = new Command(name, description);
        context.On(command, async (_, cancellation) =>
        {
            await context.Terminal.Out.WriteAsync(generate().AsMemory(), cancellation).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }
}
