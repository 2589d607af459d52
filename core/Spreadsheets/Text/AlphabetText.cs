namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>How plausible text is in a script of its own: whole words of its letters, small after capital, frequent ones often.</summary>
internal static class AlphabetText
{
    private const string Marks = "№“”„«»–—…°§€ \u00A0’·×²³";

    public static double Cyrillic(string text) => Score(text, static c => c is (>= '\u0410' and <= '\u044F') or 'ё' or 'Ё' or 'і' or 'І' or 'ї' or 'Ї' or 'є' or 'Є' or 'ґ', "оеаинтсрвлкмдпуяОЕАИНТСРВЛКМПД");

    /// <summary>Russian bytes read as Greek words too; Greek gives way unless it is clearly better.</summary>
    public static double Greek(string text) => Score(text, static c => c is >= '\u0386' and <= '\u03CE', "αοιετσνρυπκλμάέίόΑΟΙΕΤΣΝΡΠΚΛΜ") - 0.08;

    public static double Hebrew(string text) => Score(text, static c => c is >= '\u05D0' and <= '\u05EA', "יוהלאתרבשמ");

    public static double Arabic(string text) => Score(text, static c => c is >= '\u0621' and <= '\u064A', "الينمورتبةهع");

    public static double Thai(string text) => Score(text, static c => c is (>= '\u0E01' and <= '\u0E3A') or (>= '\u0E40' and <= '\u0E4E'), "ารนกอเงมยลวดทส่้ิี");

    private static double Score(string text, Func<char, bool> isLetter, string frequent)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                continue;
            }

            count++;
            if (!isLetter(c))
            {
                sum += Marks.Contains(c, StringComparison.Ordinal) ? 0.4 : -1;
                continue;
            }

            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            sum += frequent.Contains(c, StringComparison.Ordinal) ? 0.85 : 0.35;
            if (char.IsAsciiLetter(before) || char.IsAsciiLetter(after) || (!isLetter(before) && !isLetter(after)))
            {
                sum -= 0.7;
            }
            else if (char.IsLower(before) && char.IsUpper(c))
            {
                sum -= 1.2;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
