using System.Text.Json.Nodes;
using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class VocabularySchemaTests
{
    [Fact]
    public void The_schema_of_the_vocabularies_is_current() =>
        GeneratedFile.ShouldBeCurrent("mappings/schema/" + VocabularySchema.FileName, VocabularySchema.Generate());

    [Fact]
    public void Every_key_that_files_may_use_stands_in_the_schema_with_a_meaning()
    {
        var fields = JsonNode.Parse(VocabularySchema.Generate())!["properties"]!["fields"]!["properties"]!.AsObject();

        fields.Select(f => f.Key).ShouldBe(Enum.GetValues<Concept>().Select(VocabularyKeys.NameOf));
        fields.ShouldAllBe(f => f.Value!["description"]!.GetValue<string>().Contains(" / ", StringComparison.Ordinal));
    }
}
