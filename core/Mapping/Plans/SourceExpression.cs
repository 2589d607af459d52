using System.Globalization;
using IntegrationHub.Core.Mapping.Converters;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Where a value comes from.</summary>
internal abstract record SourceExpression
{
    /// <summary>A column by its header; found by <see cref="TextKey"/>.</summary>
    public sealed record Header(string Text) : SourceExpression
    {
        public string Key { get; } = TextKey.Of(Text);
    }

    /// <summary>A column by its letter.</summary>
    public sealed record Column(int Index) : SourceExpression;

    /// <summary>One cell; of the table's own sheet when no sheet is named.</summary>
    public sealed record FixedCell(string? Sheet, int Row, int Index) : SourceExpression;

    /// <summary>The value beside, below or behind a label outside the table.</summary>
    public sealed record Label(string Text) : SourceExpression
    {
        public string Key { get; } = TextKey.Of(Text);
    }

    /// <summary><c>sender</c>, <c>sheet name</c> or <c>file name</c>.</summary>
    public sealed record Known(string Word) : SourceExpression;

    /// <summary>A path in a JSON document.</summary>
    public sealed record Json(JsonPath Path, string Text) : SourceExpression;

    /// <summary>True where the value differs from row to row.</summary>
    public bool IsColumn => this is Header or Column;

    /// <summary>Reads an expression of a table mapping.</summary>
    public static SourceExpression? ParseTable(string text, out (string En, string Zh) why)
    {
        why = default;
        var (word, rest) = FirstWord(text.Trim());
        switch (word)
        {
            case "sender" when rest.Length == 0:
            case "sheet" or "file" when rest == "name":
                return new Known(word);
            case "column" when rest.Length > 0:
                if (IsQuoted(rest))
                {
                    return new Header(Unquoted(rest));
                }

                if (ColumnIndex(rest) is { } index)
                {
                    return new Column(index);
                }

                why = ("after “column” comes a letter from A to XFD, or a header in quotes", "column 后应为 A 到 XFD 的列号，或加引号的列标题");
                return null;
            case "cell" when rest.Length > 0:
                if (ParseCell(rest) is { } cell)
                {
                    return cell;
                }

                why = ("after “cell” comes a place such as B3 or Sheet2!B3", "cell 后应为位置，如 B3 或 Sheet2!B3");
                return null;
            case "label" when rest.Length > 0:
                return new Label(Unquoted(rest));
            default:
                return new Header(Unquoted(text.Trim()));
        }
    }

    /// <summary>Reads an expression of a JSON mapping.</summary>
    public static SourceExpression? ParseJson(string text, out (string En, string Zh) why)
    {
        why = ("it is no path of members, indexes and [*]", "不是由成员、下标与 [*] 组成的路径");
        if (text is "sender" or "file name")
        {
            return new Known(text == "sender" ? "sender" : "file");
        }

        return JsonPath.Parse(text.Trim()) is { Steps.Length: > 0 } path && path.Steps.All(s => s.Name?.Length != 0) ? new Json(path, text.Trim()) : null;
    }

    /// <summary>Zero-based column of letters; null when they are none or beyond XFD.</summary>
    public static int? ColumnIndex(ReadOnlySpan<char> letters)
    {
        if (letters.Length is 0 or > 3)
        {
            return null;
        }

        var index = 0;
        foreach (var c in letters)
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                return null;
            }

            index = (index * 26) + (c - 'A' + 1);
        }

        return index <= 16_384 ? index - 1 : null;
    }

    /// <summary>Letters of a zero-based column.</summary>
    public static string ColumnLetters(int index)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters[--at] = (char)('A' + ((rest - 1) % 26));
        }

        return new string(letters[at..]);
    }

    private static FixedCell? ParseCell(string text)
    {
        var bang = text.LastIndexOf('!');
        var sheet = bang < 0 ? null : text[..bang].Trim().Trim('\'', '"');
        var place = text.AsSpan(bang + 1).Trim();
        var digits = place.IndexOfAnyInRange('0', '9');
        return digits > 0 && sheet?.Length != 0 && ColumnIndex(place[..digits]) is { } column
            && int.TryParse(place[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? new FixedCell(sheet, row, column)
            : null;
    }

    private static (string Word, string Behind) FirstWord(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (text, "") : (text[..blank], text[(blank + 1)..].Trim());
    }

    private static bool IsQuoted(string text) => text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0];

    private static string Unquoted(string text) => IsQuoted(text) ? text[1..^1] : text;
}
