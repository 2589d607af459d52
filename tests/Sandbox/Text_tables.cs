using Xunit;
using System.Text;
using IntegrationHub.Sandbox.Workbooks;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Text_tables
{
    [Fact]
    public void Rows_left_out_and_separators_in_text_are_written_so_that_columns_stay()
    {
        var grid = new SheetGrid("a");
        grid.Text(2, 1, "x;\"y\"\nz");
        grid.Text(2, 2, "订单");
        var output = new MemoryStream();

        TextTable.Write(output, grid, ';', new UTF8Encoding(false));

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe(";;\r\n;\"x;\"\"y\"\"\nz\";订单\r\n");
    }

    [Fact]
    public void The_encoding_is_the_one_asked_for()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var grid = new SheetGrid("a");
        grid.Text(1, 0, "订单号");
        var output = new MemoryStream();

        TextTable.Write(output, grid, ',', Encoding.GetEncoding("gb18030"));

        output.ToArray().ShouldBe([0xB6, 0xA9, 0xB5, 0xA5, 0xBA, 0xC5, 0x0D, 0x0A]);
    }
}
