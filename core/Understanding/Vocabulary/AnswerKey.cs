namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Key of a word for yes or no; signs such as ✓ and × have no letters and stand for themselves.</summary>
internal static class AnswerKey
{
    public static string Of(string? text)
    {
        var key = PlainLetters.Of(HeaderText.KeyOf(text));
        return key.Length > 0 ? key : (text ?? string.Empty).Trim();
    }
}
