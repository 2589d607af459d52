using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class ShippedVocabulariesTests
{
    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void Every_shipped_vocabulary_lints_clean(string file)
    {
        var findings = VocabularyLoader.Lint(File.ReadAllText(Shipped.PathOf(file)), file);

        string.Join('\n', findings.Select(f => $"{f.Where} {f.Code} {f.Message}")).ShouldBe(string.Empty);
    }
}
