namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Recognises what forms write into slots that nobody has filled.</summary>
internal static class PlaceholderWords
{
    public static bool Contains(LexiconTables tables, string? text)
    {
        var header = HeaderText.Normalise(text);
        if (header.IsEmpty)
        {
            return false;
        }

        // A phrase covers the slot when it is most of the text: "请选择" alone, or with a short remark behind it. A short word must be
        // nearly all of it: "Sample" is a hint, "Jane Sample" a person.
        foreach (var (_, from, length, total) in TitleWords.Find(tables.Placeholders, header))
        {
            if (length * 5 >= total * 4 || (length * 2 >= total && length >= 8) || (from == 0 && length >= 12))
            {
                return true;
            }
        }

        foreach (var _ in tables.Placeholders.Find(header.PlainFullKey))
        {
            return true;
        }

        return false;
    }
}
