using System.Text;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>The file format of a generated workbook, with its encoding and separator.</summary>
internal sealed record FileForm(string Format, string Extension, Encoding Encoding, char Separator, XlsxOptions Options)
{
    public bool TextOnly => Format is "csv" or "tsv" or "html";

    /// <summary>Peculiarities of the file rather than of the sheet.</summary>
    public IEnumerable<string> Traits
    {
        get
        {
            if (Format is "csv" or "tsv" or "html")
            {
                yield return $"encoding-{Encoding.WebName}";
            }
            else if (Format == "xlsx" && Options.InlineStrings)
            {
                yield return "inline-strings";
            }

            if (Format == "xlsx" && Options.Date1904)
            {
                yield return "date-1904";
            }
        }
    }

    public static FileForm Choose(Lexicon lexicon, int level, Chance chance)
    {
        var format = level == 1 ? "xlsx" : chance.PickOf("xlsx", "xlsx", "xlsx", "xlsx", "xlsx", "xlsx", "xlsx", "csv", "csv", "tsv", "html", "ods");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(chance.Pick(lexicon.Of("encodings")[0].Split(' ')));
        if (encoding is UTF8Encoding)
        {
            encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: chance.In(1, 2));
        }

        var options = new XlsxOptions { InlineStrings = chance.In(1, 6), Date1904 = level > 2 && chance.In(1, 12) };
        return format switch
        {
            "csv" => new FileForm(format, "csv", encoding, lexicon.DecimalMark == ',' ? ';' : ',', options),
            "tsv" => new FileForm(format, chance.PickOf("tsv", "txt"), encoding, '\t', options),
            "html" => new FileForm(format, "xls", encoding, ',', options),
            _ => new FileForm(format, format, encoding, ',', options),
        };
    }

    public byte[] Write(IReadOnlyList<SheetGrid> sheets)
    {
        var output = new MemoryStream();
        switch (Format)
        {
            case "xlsx":
                XlsxFile.Write(output, sheets, Options);
                break;
            case "ods":
                // Without styles nothing can be hidden.
                OdsFile.Write(output, [.. sheets.Where(sheet => sheet.Visibility == SheetVisibility.Visible)]);
                break;
            case "html":
                HtmlTable.Write(output, sheets[0], Safe(sheets[0]));
                break;
            default:
                TextTable.Write(output, sheets[0], Separator, Safe(sheets[0]));
                break;
        }

        return output.ToArray();
    }

    /// <summary>The chosen encoding, or UTF-8 where it cannot hold every character of the sheet.</summary>
    private Encoding Safe(SheetGrid sheet)
    {
        var text = string.Concat(sheet.Rows.SelectMany(row => row.Value.Values).Select(cell => cell.Display));
        return Encoding.GetString(Encoding.GetBytes(text)) == text ? Encoding : new UTF8Encoding(false);
    }
}
