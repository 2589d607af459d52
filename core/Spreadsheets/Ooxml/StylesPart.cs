using System.Buffers.Text;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>Number formats of the cell styles and which of them strike through; fills and the styles of other things are passed over.</summary>
internal static class StylesPart
{
    private const int MaxStyles = 200_000;

    public static void Read(XmlScanner scanner, FormatTable formats)
    {
        var inCells = false;
        var styles = 0;
        bool inFonts = false, isStruck = false;
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Is("fonts"u8))
            {
                inFonts = scanner.Token == XmlToken.Start;
            }
            else if (inFonts && scanner.Is("font"u8))
            {
                if (scanner.Token == XmlToken.End)
                {
                    formats.AddFont(isStruck);
                }

                isStruck = false;
            }
            else if (inFonts && scanner.Token == XmlToken.Start && scanner.Is("strike"u8))
            {
                isStruck = !scanner.HasAttribute("val"u8) || XmlFlag.IsOn(scanner.Attribute("val"u8));
            }
            else if (scanner.Is("cellXfs"u8))
            {
                inCells = scanner.Token == XmlToken.Start;
            }
            else if (scanner.Token != XmlToken.Start)
            {
                continue;
            }
            else if (scanner.Is("numFmt"u8) && Utf8Parser.TryParse(scanner.Attribute("numFmtId"u8), out int id, out _))
            {
                formats.Declare(id, EscapedText.Unescape(scanner.AttributeText("formatCode"u8) ?? string.Empty));
            }
            else if (inCells && scanner.Is("xf"u8) && styles++ < MaxStyles)
            {
                formats.AddStyle(
                    Utf8Parser.TryParse(scanner.Attribute("numFmtId"u8), out int format, out _) ? format : 0,
                    Utf8Parser.TryParse(scanner.Attribute("fontId"u8), out int font, out _) ? font : -1);
            }
        }
    }
}
