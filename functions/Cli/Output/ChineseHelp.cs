using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>The library's help where it speaks Chinese: its translation leaves one heading in English.</summary>
internal sealed class ChineseHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string Heading = "Description:";

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var written = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = written;
        try
        {
            return help.Invoke(parseResult);
        }
        finally
        {
            parseResult.InvocationConfiguration.Output = output;
            var text = written.ToString();
            output.Write(text.StartsWith(Heading, StringComparison.Ordinal) ? "说明:" + text[Heading.Length..] : text);
        }
    }
}
