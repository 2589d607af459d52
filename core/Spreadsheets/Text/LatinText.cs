namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>How plausible text is in a language written with Latin letters and a few of its own.</summary>
internal static class LatinText
{
    private const string Marks = "€£§°²³µ·½¼¾×ø®™©±“”„‘’‚–—…«»¿¡ªº•¹ \u00A0";
    private const string WesternLetters = "äöüßéèêëàâçîïôûùñíóúáãõåæøÄÖÜÉÈÊÀÂÇÎÔÛÑÍÓÚÁÃÕÅÆØœŒì";
    private const string CentralLetters = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüßÄÖÜőűŐŰľĺŕôĽâăîşţđĐ";
    private const string TurkishLetters = "ğĞıİşŞçÇöÖüÜâî";
    private const string BalticLetters = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ";
    private const string VietnameseLetters = "ăâđêôơưĂÂĐÊÔƠƯàáèéìíòóùúýÀÁÈÉÍÓÚ\u0300\u0301\u0303\u0309\u0323";

    public static double Western(string text) => Score(text, WesternLetters, 0.8);

    public static double Central(string text) => Score(text, CentralLetters, 0.8);

    public static double Turkish(string text) => Score(text, TurkishLetters, 0.8);

    public static double Baltic(string text) => Score(text, BalticLetters, 0.7);

    public static double Vietnamese(string text) => Score(text, VietnameseLetters, 0.75);

    public static double WesternDos(string text) => Score(text, WesternLetters, 0.55);

    private static double Score(string text, string letters, double letterPoints)
    {
        double sum = 0;
        var count = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                run = 0;
                continue;
            }

            count++;
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            if (letters.Contains(c, StringComparison.Ordinal))
            {
                sum += letterPoints + Case(before, c, after);

                // cœur, bœuf: beside another accented letter it is the ś of Ilość in the encoding next door.
                sum -= c is 'œ' or 'Œ' && (before >= 0x80 && char.IsLetter(before) || after >= 0x80 && char.IsLetter(after)) ? 1.2 : 0;

                // Accented letters stand between plain ones; three in a row belong to another script.
                sum -= ++run >= 3 ? 1.2 : 0;
                continue;
            }

            run = 0;
            sum += Mark(before, c, after);
        }

        return count == 0 ? 0 : sum / count;
    }

    private static double Case(char before, char c, char after)
    {
        if (char.IsLower(before) && char.IsUpper(c))
        {
            return -1.2;
        }

        var alone = !char.IsLetter(before) && !char.IsLetter(after);
        return alone ? -0.4 : 0;
    }

    private static double Mark(char before, char c, char after)
    {
        var inWord = char.IsLetter(before) && char.IsLetter(after);
        if (Marks.Contains(c, StringComparison.Ordinal))
        {
            return c == '’' || !inWord ? 0.55 : -0.9;
        }

        return char.IsControl(c) || inWord ? -1.2 : char.IsLetter(c) ? -0.5 : -0.3;
    }
}
