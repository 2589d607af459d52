using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Lines_that_were_withdrawn
{
    [Fact]
    public void A_withdrawn_line_that_the_total_does_not_count_is_left_out()
    {
        var read = Understood.Table("""
            PO Number: 991|||||
            Item Code|Description|Qty|Unit Price|Amount|Remarks
            A-1|Shaft|2|10|20|
            A-2|Gear|3|5|15|CANCELLED
            A-3|Nut|4|5|20|
            Total||||40|
            """);
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["A-1", "A-3"]);
        read.Codes.ShouldContain("cancelled-line-left-out");
        read.Codes.ShouldNotContain("total-mismatch");
    }

    [Theory]
    [InlineData("状态", "已取消")]
    [InlineData("备注", "作废")]
    public void Without_a_total_that_proves_it_a_person_is_asked(string caption, string word)
    {
        var read = Understood.Table($"""
            采购单号|物料编码|物料名称|数量|{caption}
            P-1|A1|螺丝|100|
            P-1|A2|螺母|50|{word}
            """);
        read.Order.Lines.Count.ShouldBe(2);
        read.Codes.ShouldContain("line-cancelled");
    }

    [Fact]
    public void A_remark_that_merely_speaks_of_cancelling_withdraws_nothing()
    {
        var read = Understood.Table("""
            PO Number: 991||||
            Item Code|Description|Qty|Unit Price|Remarks
            A-1|Shaft|2|10|cancel only in writing
            """);
        read.Codes.ShouldNotContain("line-cancelled");
    }
}
