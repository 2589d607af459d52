using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Prices_for_a_hundred_or_a_thousand
{
    [Theory]
    [InlineData("Bestellnummer|Artikelnummer|Bezeichnung|Menge|ME|Preis|PE|Gesamtpreis", "4500|A-1|Schraube|500|Stk|12,50|100|62,50", "4500|A-2|Mutter|2000|Stk|8,40|1000|16,80")]
    [InlineData("Order No|Item Code|Description|Qty|Unit|Unit Price|Price Unit|Amount", "4500|A-1|Bolt|500|pcs|12.50|100|62.50", "4500|A-2|Nut|2000|pcs|8.40|1000|16.80")]
    [InlineData("采购单号|物料编码|物料名称|数量|单位|单价|价格单位|金额", "4500|A-1|螺丝|500|个|12.50|100|62.50", "4500|A-2|螺母|2000|个|8.40|1000|16.80")]
    public void A_column_states_the_number_of_units(string header, string first, string second)
    {
        var read = Understood.Table($"{header}\n{first}\n{second}");
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([0.125m, 0.0084m]);
        read.Codes.ShouldContain("price-per-basis");
        read.Codes.ShouldNotContain("price-basis-unproven");
    }

    [Theory]
    [InlineData("Preis/100")]
    [InlineData("Preis je 100 Stk")]
    [InlineData("Unit Price (per 100)")]
    [InlineData("单价(元/百件)")]
    public void The_caption_states_it(string caption)
    {
        var read = Understood.Table($"Order No|Item Code|Description|Qty|{caption}|Amount\n4500|A-1|Bolt|500|12.50|62.50\n4500|A-2|Nut|200|8.40|16.80");
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([0.125m, 0.084m]);
    }

    [Fact]
    public void The_cell_or_its_number_format_states_it()
    {
        Understood.Table("Order No|Item Code|Description|Qty|Unit Price|Amount\n4500|A-1|Bolt|500|12.50/100|62.50").Order.Lines[0].UnitPrice.ShouldBe(0.125m);
        Sheet.WithFormats(["0.00\"/100 Stk\""], "Order No|Item Code|Description|Qty|Unit Price|Amount", "4500|A-1|Bolt|500|{1}12.5|62.5")
            .Order.Lines[0].UnitPrice.ShouldBe(0.125m);
    }

    [Fact]
    public void Without_an_amount_that_confirms_it_a_person_is_asked()
    {
        var read = Understood.Table("Order No|Item Code|Description|Qty|Unit Price|Price Unit\n4500|A-1|Bolt|500|12.50|100");
        read.Codes.ShouldContain("price-basis-unproven");
    }

    [Fact]
    public void A_price_that_fits_the_amount_as_it_stands_is_for_one()
    {
        var read = Understood.Table("Order No|Item Code|Description|Qty|Unit Price|Price Unit|Amount\n4500|A-1|Bolt|5|12.50|100|62.50");
        read.Order.Lines[0].UnitPrice.ShouldBe(12.50m);
        read.Codes.ShouldNotContain("price-basis-unproven");
    }

    [Fact]
    public void A_threshold_of_a_scale_of_prices_is_no_basis()
    {
        var read = Understood.Table("Order No|Item Code|Description|Qty|Price 100+\n4500|A-1|Bolt|500|12.50");
        read.Codes.ShouldNotContain("price-basis-unproven");
        read.Order.Lines[0].UnitPrice.ShouldBe(12.50m);
    }
}
