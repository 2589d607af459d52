using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Tests.Vocabulary;

/// <summary>The shipped vocabularies, read once for all captions of a class.</summary>
public sealed class ShippedLexicon
{
    public Lexicon Lexicon { get; } = VocabularyLoader.LoadShipped();
}
