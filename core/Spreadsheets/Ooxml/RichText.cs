using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>A string item, plain or in formatted runs.</summary>
internal static class RichText
{
    /// <summary>Reads up to the end tag <paramref name="owner"/>; the scanner stands on its start tag.</summary>
    public static void Read(XmlScanner scanner, ReadOnlySpan<byte> owner, ByteBuilder text, ReadBudget budget)
    {
        text.Clear();
        var inText = false;
        var limit = budget.Limits.MaxCellCharacters * 7L;
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Start when scanner.Is("t"u8):
                    inText = true;
                    break;
                case XmlToken.Start when scanner.Is("rPh"u8):
                    scanner.Skip();
                    break;
                case XmlToken.Start when scanner.Is(owner):
                    scanner.Unread();
                    return;
                case XmlToken.Text when inText:
                    XmlText.Append(text, scanner.Span, scanner.IsCData);
                    if (text.Length > limit)
                    {
                        throw ReadBudget.TooLarge($"a cell of {text.Length} bytes", $"单元格 {text.Length} 字节", $"{budget.Limits.MaxCellCharacters}");
                    }

                    break;
                case XmlToken.End when scanner.Is("t"u8):
                    inText = false;
                    break;
                case XmlToken.End when scanner.Is(owner):
                case XmlToken.Eof:
                    return;
            }
        }
    }
}
