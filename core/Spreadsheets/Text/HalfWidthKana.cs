namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>Tells half-width katakana that a person wrote from the same bytes of another encoding.</summary>
internal static class HalfWidthKana
{
    private const char VoicedMark = '\uFF9E';
    private const char HalfVoicedMark = '\uFF9F';

    /// <summary>Points per half-width character: high where they stand in runs and voice marks follow sounds that can be voiced.</summary>
    public static double Score(string text)
    {
        int all = 0, inRuns = 0, marks = 0, goodMarks = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!Is(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            for (; i < text.Length && Is(text[i]); i++)
            {
                all++;
                if (text[i] is VoicedMark or HalfVoicedMark)
                {
                    marks++;
                    goodMarks += i > start && CanVoice(text[i - 1], text[i]) ? 1 : 0;
                }
            }

            inRuns += i - start >= 3 ? i - start : 0;
        }

        if (all == 0 || inRuns * 3 < all * 2 || goodMarks * 10 < marks * 9)
        {
            return -0.6;
        }

        return marks > 0 ? 0.75 : 0.45;
    }

    private static bool Is(char c) => c is >= '\uFF61' and <= '\uFF9F';

    private static bool CanVoice(char sound, char mark) => mark == VoicedMark
        ? sound is (>= '\uFF76' and <= '\uFF84') or (>= '\uFF8A' and <= '\uFF8E') or '\uFF73'
        : sound is >= '\uFF8A' and <= '\uFF8E';
}
