using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Reading;
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
    public void What_does_not_fit_the_screen_is_cut_in_its_widest_columns_and_ids_stay_whole()
    {
        var id = Guid.CreateVersion7().ToString();
        var table = new TextTable("#", "客户", "name", "id");
        table.Add("1", new string('轴', 40), new string('n', 30), id);
        using var output = new StringWriter { NewLine = "\n" };

        table.Write(output, 80);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => TextTable.Width(line) <= 80);
        lines[2].ShouldEndWith(id);
        lines[2].ShouldContain("轴…");
        lines[2].ShouldContain("n…");
    }

    [Fact]
    public void What_a_person_copies_stays_whole_and_what_can_be_done_without_goes_first()
    {
        var id = Guid.CreateVersion7().ToString();
        var table = new TextTable(
            TextColumn.Spare("收到"), TextColumn.Whole("订单号"), "客户", TextColumn.Spare("行数"), "结果", "id");
        table.Add("11-22 14:03", "PO-2026-000815", "杭州某某精密机械有限公司", "12", "已接受", id);

        var lines = Written(table, 80);

        lines.ShouldAllBe(line => TextTable.Width(line) <= 80);
        lines[2].ShouldStartWith("PO-2026-000815  杭州");
        lines[2].ShouldEndWith(id);
        Written(table, 200)[2].ShouldBe($"11-22 14:03  PO-2026-000815  杭州某某精密机械有限公司  12    已接受  {id}");
    }

    [Fact]
    public void Numbers_stand_at_the_right_and_what_has_no_column_below_its_row()
    {
        var table = new TextTable("品名", TextColumn.Number("数量"));
        table.Add("轴", "5");
        table.Below("规格 M8");
        table.Add("轴承座", "12500");

        Written(table, 80).ShouldBe(["品名     数量", "------  -----", "轴          5", "    规格 M8", "轴承座  12500"]);
    }

    [Fact]
    public void Columns_are_not_cut_beyond_recognition_however_narrow_the_screen()
    {
        var table = new TextTable("outcome", "id");
        table.Add("accepted", new string('x', 36));
        using var output = new StringWriter { NewLine = "\n" };

        table.Write(output, 20);

        output.ToString().ShouldContain("accep…  xxx");
    }

    [Fact]
    public void A_sheet_of_many_columns_is_shown_as_far_as_a_line_goes()
    {
        IReadOnlyList<string> row = [.. Enumerable.Range(1, 254).Select(n => n == 2 ? new string('长', 30) : $"c{n}")];
        var inspection = new WorkbookInspection { Input = "wide.xlsx", Sheets = [new InspectedSheet("S", true, 1, 254, [row])] };

        var lines = inspection.ToText(new Terminal(TextWriter.Null, TextWriter.Null, English: true)).Split('\n');

        lines.ShouldAllBe(line => TextTable.Width(line) <= 80);
        lines[2].ShouldStartWith("    c1 | 长长");
        lines[2].ShouldMatch(@"\| … 2\d\d more columns$");
        lines[1].ShouldContain("S (hidden): 1 × 254");
        inspection.ToText(new Terminal(TextWriter.Null, TextWriter.Null, English: false)).ShouldContain("S(隐藏)");
    }

    private static string[] Written(TextTable table, int screen)
    {
        using var output = new StringWriter { NewLine = "\n" };
        table.Write(output, screen);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Text_from_a_document_cannot_drive_the_terminal() =>
        TextTable.Printable("a\u001b[31mb\u009bc\n").ShouldBe("a [31mb c ");
}
