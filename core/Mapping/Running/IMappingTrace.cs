namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Watches where every value comes from; used by the preview.</summary>
internal interface IMappingTrace
{
    /// <summary>One field was read.</summary>
    /// <param name="order">Zero-based order of the document.</param>
    /// <param name="line">Zero-based line of the order; null for the order itself.</param>
    /// <param name="path">Target path as the mapping writes it.</param>
    /// <param name="place">Place in the source; null for a default.</param>
    /// <param name="raw">Text of the source.</param>
    /// <param name="value">Text of what came out; null where nothing did.</param>
    void Field(int order, int? line, string path, string? place, string? raw, string? value);
}
