using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Who_is_who_on_a_purchase
{
    [Theory]
    [InlineData("ORDINE A FORNITORE", "Spett.le")]
    [InlineData("ORDEN DE COMPRA", "Señores:")]
    [InlineData("PURCHASE ORDER", "Messrs:")]
    public void Whom_a_purchase_addresses_sells_and_whose_paper_it_is_buys(string title, string salutation)
    {
        var read = Understood.Table($"""
            Sample Officine S.r.l.|||
            {title}|||
            {salutation}|Example Tools S.p.A.||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("Sample Officine S.r.l.", "Example Tools S.p.A."));
    }

    [Fact]
    public void Whom_a_sellers_paper_addresses_stays_the_customer()
    {
        var read = Understood.Table("""
            CONFERMA D'ORDINE||||
            Spett.le|Example Tools S.p.A.|||
            Codice articolo|Descrizione|Quantità|Prezzo|Importo
            A-1|Albero|2|10,00|20,00
            """);
        read.Order.Customer?.Name.ShouldBe("Example Tools S.p.A.");
    }

    [Fact]
    public void The_company_that_signs_a_purchase_below_its_table_buys()
    {
        var read = Understood.Table("""
            ORDEN DE COMPRA N° 000451||||
            Señores:|Ejemplo Norte S.A.C.|||
            Código|Descripción|Cantidad|Precio unitario|Importe
            A-1|Cemento|3|10.00|30.00
            Muestra Real S.A.||||
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("Muestra Real S.A.", "Ejemplo Norte S.A.C."));
    }

    [Fact]
    public void A_person_who_purchases_for_the_company_on_the_letterhead_is_its_contact()
    {
        var read = Understood.Table("""
            Purchase Order|||Sample Marine Ltd
            Vendor|Example Ropes||
            Order No.|106024|Purchaser|Gill Sample
            No.|Description|Quantity|Line Amount
            RP-1|Rope|2|10.00
            """);
        (read.Order.Customer?.Name, read.Order.Customer?.Contact).ShouldBe(("Sample Marine Ltd", "Gill Sample"));
    }

    [Theory]
    [InlineData("Firma:|Maler Muster||")]
    [InlineData("Firma: Maler Muster|||")]
    public void A_firm_named_above_the_table_is_no_signature(string row)
    {
        var read = Understood.Table($"""
            Materialbestellung Nr. B-118|||
            {row}
            Artikelnummer|Bezeichnung|Menge|Einheit
            A-1|Farbe|2|Eimer
            """);
        read.Order.Customer?.Name.ShouldBe("Maler Muster");
    }

    [Fact]
    public void The_name_beside_a_suppliers_number_is_the_suppliers()
    {
        var read = Understood.Table("""
            Num. Pedido,Emissão,Fornecedor,Razão Social,Produto,Descrição,Quantidade,Preço Unit.
            004512,03/02/2026,000231,Exemplo Metal Ltda,MP0012,CHAPA ACO 1020 3MM,12,8.45
            004512,03/02/2026,000231,Exemplo Metal Ltda,MP0019,BARRA CHATA,45,9.10
            """.Replace(',', '|'));
        (read.Order.Customer?.Name, read.Order.Supplier?.Name, read.Order.Supplier?.Code).ShouldBe((null, "Exemplo Metal Ltda", "000231"));
    }

    [Fact]
    public void Of_two_captions_that_may_both_name_the_goods_the_one_over_codes_is_the_code()
    {
        var read = Understood.Table("""
            Pedido|Produto|Descrição|Quantidade|Preço unitário
            PC-1|MP0012|CHAPA ACO 1020 3MM|12|8.45
            PC-1|MP0019|BARRA CHATA 2"X1/4"|45|9.10
            """);
        (read.Order.Lines[0].ItemCode, read.Order.Lines[0].ItemName).ShouldBe(("MP0012", "CHAPA ACO 1020 3MM"));
    }

    [Fact]
    public void A_name_that_changes_with_the_order_and_not_with_the_goods_is_who_ordered()
    {
        var read = Understood.Table("""
            Document Number|Date|Name|Item|Description|Quantity|Rate|Amount
            SO1|2026-03-02|Sample Outfitters|TNT-2P|Two person tent|12|149.00|1788.00
            SO1|2026-03-02|Sample Outfitters|SLP-0C|Sleeping bag|20|79.50|1590.00
            SO2|2026-03-02|Example Trail|TNT-2P|Two person tent|4|149.00|596.00
            """);
        (read.Orders[0].Customer?.Name, read.Orders[0].Lines[1].ItemName).ShouldBe(("Sample Outfitters", "Sleeping bag"));
    }

    [Fact]
    public void Who_heads_the_paper_and_is_delivered_to_has_ordered()
    {
        var read = Understood.Table("""
            Sample Primary School|||
            Official Order|||
            Order number|OPS/0318|To|Example Supplies Ltd
            Deliver to|Sample Primary School, Church Lane||
            Cat. no.|Item|Qty|Price each
            LS-331|Glue|4|32.50
            """);
        read.Order.Customer?.Name.ShouldBe("Sample Primary School");
    }

    [Fact]
    public void The_company_to_invoice_goes_before_the_person_who_buys()
    {
        var read = Understood.Table("""
            ORDEM DE COMPRA Nº 3390/2026||||
            Fornecedor:|Exemplo Sol Ltda|Comprador:|Marcos Exemplo|
            Código|Descrição|Qtd|Vl. Unit.|Vl. Total
            778-1|Papel|25|48,90|1222,50
            Faturar para: Amostra Costa Ltda||||
            """);
        read.Order.Customer?.Name.ShouldBe("Amostra Costa Ltda");
    }
}
