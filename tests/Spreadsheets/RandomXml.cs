using System.Text;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Well-formed documents with everything that spreadsheets' XML may hold.</summary>
internal sealed class RandomXml(Random random)
{
    private static readonly string[] Names = ["row", "c", "x:v", "t", "si", "rPh", "表", "a-b.c", "_f"];
    private static readonly string[] Texts = ["1", "订单", "a &amp; b", "&lt;x&gt;", "&#x41;&#20013;", "line\nbreak", "quote \" '", "é", "😀", "  ", "]]", "&quot;&apos;"];
    private readonly StringBuilder _document = new();

    public string Document()
    {
        _document.Append(random.Next(2) == 0 ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : string.Empty);
        _document.Append("<x:root xmlns:x=\"urn:x\">");
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Node(0);
        }

        return _document.Append("</x:root>").ToString();
    }

    private void Node(int depth)
    {
        switch (random.Next(depth > 5 ? 4 : 7))
        {
            case 0:
                _document.Append(Texts[random.Next(Texts.Length)]);
                break;
            case 1:
                _document.Append("<!-- a > b <c> & ").Append('x', random.Next(500)).Append(" -->");
                break;
            case 2:
                _document.Append("<![CDATA[<raw> & ]] ").Append(random.Next(1000)).Append("]]>");
                break;
            case 3:
                _document.Append("<?pi some > text?>");
                break;
            default:
                Element(depth);
                break;
        }
    }

    private void Element(int depth)
    {
        var name = Names[random.Next(Names.Length)];
        _document.Append('<').Append(name);
        for (var i = random.Next(4); i > 0; i--)
        {
            _document.Append(random.Next(3) == 0 ? "\n  " : " ").Append((char)('a' + i)).Append(random.Next(4) == 0 ? " = '" : "='")
                .Append(Texts[random.Next(Texts.Length)].Replace("'", string.Empty, StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal)).Append('\'');
        }

        if (random.Next(3) == 0)
        {
            _document.Append(random.Next(2) == 0 ? "/>" : " />");
            return;
        }

        _document.Append('>');
        for (var i = random.Next(4); i > 0; i--)
        {
            Node(depth + 1);
        }

        _document.Append("</").Append(name).Append(random.Next(5) == 0 ? " >" : ">");
    }
}
