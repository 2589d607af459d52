using Xunit;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Sandbox.Workbooks;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Workbooks_read_back_elsewhere
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_numbers_days_and_truth_values_come_back(bool inline)
    {
        var sheet = Reread.Sheets(Written(new XlsxOptions { InlineStrings = inline })).Single();

        sheet.Name.ShouldBe("订单 & <1>");
        sheet.Rows[0].ShouldBe(["订单号", " blank ends ", "a\nb", "<&\">"]);
        sheet.Rows[1][0].ShouldBe(12.5);
        sheet.Rows[1][1].ShouldBe(new DateTime(2026, 3, 5));
        sheet.Rows[1][2].ShouldBe(true);
        sheet.Rows[1][3].ShouldBe(42.0);
        sheet.Rows[2][0].ShouldBeNull();
    }

    [Fact]
    public void Day_numbers_from_1904_name_the_same_day()
    {
        var grid = new SheetGrid("a");
        grid[1, 0] = new GridCell("2026-03-05")
        {
            Number = SerialDate.FromDate(new DateOnly(2026, 3, 5)),
            Style = new CellStyle("yyyy-mm-dd", IsDate: true),
        };
        var output = new MemoryStream();

        XlsxFile.Write(output, [grid], new XlsxOptions { Date1904 = true });

        Reread.Sheets(output.ToArray()).Single().Rows[0][0].ShouldBe(new DateTime(2026, 3, 5));
    }

    [Fact]
    public void Merges_and_hidden_sheets_are_kept()
    {
        var visible = new SheetGrid("a");
        visible.Text(2, 1, "x");
        visible.Merge(2, 3, 1, 4);
        var hidden = new SheetGrid("b", SheetVisibility.VeryHidden);
        hidden.Text(1, 0, "y");
        var output = new MemoryStream();

        XlsxFile.Write(output, [visible, hidden]);

        var sheets = Reread.Sheets(output.ToArray());
        sheets[0].Merges.ShouldBe([(1, 2, 1, 4)]);
        sheets[1].Visibility.ShouldBe("veryhidden");
    }

    private static byte[] Written(XlsxOptions options)
    {
        var output = new MemoryStream();
        using (var writer = new XlsxWriter(output, options))
        {
            writer.BeginSheet("订单 & <1>");
            writer.BeginRow();
            writer.Text(0, "订单号");
            writer.Text(1, " blank ends ");
            writer.Text(2, "a\nb");
            writer.Text(3, "<&\">");
            writer.BeginRow();
            writer.Number(0, 12.50m);
            writer.Number(1, SerialDate.FromDate(new DateOnly(2026, 3, 5)), writer.Style(new CellStyle("yyyy\"年\"m\"月\"d\"日\"")));
            writer.Boolean(2, true);
            writer.Formula(3, "6*7", 42);
            writer.BeginRow();
            writer.Formula(0, "1+1", null);
            writer.Text(3, "end");
        }

        return output.ToArray();
    }
}
