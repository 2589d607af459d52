using System.Text;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Encodings
{
    [Theory]
    [InlineData("gb18030", "订单号,客户名称,数量\nPO1,上海机械有限公司,100\n")]
    [InlineData("gb18030", "品名,数量\n螺丝,5\n")]
    [InlineData("gb18030", "料号;规格;单价\nA1;不锈钢;3.5\n")]
    [InlineData("big5", "訂單單號,客戶名稱,數量\nPO1,台灣電子股份有限公司,100\n")]
    [InlineData("big5", "品名,單價\n螺絲,5\n")]
    [InlineData("shift_jis", "注文番号,品名,数量\n1001,ネジ M4,20\n")]
    [InlineData("shift_jis", "品番,品名,個数,単価\nA-1,ボルト,10,120\n")]
    [InlineData("shift_jis", "品名,数量\nﾈｼﾞ ﾎﾞﾙﾄ ﾜｯｼｬｰ,20\n")]
    [InlineData("euc-jp", "注文番号,品名,数量\n1001,ネジ M4,20\n")]
    [InlineData("euc-kr", "발주번호,품목명,수량\n1001,볼트,20\n")]
    [InlineData("euc-kr", "품명,단가\n너트,5\n")]
    [InlineData("windows-1252", "Bestellnummer;Menge;Stückpreis\n4711;3;1,50 €\nGröße;5;2\n")]
    [InlineData("windows-1252", "Désignation;Qté;Délai de livraison\nÉcrou;3;août\n")]
    [InlineData("windows-1252", "Código;Descripción;Año\n1;Tornillo pequeño;2026\n")]
    [InlineData("windows-1252", "Artikelnummer;Bezeichnung;Menge\nRAD 105;Elko, 100 µF, 35 V;20\n")]
    [InlineData("windows-1250", "Symbol;Nazwa;Ilość\nOLEJ;Olej silnikowy;12\n")]
    [InlineData("windows-1250", "NUMER ZAMÓWIENIA;ZAMAWIANA ILOŚĆ\nśruba żółta;źródło\n")]
    [InlineData("windows-1250", "Číslo objednávky;Množství\nšroub;řád\n")]
    [InlineData("windows-1251", "Наименование товара;Количество;Цена в руб.\nБолт;5;10\n")]
    [InlineData("koi8-r", "Наименование товара;Количество;Цена в руб.\nБолт;5;10\n")]
    [InlineData("ibm866", "Наименование товара;Количество;Цена в руб.\nБолт;5;10\n")]
    [InlineData("windows-1253", "Αριθμός παραγγελίας;Ποσότητα\nΒίδα;5\n")]
    [InlineData("windows-1254", "Sipariş numarası;Miktar\nçivi ağır;ışık\n")]
    [InlineData("windows-874", "เลขที่ใบสั่งซื้อ;จำนวน\nน็อต;5\n")]
    public void Without_a_mark_are_told_by_how_plausible_the_text_is(string name, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetBytes(text);

        var opened = Opened.From(bytes, "order.csv");

        opened.Encoding.ShouldBe(name);
        string.Join('\n', opened.Only.Texts).ShouldBe(text.TrimEnd('\n').Replace(text.Contains(';') ? ';' : ',', '|'));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Of_Unicode_are_told_with_and_without_a_mark(string name)
    {
        const string Text = "订单号,Menge\r\n上海,Größe\r\nA1,12\r\n";
        var encoding = Encoding.GetEncoding(name);

        foreach (byte[] bytes in (byte[][])[[.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], encoding.GetBytes(Text)])
        {
            Opened.From(bytes, "x.csv").Only.Texts.ShouldBe(["订单号|Menge", "上海|Größe", "A1|12"]);
        }
    }

    [Fact]
    public void With_escapes_are_told_by_them() =>
        Opened.From(CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!.GetBytes("注文番号,数量\n1,2\n"), "x.csv").Encoding.ShouldBe("iso-2022-jp");

    [Fact]
    public void Of_rows_are_seen_although_the_header_is_ascii_for_long()
    {
        var text = string.Concat(Enumerable.Repeat("item,qty\n", 20_000)) + "螺丝,5\n垫圈,6\n";

        Opened.From(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text), "x.csv").Encoding.ShouldBe("gb18030");
    }

    [Fact]
    public void Say_so_when_two_are_nearly_as_likely()
    {
        var opened = Opened.From([(byte)'a', (byte)',', 0xC4, 0xE3, (byte)'\n', (byte)'b', (byte)',', (byte)'1', (byte)'\n'], "x.csv");

        (opened.Encoding == "gb18030" || opened.Findings.Any(f => f.Code == "text-encoding-uncertain")).ShouldBeTrue();
    }

    [Fact]
    public void Of_no_text_at_all_are_refused()
    {
        var bytes = new byte[4096];
        new Random(5).NextBytes(bytes);
        bytes[0] = 0xC3;

        Opened.Refused(bytes).Code.ShouldBe("file-unknown-format");
    }
}
