using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>A string item, plain or in formatted runs.</summary>
internal static class RichText
{
    /// <summary>
    /// Reads up to the end tag <paramref name="owner"/>; the scanner stands on its start tag. Runs that are struck through are left out where
    /// others are not.
    /// </summary>
    public static CellMarks Read(XmlScanner scanner, ReadOnlySpan<byte> owner, ByteBuilder text, ReadBudget budget)
    {
        text.Clear();
        bool inText = false, isStruck = false;
        List<(int Start, int End)>? struck = null;
        var limit = budget.Limits.MaxCellCharacters * 7L;
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Start when scanner.Is("t"u8):
                    inText = true;
                    break;
                case XmlToken.Start when scanner.Is("r"u8):
                    isStruck = false;
                    break;
                case XmlToken.Start when scanner.Is("strike"u8):
                    isStruck = scanner.Attribute("val"u8) is var on && (on.Length == 0 || XmlFlag.IsOn(on));
                    break;
                case XmlToken.Start when scanner.Is("rPh"u8):
                    scanner.Skip();
                    break;
                case XmlToken.Start when scanner.Is(owner):
                    scanner.Unread();
                    return Settle(text, struck);
                case XmlToken.Text when inText:
                    var start = text.Length;
                    XmlText.Append(text, scanner.Span, scanner.IsCData);
                    if (isStruck && text.Length > start)
                    {
                        (struck ??= []).Add((start, text.Length));
                    }

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
                    return Settle(text, struck);
            }
        }
    }

    private static CellMarks Settle(ByteBuilder text, List<(int Start, int End)>? struck)
    {
        if (struck is null)
        {
            return CellMarks.None;
        }

        if (struck.Sum(s => s.End - s.Start) == text.Length)
        {
            return CellMarks.Struck;
        }

        var all = text.Span.ToArray();
        text.Clear();
        var from = 0;
        foreach (var (start, end) in struck)
        {
            text.Append(all.AsSpan(from, start - from));
            from = end;
        }

        text.Append(all.AsSpan(from));
        return CellMarks.PartlyStruck;
    }
}
