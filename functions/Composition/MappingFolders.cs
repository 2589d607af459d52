namespace IntegrationHub.Functions.Composition;

/// <summary>Where IT's own files lie: in the data folder, never in the program's.</summary>
internal static class MappingFolders
{
    /// <summary>Mapping files and rules.</summary>
    public static string Root(HubOptions options) => Path.Combine(options.Data, "mappings");

    /// <summary>Vocabularies.</summary>
    public static string Vocabulary(HubOptions options) => Path.Combine(Root(options), "vocabulary");
}
