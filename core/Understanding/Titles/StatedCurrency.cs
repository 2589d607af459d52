using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>The one currency that sums and notes around the table name: <c>Total GBP excl. VAT</c>, <c>Alle Preise in EUR</c>, <c>на сумму 16 650,00 RUB</c>.</summary>
internal static class StatedCurrency
{
    private const int LongestNote = 90;
    private const int CodeLength = 3;
    private const int LeastNumerals = 3;
    private const string Numerals = "零〇一二三四五六七八九十百千壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億元圆圓角分整正";
    private static readonly HashSet<string> WordsLikeCodes = new(StringComparer.Ordinal) { "ALL", "TOP", "CUP", "NET", "TRY", "MOP", "LAK" };

    /// <param name="grid">The sheet.</param>
    /// <param name="isGoods">True for rows well inside a table, where no sums stand.</param>
    /// <param name="words">The vocabularies.</param>
    public static string? Find(SheetGrid grid, Func<int, bool> isGoods, Words words)
    {
        string? stated = null;
        foreach (var row in grid.Rows.Where(r => !isGoods(r.Number)))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                foreach (var code in Codes(cell, words))
                {
                    if (stated is not null && stated != code)
                    {
                        return null;
                    }

                    stated = code;
                }
            }
        }

        return stated;
    }

    /// <summary>What the format of a number shows, or a sum or a note names.</summary>
    private static IEnumerable<string> Codes(in Cell cell, Words words) => cell.Kind switch
    {
        CellKind.Number when cell.Format is { } format && (format.Currency ?? Sign(format.Code, words)) is { } shown => [shown],
        CellKind.Text when CellText.Of(cell) is { Length: > CodeLength and <= LongestNote } text => Codes(text, words),
        _ => [],
    };

    private static IEnumerable<string> Codes(string text, Words words)
    {
        var tokens = text.Split([' ', '\u00A0', '\n', '(', ')', '（', '）', ':', '：', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < tokens.Length; i++)
        {
            if (InWords(tokens[i]) is { } word && words.CurrencyCode(word) is { } spelled)
            {
                yield return spelled;
            }
            else if (tokens[i].Length > 1 && char.IsAsciiDigit(tokens[i][^1]) && char.IsAsciiDigit(tokens[i][1]) && Sign(tokens[i][..1], words) is { } signed)
            {
                yield return signed;
            }
            else if (LooksLikeCurrency(tokens[i]) && words.CurrencyCode(tokens[i]) is { } code && SpeaksOfMoney(text, string.Join(' ', tokens[..i]), words))
            {
                yield return code;
            }
        }
    }

    /// <summary>What a sign in a number format or before a sum means in the document's language; null where it holds none.</summary>
    private static string? Sign(string text, Words words)
    {
        var at = text.AsSpan().IndexOfAny("¥￥€£₩₽₫$");
        return at < 0 || at > 0 && char.IsAsciiLetter(text[at - 1]) ? null : words.CurrencyCode(text[at].ToString());
    }

    /// <summary>人民币 of 人民币壹仟柒佰捌拾柒元伍角整; null where a token is no amount in words.</summary>
    private static string? InWords(string token)
    {
        var end = token.Length;
        while (end > 0 && Numerals.Contains(token[end - 1]))
        {
            end--;
        }

        return end > 0 && token.Length - end >= LeastNumerals ? token[..end] : null;
    }

    /// <summary>A sum, or a note such as "prices in".</summary>
    private static bool SpeaksOfMoney(string text, string before, Words words) =>
        words.Row(text) is { Kind: RowKind.Total or RowKind.Subtotal or RowKind.Tax } || words.Row(before) is { Kind: RowKind.Total or RowKind.Subtotal or RowKind.Tax }
        || words.Concepts(before).Any(m => m.Concept is Concept.Currency or Concept.GoodsTotal or Concept.Payable && m.Weight >= 0.7);

    /// <summary>EUR, руб., zł; no bare $ or ¥, which several countries write.</summary>
    private static bool LooksLikeCurrency(string token) =>
        token.Length == CodeLength && token.All(char.IsAsciiLetterUpper) ? !WordsLikeCodes.Contains(token) : token.Any(c => c > 127 && char.IsLetter(c)) || token is "€" or "£" or "R$" or "S/";
}
