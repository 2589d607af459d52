using IntegrationHub.Functions.Cli.Output;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class A_terminal_table_lines_up
{
    [Fact]
    public void A_Chinese_character_takes_two_cells()
    {
        var table = new TextTable("名", "n");
        table.Add("轴承座", "1");
        table.Add("abc", "2");
        using var output = new StringWriter { NewLine = "\n" };

        table.Write(output);

        output.ToString().ShouldBe("名      n\n------  -\n轴承座  1\nabc     2\n");
    }

    [Fact]
    public void Text_from_a_document_cannot_drive_the_terminal() =>
        TextTable.Printable("a\u001b[31mb\u009bc\n").ShouldBe("a [31mb c ");
}
