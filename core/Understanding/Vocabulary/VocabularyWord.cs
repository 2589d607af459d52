namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>One word of a vocabulary file and where it stands.</summary>
/// <param name="Section">The part of the file.</param>
/// <param name="Target">The key it is listed under as written: a concept, a kind, a code, a month; empty where the section has no keys.</param>
/// <param name="Text">The word as written.</param>
/// <param name="Strength">How far it may be trusted by itself.</param>
/// <param name="Line">One-based line in the file.</param>
/// <param name="Column">One-based column in the file.</param>
public sealed record VocabularyWord(
    VocabularySection Section,
    string Target,
    string Text,
    WordStrength Strength,
    int Line,
    int Column);
