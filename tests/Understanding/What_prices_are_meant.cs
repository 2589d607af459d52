using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_prices_are_meant
{
    [Fact]
    public void A_price_whose_tax_is_one_rate_whatever_the_quantity_is_the_whole_lines()
    {
        var line = Understood.Table("order-id\tpurchase-date\tsku\tproduct-name\tquantity\titem-price\titem-tax\n11-1\t2026-02-11\tHC-1\tClamp\t2\t31.98\t2.64\n11-1\t2026-02-11\tPT-1\tTape\t1\t12.49\t1.03\n11-2\t2026-02-12\tBV-1\tValve\t6\t77.70\t6.41")
            .Order.Lines[0];
        (line.UnitPrice, line.Amount).ShouldBe((null, 31.98m));
    }

    [Fact]
    public void A_price_whose_tax_grows_with_the_quantity_is_for_one()
    {
        Understood.Table("order-id\tpurchase-date\tsku\tproduct-name\tquantity\titem-price\titem-tax\n11-1\t2026-02-11\tHC-1\tClamp\t2\t10.00\t2.00\n11-1\t2026-02-11\tPT-1\tTape\t1\t12.00\t1.20\n11-2\t2026-02-12\tBV-1\tValve\t6\t8.00\t4.80")
            .Order.Lines[0].UnitPrice.ShouldBe(10m);
    }

    [Fact]
    public void Of_two_prices_the_one_that_the_amounts_prove_is_read()
    {
        var line = Understood.Table("""
            주문번호,주문일시,상품명,수량,옵션가격,상품가격,상품별 총 주문금액
            N-1,2026-03-10,쌀,2,0,34900,69800
            N-2,2026-03-10,콩,5,0,12800,64000
            """).Order.Lines[0];
        (line.UnitPrice, line.Amount).ShouldBe((34900m, 69800m));
    }

    [Fact]
    public void A_basis_of_one_beside_the_price_is_no_second_price()
    {
        Understood.Table("Bestellnummer;Bestelldatum;Material;Kurztext;Bestellmenge;Nettopreis;Preiseinheit\n4500001;10.03.2026;A-1;Welle;2;71,64;1\n4500001;10.03.2026;A-2;Mutter;5;3,20;1")
            .Codes.ShouldNotContain("columns-alike");
    }

    [Fact]
    public void A_code_that_several_items_share_is_their_style()
    {
        Understood.Table("""
            订单号,下单时间,商品编码,款式编码,商品名称,数量,单价
            T-1,2026-03-02,ZT-02-BL,ZT-02,纱帘,2,149
            T-1,2026-03-02,ZT-02-GR,ZT-02,纱帘,1,149
            T-2,2026-03-03,PJ-28,PJ,配件,1,100
            """).ShouldSatisfyAllConditions(r => r.Codes.ShouldNotContain("columns-alike"), r => r.Order.Lines[0].ItemCode.ShouldBe("ZT-02-BL"));
    }
}
