namespace IntegrationHub.Functions.Composition;

/// <summary>Where IT's own files lie: in the data folder, never in the program's.</summary>
internal static class MappingFolders
{
    /// <summary>What the product ships.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "mappings");

    /// <summary>Mapping files.</summary>
    public static string Root(HubOptions options) => Path.Combine(options.Data, "mappings");

    /// <summary>Vocabularies.</summary>
    public static string Vocabulary(HubOptions options) => Path.Combine(Root(options), "vocabulary");

    /// <summary>Rules of the checks.</summary>
    public static string Rules(HubOptions options) => Path.Combine(Root(options), "rules");
}
