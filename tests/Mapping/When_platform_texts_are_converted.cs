using System.Globalization;
using System.Text;
using IntegrationHub.Core.Understanding;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_platform_texts_are_converted
{
    [Theory]
    [InlineData("""{"a":"350.00","b":"8.00","c":"312.00"}""", "46.00")]
    [InlineData("""{"a":"350.00","c":312}""", "38.00")]
    [InlineData("""{"b":"8.00","c":"312.00"}""", null)]
    [InlineData("""{"a":""}""", null)]
    public void A_sum_takes_off_the_last_sources(string json, string? expected) =>
        Order("totals.discount", "[a, b, c]", "{sum: {minus: 1}}", json).Order.Totals?.Discount.ShouldBe(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void A_sum_of_any_amounts_is_exact()
    {
        var random = new Random(20260322);
        for (var i = 0; i < 500; i++)
        {
            var (a, b, c) = (random.Next(-1_000_000, 1_000_000) / 100m, random.Next(1_000_000) / 100m, random.Next(1_000_000) / 100m);
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"a":"{{a:0.00}}","b":{{b:0.00}},"c":"{{c:0.00}}"}""");

            Order("totals.discount", "[a, b, c]", "sum", json).Order.Totals!.Discount.ShouldBe(a + b + c, json);
        }
    }

    [Fact]
    public void A_sum_with_something_that_is_no_number_is_a_fault() =>
        Order("totals.discount", "[a, b]", "sum", """{"a":"1","b":"x"}""").Findings.ShouldHaveSingleItem().Code.ShouldBe("mapping-value-invalid");

    [Fact]
    public void Columns_add_up_in_a_line_and_a_missing_one_counts_nothing()
    {
        var mapping = MappingSamples.Compile("fields:\n  - {to: \"lines[].itemCode\", from: Code}\n  - {to: \"lines[].amount\", from: [Net, Gone, Rebate], convert: {sum: {minus: 1}}}\n  - {to: \"lines[].quantity\", from: Qty}\n");

        var lines = mapping.ReadRows(["Code", "Qty", "Net", "Rebate"], ["A", 1, 10.5m, 0.5m], ["B", 1, 7m, null]).Only.Order.Lines;

        lines.Select(l => l.Amount).ShouldBe([10m, 7m]);
    }

    [Fact]
    public void Columns_are_not_added_up_in_the_order() =>
        MappingSamples.Lints(MappingSamples.Head + "fields:\n  - {to: \"lines[].itemCode\", from: A}\n  - {to: \"lines[].quantity\", from: Q}\n  - {to: totals.goods, from: [B, C], convert: sum}\n")
            .ShouldContain(l => l.EndsWith(" bad-converter", StringComparison.Ordinal));

    [Theory]
    [InlineData("0001-01-01 00:00:00", false)]
    [InlineData(" 1970-01-01 00:00:00 ", false)]
    [InlineData("2026-11-21 08:59:03", true)]
    public void A_time_that_never_came_is_blank(string text, bool isThere) =>
        Order("payment.paidAt", "a", "[{blank: [\"0001-01-01 00:00:00\", \"1970-01-01 00:00:00\"]}, instant]", $$"""{"a":"{{text}}"}""").Order.Payment?.PaidAt.HasValue.ShouldBe(isThere);

    [Theory]
    [InlineData("""{"a":"测**"}""", true)]
    [InlineData("""{"a":"张三","b":"199*******4"}""", true)]
    [InlineData("""{"a":"AAinventedCiphertextName0001AAAAAAAAAAAAAAAAAAAAAAAA"}""", true)]
    [InlineData("""{"a":"张三","b":"19900000000","c":"虚构省幻想市样例区测试街道一百二十三号乙栋四单元五零六室东侧门请放快递柜谢谢不要打电话"}""", false)]
    [InlineData("""{"a":"Maximilian Featherstonehaugh-Cholmondeley"}""", false)]
    public void A_receiver_is_masked_where_any_part_is(string json, bool isMasked) =>
        Order("shipTo.masked", "[a, b, c]", "masked", json).Order.ShipTo!.Masked.ShouldBe(isMasked);

    [Theory]
    [InlineData("""{"a":"READY","b":0,"c":"0"}""", false)]
    [InlineData("""{"a":"READY","b":1}""", true)]
    [InlineData("""{"a":"READY","b":false,"c":true}""", true)]
    [InlineData("""{"a":"READY"}""", false)]
    [InlineData("""{"a":"NEVER SEEN","b":0}""", true)]
    [InlineData("""{"b":"2"}""", true)]
    public void Any_source_that_says_more_than_the_harmless_texts_is_enough(string json, bool isHeld) =>
        Order("onHold", "[a, b, c]", "{any: {except: [READY]}}", json).Order.OnHold.ShouldBe(isHeld);

    private static UnderstoodOrder Order(string to, string from, string convert, string json)
    {
        var mapping = MappingSamples.Compile($"json: {{}}\nfields:\n  - {{to: {to}, from: {from}, convert: {convert}}}\n  - {{to: \"lines[].itemCode\", from: x}}\n  - {{to: \"lines[].quantity\", from: y}}\n");
        using var document = mapping.ReadJson(Encoding.UTF8.GetBytes(json), MappingSamples.Context);
        return document.Orders(default).Single();
    }
}
