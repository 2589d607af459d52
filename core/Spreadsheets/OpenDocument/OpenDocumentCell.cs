using System.Buffers.Text;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.OpenDocument;

/// <summary>One table cell: the typed value, and the displayed text, from which padding zeros and units are learnt.</summary>
internal sealed class OpenDocumentCell(ReadBudget budget)
{
    private const int MaxFormats = 10_000;
    private readonly ByteBuilder _text = new(256);
    private readonly Dictionary<(string, string), NumberFormat?> _formats = [];

    /// <summary>Reads up to the cell's end tag; null where it holds nothing.</summary>
    public Cell? Read(XmlScanner scanner, int column)
    {
        var type = scanner.AttributeText("value-type"u8) ?? string.Empty;
        var hasFormula = scanner.HasAttribute("formula"u8);
        var value = type switch
        {
            "date" => scanner.AttributeText("date-value"u8),
            "time" => scanner.AttributeText("time-value"u8),
            "boolean" => scanner.AttributeText("boolean-value"u8),
            "string" => scanner.AttributeText("string-value"u8),
            "float" or "percentage" or "currency" => scanner.AttributeText("value"u8),
            _ => null,
        };
        var currency = type == "currency" ? scanner.AttributeText("currency"u8) : null;
        ReadText(scanner);
        var text = Encoding.UTF8.GetString(_text.Span);
        budget.CheckCharacters(text.Length);
        return Make(column, type, value, currency, text, hasFormula);
    }

    private Cell? Make(int column, string type, string? value, string? currency, string text, bool hasFormula)
    {
        if (hasFormula && (text.StartsWith('#') || text.StartsWith("Err:", StringComparison.Ordinal)) && type is "string" or "float" or "")
        {
            return CellFactory.Error(column, text);
        }

        switch (type)
        {
            case "float" or "percentage" or "currency" when value is not null && DecimalParser.TryParse(Encoding.UTF8.GetBytes(value), out var number, out _):
                return CellFactory.Number(column, number, Shown(type, currency, text, number), 0);
            case "date" when value is not null && IsoDate.TryParse(value, out var serial):
                return new Cell { Column = column, Kind = CellKind.DateTime, Number = serial };
            case "time" when value is not null && IsoDate.TryParseDuration(value, out var days):
                return new Cell { Column = column, Kind = CellKind.Time, Number = days };
            case "boolean" when value is not null:
                return CellFactory.Boolean(column, value == "true");
            case "string" when text.Length == 0 && value is { Length: > 0 }:
                return CellFactory.Text(column, value);
        }

        if (text.Length > 0)
        {
            return CellFactory.Text(column, text);
        }

        return hasFormula && type.Length == 0 ? new Cell { Column = column, Kind = CellKind.FormulaWithoutValue } : null;
    }

    /// <summary>What the display adds to the number. The format's own declaration is spread over three style elements; the shown text says the same.</summary>
    private NumberFormat? Shown(string type, string? currency, string text, decimal number)
    {
        var digits = text.AsSpan().Trim();
        var end = digits.LastIndexOfAnyInRange('0', '9') + 1;
        var start = digits.IndexOfAnyInRange('0', '9');
        var suffix = end == 0 ? string.Empty : digits[end..].Trim().ToString();
        var padding = start == 0 && end > 1 && digits[0] == '0' && !digits[..end].ContainsAnyExceptInRange('0', '9') ? end : 0;
        if (suffix is "" or "%" or "-" or ")" && padding == 0 && type == "float")
        {
            return null;
        }

        var key = ($"{type}:{currency}:{padding}", suffix);
        if (!_formats.TryGetValue(key, out var format))
        {
            var unit = type == "float" && suffix is not ("%" or ")" or "-" or "") && suffix.Length <= 20 && !CurrencySymbol.IsSymbol(suffix) ? suffix : null;
            format = new NumberFormat(padding > 0 ? new string('0', padding) : type)
            {
                Currency = currency is { Length: 3 } ? currency : CurrencySymbol.Find(suffix, 0),
                IsPercent = type == "percentage",
                Suffix = unit,
                Decimals = unit is null ? null : DecimalsShown(digits[..end]),
                ZeroPadding = padding,
            };
            if (_formats.Count < MaxFormats)
            {
                _formats[key] = format;
            }
        }

        return format;
    }

    private static int DecimalsShown(ReadOnlySpan<char> digits)
    {
        var point = digits.LastIndexOfAny('.', ',');
        return point < 0 || digits.Length - point == 4 ? 0 : digits.Length - point - 1;
    }

    private void ReadText(XmlScanner scanner)
    {
        _text.Clear();
        var depth = 1;
        var paragraphs = 0;
        var inParagraph = 0;
        while (depth > 0)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                    return;
                case XmlToken.Start when scanner.Is("annotation"u8) || scanner.Is("frame"u8) || scanner.Is("custom-shape"u8) || scanner.Is("ruby-text"u8):
                    scanner.Skip();
                    break;
                case XmlToken.Start:
                    depth++;
                    Element(scanner, ref paragraphs, ref inParagraph);
                    break;
                case XmlToken.End:
                    depth--;
                    inParagraph -= scanner.Is("p"u8) ? 1 : 0;
                    break;
                case XmlToken.Text when inParagraph > 0:
                    XmlText.Append(_text, scanner.Span, scanner.IsCData);
                    if (_text.Length > budget.Limits.MaxCellCharacters * 4L)
                    {
                        throw ReadBudget.TooLarge("characters in a cell", "单元格字符数", $"{budget.Limits.MaxCellCharacters}");
                    }

                    break;
            }
        }
    }

    private void Element(XmlScanner scanner, ref int paragraphs, ref int inParagraph)
    {
        if (scanner.Is("p"u8))
        {
            inParagraph++;
            if (paragraphs++ > 0)
            {
                _text.Append((byte)'\n');
            }
        }
        else if (scanner.Is("s"u8))
        {
            var count = Utf8Parser.TryParse(scanner.Attribute("c"u8), out int spaces, out _) ? Math.Clamp(spaces, 1, 1000) : 1;
            for (var i = 0; i < count; i++)
            {
                _text.Append((byte)' ');
            }
        }
        else if (scanner.Is("tab"u8))
        {
            _text.Append((byte)'\t');
        }
        else if (scanner.Is("line-break"u8))
        {
            _text.Append((byte)'\n');
        }
    }
}
