using System.Text;
using IntegrationHub.Core.Spreadsheets.Formats;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>One sheet as the globals list it.</summary>
internal sealed record BiffSheet(string Name, bool Hidden, int Offset, bool IsWorksheet);

/// <summary>What stands before the first sheet: sheets, strings, formats, date system, code page.</summary>
internal sealed class BiffGlobals
{
    private const int MaxSheets = 4096;

    /// <summary>Flag of a font record (MS-XLS 2.4.122).</summary>
    private const int StrikeOut = 0x0008;
    private int _fonts;

    public List<BiffSheet> Sheets { get; } = [];

    public List<string> Strings { get; } = [];

    public FormatTable Formats { get; } = new();

    public Encoding CodePage { get; private set; } = Page(1252) ?? Encoding.Latin1;

    public int DateShift { get; private set; }

    /// <summary>BIFF8, with Unicode strings; else BIFF5.</summary>
    public bool IsUnicode { get; private set; }

    /// <summary>True where the stream is encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>True where the stream begins as a workbook of a version read here.</summary>
    public bool IsKnown { get; private set; }

    public static BiffGlobals Read(BiffRecords records)
    {
        var globals = new BiffGlobals();
        if (!records.Read() || records.Type != 0x0809 || records.UInt16(2) != 0x0005)
        {
            return globals;
        }

        globals.IsUnicode = records.UInt16(0) == 0x0600;
        globals.IsKnown = records.UInt16(0) is 0x0500 or 0x0600;
        while (!globals.IsEncrypted && records.Read() && records.Type != 0x000A)
        {
            globals.Take(records);
        }

        return globals;
    }

    private static Encoding? Page(int number)
    {
        try
        {
            return number is 1200 or 0 ? null : CodePagesEncodingProvider.Instance.GetEncoding(number);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Take(BiffRecords records)
    {
        switch (records.Type)
        {
            case 0x002F:
                IsEncrypted = true;
                break;
            case 0x0042:
                CodePage = Page(records.UInt16(0) switch { 0x8000 => 10000, 0x8001 => 1252, var page => page }) ?? CodePage;
                break;
            case 0x0022:
                DateShift = records.UInt16(0) != 0 ? SerialDate.Offset1904 : 0;
                break;
            case 0x0031:
                if (_fonts++ == 4)
                {
                    // No font has the index 4 (MS-XLS 2.5.129).
                    Formats.AddFont(false);
                }

                Formats.AddFont((records.UInt16(2) & StrikeOut) != 0);
                break;
            case 0x041E:
                Formats.Declare(records.UInt16(0), Text(records, 2));
                break;
            case 0x00E0:
                Formats.AddStyle(records.UInt16(2), records.UInt16(0));
                break;
            case 0x0085 when Sheets.Count < MaxSheets:
                var sheet = new BiffSheet(Text(records, 6, true), (records.Byte(4) & 3) != 0, records.Int32(0), records.Byte(5) == 0);
                Sheets.Add(sheet);
                break;
            case 0x00FC:
                ReadStrings(records);
                break;
        }
    }

    private string Text(BiffRecords records, int at, bool shortLength = false)
    {
        if (IsUnicode)
        {
            return new BiffText(records) { Position = at }.Read(shortLength) ?? string.Empty;
        }

        return records.Narrow(at + 1, records.Byte(at), CodePage);
    }

    /// <summary>The stated count is not trusted: strings are read until the record and its continuations end.</summary>
    private void ReadStrings(BiffRecords records)
    {
        var text = new BiffText(records) { Position = 8 };
        while (text.Read(false) is { } found)
        {
            Strings.Add(found);
        }
    }
}
