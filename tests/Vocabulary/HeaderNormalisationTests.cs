using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class HeaderNormalisationTests
{
    [Theory]
    [InlineData("Order No.", "orderno")]
    [InlineData("PO #", "pono")]
    [InlineData("N° commande", "nocommande")]
    [InlineData("№ заказа", "noзаказа")]
    [InlineData("*含税单价", "含税单价")]
    [InlineData("书  名", "书名")]
    [InlineData("御　見　積　書", "御見積書")]
    [InlineData("Ｑｔｙ．", "qty")]
    [InlineData("ｽｳﾘｮｳ", "スウリョウ")]
    [InlineData("Quantity\nOrdered", "quantityordered")]
    [InlineData("ID_PEDIDO", "idpedido")]
    [InlineData("Q.tà", "qtà")]
    [InlineData("Rabatt %", "rabatt%")]
    [InlineData("Preço R$", "preço")]
    [InlineData("Amount US$", "amount")]
    public void A_header_keeps_only_what_is_compared(string text, string key) => HeaderText.Normalise(text).Key.ShouldBe(key);

    [Theory]
    [InlineData("单价（元）", "单价", "元")]
    [InlineData("Price (EUR)", "price", "EUR")]
    [InlineData("Qty [pcs]", "qty", "pcs")]
    [InlineData("Price €", "price", "€")]
    [InlineData("Valor R$", "valor", "R$")]
    [InlineData("(含税)单价", "单价", "含税")]
    public void What_stands_in_brackets_or_is_a_currency_sign_becomes_a_hint(string text, string key, string hint)
    {
        var header = HeaderText.Normalise(text);

        header.Key.ShouldBe(key);
        header.Hints.ShouldBe([hint]);
    }

    [Fact]
    public void A_header_that_stands_in_brackets_as_a_whole_is_no_hint()
    {
        var header = HeaderText.Normalise("【订单编号】");

        header.Key.ShouldBe("订单编号");
        header.Hints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Số lượng đặt", "soluongdat")]
    [InlineData("Ilość zł", "iloscz" + "l")]
    [InlineData("Größe", "grosse")]
    [InlineData("Счёт", "счет")]
    [InlineData("ガイド", "ガイド")]
    [InlineData("수량", "수량")]
    public void The_plain_key_has_no_diacritics_but_kana_and_hangul_stay_whole(string text, string plain) =>
        HeaderText.Normalise(text).PlainKey.ShouldBe(plain);

    [Theory]
    [InlineData("品名/Description", "品名", "description")]
    [InlineData("数量 Qty", "数量", "qty")]
    [InlineData("Menge\nQuantity", "menge", "quantity")]
    public void A_header_in_two_languages_falls_into_its_pieces(string text, string first, string second) =>
        HeaderText.Normalise(text).Parts.Select(p => p.Key).ShouldBe([first, second]);

    [Fact]
    public void Whatever_a_cell_holds_normalises_without_an_error_and_its_tokens_make_up_its_key()
    {
        var random = new Random(20261122);
        const string Alphabet = "aZé ß№#%*()（）[]【】<>{}/\\|\n\r\t.,:：;-_'’\"$€¥R US0129品数量単価ガｶﾞ수량ŁłĐđЁёИшั์́̂𠮷\uD800\uDC00\u3000\u00A0\u200B①㎡™½ｑ";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var header = HeaderText.Normalise(text);

            string.Concat(header.Tokens).ShouldBe(header.PlainKey, text);
            header.FullKey.ShouldBe(HeaderText.KeyOf(text), text);
            header.PlainKey.Any(char.IsWhiteSpace).ShouldBeFalse(text);
            HeaderText.KeyOf(header.Key).ShouldBe(header.Key, text);
        }
    }

    [Fact]
    public void A_pasted_essay_costs_no_more_than_a_header() => HeaderText.Normalise(new string('字', 100_000)).Key.Length.ShouldBeLessThan(1000);
}
