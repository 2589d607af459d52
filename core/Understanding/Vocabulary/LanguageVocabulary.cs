namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>One vocabulary file as read.</summary>
/// <param name="File">Name of the file, for findings.</param>
/// <param name="Language">BCP 47 tag such as <c>zh-Hans</c> or <c>de</c>.</param>
/// <param name="DecimalSeparator">What people of the language normally write; null where the file does not say. Columns decide.</param>
/// <param name="DateOrder">How people of the language normally write dates; null where the file does not say. Columns decide.</param>
/// <param name="HeadFirst">True where a phrase begins with what it is about (Prezzo unitario), false where it ends with it (unit price).</param>
/// <param name="Words">All words in file order.</param>
/// <param name="Remove">Words that a user's file takes out of the shipped vocabulary of the same language.</param>
/// <param name="Replace">True where a user's file stands instead of the shipped vocabulary of the same language.</param>
public sealed record LanguageVocabulary(
    string File,
    string Language,
    char? DecimalSeparator,
    DateOrder? DateOrder,
    bool HeadFirst,
    IReadOnlyList<VocabularyWord> Words,
    IReadOnlyList<string> Remove,
    bool Replace);
