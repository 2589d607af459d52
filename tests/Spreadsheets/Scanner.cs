using System.Text;
using System.Xml;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;
using Shouldly;
using Xunit;
using XmlText = IntegrationHub.Core.Spreadsheets.Xml.XmlText;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Scanner
{
    [Fact]
    public void Sees_what_the_frameworks_reader_sees_in_random_documents()
    {
        var random = new Random(31337);
        for (var i = 0; i < 400; i++)
        {
            var document = new RandomXml(random).Document();

            ByScanner(document, random.Next(1, 400)).ShouldBe(ByFramework(document), document);
        }
    }

    [Theory]
    [InlineData("<a x=\"1\"y=\"2\"/>", "<a x=1 y=2></a>")]
    [InlineData("<a x=1 y='2'>t</a>", "<a x=1 y=2>t</a>")]
    [InlineData("<a x = \"1>2\" />", "<a x=1>2></a>")]
    [InlineData("<a>1 < 2</a>", "<a>1 < 2</a>")]
    [InlineData("<a>&unknown; &amp</a>", "<a>&unknown; &amp</a>")]
    [InlineData("<a><b></a>", "<a><b></a>")]
    [InlineData("<a", "")]
    [InlineData("<!DOCTYPE a SYSTEM \"x.dtd\"><a/>", "<a></a>")]
    [InlineData("<a><![CDATA[<b>&amp;]]></a>", "<a><b>&amp;</a>")]
    [InlineData("<a>&#0;&#xD800;&#65;</a>", "<a>\uFFFD\uFFFDA</a>")]
    public void Reads_on_where_a_strict_parser_stops(string document, string seen) => ByScanner(document, 3).ShouldBe(seen);

    [Fact]
    public void Refuses_a_document_type_with_an_internal_subset() =>
        Should.Throw<UnreadableWorkbookException>(() => ByScanner("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", 100))
            .Finding.Code.ShouldBe("workbook-xml-entities");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("gb2312")]
    [InlineData("windows-1251")]
    public void Reads_documents_in_other_encodings(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = name == "windows-1251" ? "Заказ" : name == "gb2312" ? "订单" : "订单 Заказ";
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?><a>{text}</a>")];

        Tokens(new XmlScanner(new MemoryStream(bytes), Budget())).ShouldBe($"<a>{text}</a>");
    }

    private static string ByScanner(string document, int chunk) =>
        Tokens(new XmlScanner(new SlowStream(Encoding.UTF8.GetBytes(document), chunk), Budget()));

    private static ReadBudget Budget() => new(ReadLimits.Default, TimeProvider.System, CancellationToken.None);

    private static string Tokens(XmlScanner scanner)
    {
        var seen = new StringBuilder();
        var text = new ByteBuilder(16);
        while (scanner.Read() != XmlToken.Eof)
        {
            switch (scanner.Token)
            {
                case XmlToken.Text:
                    text.Clear();
                    XmlText.Append(text, scanner.Span, scanner.IsCData);
                    seen.Append(Encoding.UTF8.GetString(text.Span));
                    break;
                case XmlToken.Start:
                    seen.Append('<').Append(Encoding.UTF8.GetString(scanner.Span));
                    for (var i = 0; i < scanner.AttributeCount; i++)
                    {
                        seen.Append(' ').Append(Encoding.UTF8.GetString(scanner.AttributeName(i))).Append('=').Append(XmlText.Decode(scanner.AttributeValue(i)));
                    }

                    seen.Append('>');
                    break;
                default:
                    seen.Append("</").Append(Encoding.UTF8.GetString(scanner.Span)).Append('>');
                    break;
            }
        }

        return seen.ToString();
    }

    private static string ByFramework(string document)
    {
        var seen = new StringBuilder();
        using var reader = XmlReader.Create(new StringReader(document));
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    seen.Append('<').Append(reader.LocalName);
                    var isEmpty = reader.IsEmptyElement;
                    var name = reader.LocalName;
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.Prefix != "xmlns")
                        {
                            seen.Append(' ').Append(reader.LocalName).Append('=').Append(reader.Value);
                        }
                    }

                    seen.Append('>');
                    seen.Append(isEmpty ? $"</{name}>" : string.Empty);
                    break;
                case XmlNodeType.EndElement:
                    seen.Append("</").Append(reader.LocalName).Append('>');
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    seen.Append(reader.Value);
                    break;
            }
        }

        return seen.ToString();
    }
}
