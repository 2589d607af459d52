namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Recognises rows that are no lines by how their first text begins.</summary>
internal static class RowWords
{
    private const double BeforeColon = 0.97;

    public static IReadOnlyList<RowMatch> Find(LexiconTables tables, string? firstCell)
    {
        var text = HeaderText.Normalise(firstCell);
        if (text.IsEmpty)
        {
            return [];
        }

        var found = Exact(tables, text, 1);
        if (found.Count == 0 && firstCell!.IndexOfAny([':', '：', '﹕']) is > 0 and var colon)
        {
            found = Exact(tables, HeaderText.Normalise(firstCell[..colon]), BeforeColon);
        }

        if (found.Count == 0 && WithoutRate(firstCell!) is { } named)
        {
            found = Exact(tables, HeaderText.Normalise(named), BeforeColon);
        }

        if (found.Count == 0)
        {
            found = InTwoLanguages(tables, text);
        }

        if (found.Count == 0)
        {
            found = AtEdge(tables, text);
        }

        found.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Language, b.Language));
        return found;
    }

    private static List<RowMatch> Exact(LexiconTables tables, HeaderText text, double score)
    {
        var found = new List<RowMatch>();
        foreach (var entry in tables.Rows.Find(text.PlainFullKey))
        {
            found.Add(new RowMatch((RowKind)entry.Target, tables.Tag(entry.Language), score));
        }

        if (found.Count == 0 && text.PlainKey.Length > 0)
        {
            foreach (var entry in tables.Rows.Find(text.PlainKey))
            {
                found.Add(new RowMatch((RowKind)entry.Target, tables.Tag(entry.Language), score * 0.98));
            }
        }

        return found;
    }

    /// <summary>VAT of <c>VAT @ 20%</c>, TVA of <c>TVA 5,5 %</c>; null where no rate stands at the end.</summary>
    private static string? WithoutRate(string text)
    {
        var rest = text.AsSpan().TrimEnd(" ):：");
        if (rest is not [.., '%' or '％'])
        {
            return null;
        }

        var named = rest.TrimEnd("0123456789.,%％ @(").TrimEnd();
        return named.Length > 0 && named.Length < rest.Length - 1 ? named.ToString() : null;
    }

    /// <summary>"TOTAL 合计": each piece is a word for a row that is no line.</summary>
    private static List<RowMatch> InTwoLanguages(LexiconTables tables, HeaderText text)
    {
        var found = new List<RowMatch>();
        foreach (var part in text.Parts)
        {
            var matches = Exact(tables, part, BeforeColon);
            if (matches.Count == 0)
            {
                return [];
            }

            found.AddRange(matches);
        }

        return found;
    }

    /// <summary>"Total HT 1 234,00" begins with it; 本页合计 and 金額合計 end with it.</summary>
    private static List<RowMatch> AtEdge(LexiconTables tables, HeaderText text)
    {
        var found = new List<RowMatch>();
        foreach (var (entry, from, length, total) in TitleWords.Find(tables.Rows, text))
        {
            var ends = from + length == total && Scripts.IsSolid(text.PlainKey);
            if (from == 0 || ends)
            {
                found.Add(new RowMatch((RowKind)entry.Target, tables.Tag(entry.Language), 0.4 + (0.5 * length / total)));
            }
        }

        return found;
    }
}
