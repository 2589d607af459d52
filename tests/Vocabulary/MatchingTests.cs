using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class MatchingTests(ShippedLexicon shipped) : IClassFixture<ShippedLexicon>
{
    private readonly Lexicon _lexicon = shipped.Lexicon;

    [Theory]
    [InlineData("采购单号", Concept.OrderNumber, "zh-Hans")]
    [InlineData("核算数量", Concept.Quantity, "zh-Hans")]
    [InlineData("计量数量", Concept.SecondQuantity, "zh-Hans")]
    [InlineData("單價", Concept.UnitPrice, "zh-Hant")]
    [InlineData("Lineitem sku", Concept.ItemCode, "en")]
    [InlineData("Liefertermin", Concept.DeliveryDate, "de")]
    [InlineData("Stueckzahl", Concept.Quantity, "de")]
    [InlineData("REFERENCE ARTICLE", Concept.ItemCode, "fr")]
    [InlineData("PUMP", Concept.UnitPrice, "fr")]
    [InlineData("ESTATUS_PEDIDO", Concept.Status, "es")]
    [InlineData("Qtde.", Concept.Quantity, "pt")]
    [InlineData("Vl. Unit.", Concept.UnitPrice, "pt")]
    [InlineData("Q.tà", Concept.Quantity, "it")]
    [InlineData("ZAMAWIANA \nILOŚĆ", Concept.Quantity, "pl")]
    [InlineData("Ед. изм.", Concept.Unit, "ru")]
    [InlineData("発注数", Concept.Quantity, "ja")]
    [InlineData("발주수량", Concept.Quantity, "ko")]
    [InlineData("DON GIA", Concept.UnitPrice, "vi")]
    public void A_known_word_is_found_in_its_language(string text, Concept concept, string language) =>
        _lexicon.Match(text).ShouldContain(m => m.Concept == concept && m.Language == language && m.Strength == WordStrength.Strong && m.Score > 0.97);

    [Fact]
    public void Bestellnummer_is_surely_an_order_number_and_perhaps_an_item_number()
    {
        var matches = _lexicon.Match("Bestellnummer");

        matches[0].Concept.ShouldBe(Concept.OrderNumber);
        matches.ShouldContain(m => m.Concept == Concept.ItemCode && m.Strength == WordStrength.Weak);
    }

    [Fact]
    public void Amount_may_be_a_quantity() =>
        _lexicon.Match("Amount").ShouldContain(m => m.Concept == Concept.Quantity && m.Strength == WordStrength.Weak);

    [Fact]
    public void Shopifys_Name_may_be_the_order_number() =>
        _lexicon.Match("Name").ShouldContain(m => m.Concept == Concept.OrderNumber && m.Strength == WordStrength.Weak);

    [Theory]
    [InlineData("单价（含税）", Concept.PriceWithTax)]
    [InlineData("单价（元）", Concept.UnitPrice)]
    [InlineData("Price (EUR)", Concept.UnitPrice)]
    [InlineData("unit price net", Concept.UnitPrice)]
    [InlineData("客户采购订单号", Concept.CustomerOrderNumber)]
    [InlineData("本次的交货日期", Concept.DeliveryDate)]
    [InlineData("备注12", Concept.Remarks)]
    [InlineData("Unit price USD", Concept.UnitPrice)]
    [InlineData("数量/个", Concept.Quantity)]
    [InlineData("品名 Description", Concept.ItemName)]
    [InlineData("Stahlmenge", Concept.Quantity)]
    public void A_longer_header_is_understood_from_the_word_in_it(string text, Concept concept) => _lexicon.Match(text)[0].Concept.ShouldBe(concept);

    [Theory]
    [InlineData("Quantitty", Concept.Quantity)]
    [InlineData("Delivrey Date", Concept.DeliveryDate)]
    [InlineData("Unit Prcie", Concept.UnitPrice)]
    public void A_typing_error_does_not_hide_a_word(string text, Concept concept)
    {
        var match = _lexicon.Match(text)[0];

        match.Concept.ShouldBe(concept);
        match.Score.ShouldBeLessThan(0.9);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("***")]
    [InlineData("HGU7.25 SDS H=11")]
    [InlineData("甲醛")]
    public void A_value_means_no_concept(string? text) => _lexicon.Match(text).ShouldNotContain(m => m.Strength == WordStrength.Strong && m.Score > 0.7);

    [Fact]
    public void One_wrong_Chinese_sign_makes_another_word() =>
        _lexicon.Match("含税总价").ShouldNotContain(m => m.Concept == Concept.PriceWithTax);

    [Theory]
    [InlineData("采购订单", DocumentKind.Order)]
    [InlineData("XX有限公司采购订单", DocumentKind.Order)]
    [InlineData("PURCHASE ORDER No. 4711", DocumentKind.Order)]
    [InlineData("Purchase Requisition", DocumentKind.Requisition)]
    [InlineData("Bestellung Nr. 123", DocumentKind.Order)]
    [InlineData("Facture proforma", DocumentKind.Proforma)]
    [InlineData("采购申请单", DocumentKind.Requisition)]
    [InlineData("订单排产状态表", DocumentKind.ProductionPlan)]
    [InlineData("Demande d'achat", DocumentKind.Requisition)]
    [InlineData("Lista de precios", DocumentKind.PriceList)]
    public void A_title_names_its_document(string title, DocumentKind kind) => _lexicon.Documents(title)[0].Kind.ShouldBe(kind);

    [Theory]
    [InlineData("合计：", RowKind.Total)]
    [InlineData("本页合计", RowKind.Subtotal)]
    [InlineData("合计（大写）：壹万贰仟元整", RowKind.Total)]
    [InlineData("Total incl.:", RowKind.Total)]
    [InlineData("zzgl. 19% MwSt.", RowKind.Tax)]
    [InlineData("Frais de port", RowKind.Freight)]
    public void A_row_that_is_no_line_shows_in_its_first_words(string text, RowKind kind)
    {
        var match = _lexicon.Rows(text)[0];

        match.Kind.ShouldBe(kind);
        match.Score.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_product_that_begins_like_a_total_scores_low() =>
        _lexicon.Rows("Total Quartz 9000 Energy 5W-40 5 l").All(r => r.Score < 0.6).ShouldBeTrue();

    [Fact]
    public void The_language_that_is_asked_for_comes_first()
    {
        _lexicon.Units("st", "de")[0].Code.ShouldBe("C62");
        _lexicon.Units("st", "en")[0].Code.ShouldBe("SET");
    }

    [Theory]
    [InlineData("RMB", "CNY")]
    [InlineData("€", "EUR")]
    [InlineData("usd", "USD")]
    [InlineData("NTD", "TWD")]
    [InlineData("руб.", "RUB")]
    [InlineData("zł", "PLN")]
    public void A_currency_has_its_code(string written, string code) => _lexicon.Currencies(written)[0].Code.ShouldBe(code);

    [Theory]
    [InlineData("März", 3)]
    [InlineData("août", 8)]
    [InlineData("12月", 12)]
    [InlineData("мая", 5)]
    [InlineData("paź", 10)]
    public void A_month_has_its_number(string written, int month) => _lexicon.Month(written).ShouldBe(month);

    [Theory]
    [InlineData("NALEŻY WYBRAĆ ARTYKUŁ", true)]
    [InlineData("请选择", true)]
    [InlineData("Klicken oder tippen Sie hier, um Text einzugeben.", true)]
    [InlineData("Select Comfort mattress 160", false)]
    [InlineData("甲醛", false)]
    public void A_hint_of_a_form_is_an_empty_slot(string text, bool placeholder) => _lexicon.IsPlaceholder(text).ShouldBe(placeholder);

    [Theory]
    [InlineData("是", true)]
    [InlineData("√", true)]
    [InlineData("nein", false)]
    [InlineData("maybe", null)]
    public void Yes_and_no_are_known_in_words_and_signs(string text, bool? answer) => _lexicon.YesNo(text).ShouldBe(answer);

    [Theory]
    [InlineData("加急", true)]
    [InlineData("URGENT - ship today", true)]
    [InlineData("normal", false)]
    public void Urgency_is_heard(string text, bool urgent) => _lexicon.IsUrgent(text).ShouldBe(urgent);
}
