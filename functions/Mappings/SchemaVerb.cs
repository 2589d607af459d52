using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Orders.Schema;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Functions.Mappings;

/// <summary><c>hub schema order|mapping|rules|vocabulary</c>: prints the JSON Schema; 2 for any other name.</summary>
public sealed class SchemaVerb
{
    /// <summary>Runs the verb.</summary>
    public int Run(string name, TextWriter output, TextWriter error)
    {
        switch (name)
        {
            case "order":
                output.Write(OrderV1Schema.Generate());
                return MappingExit.Done;
            case "mapping":
                output.Write(MappingSchema.Generate());
                return MappingExit.Done;
            case "rules":
                output.Write(RuleSchema.Write());
                return MappingExit.Done;
            case "vocabulary":
                output.Write(VocabularySchema.Generate());
                return MappingExit.Done;
            default:
                error.WriteLine("hub schema order | mapping | rules | vocabulary");
                return MappingExit.Usage;
        }
    }
}
