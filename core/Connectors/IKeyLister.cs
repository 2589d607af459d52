namespace IntegrationHub.Core.Connectors;

/// <summary>Lists what exists in a window without fetching it; the completeness sweep asks it. Without it the sweep fetches the window.</summary>
public interface IKeyLister
{
    /// <summary>Every record that now belongs to the window, which is never longer than the stream's longest.</summary>
    /// <exception cref="ConnectorException">A call came to nothing.</exception>
    IAsyncEnumerable<SourceKey> ListKeysAsync(string stream, TimeWindow window, ConnectorContext context);
}

/// <summary>Names one version of a record.</summary>
/// <param name="NaturalKey">As in <see cref="FetchedRecord.NaturalKey"/>.</param>
/// <param name="SourceVersion">As in <see cref="FetchedRecord.SourceVersion"/>.</param>
public readonly record struct SourceKey(string NaturalKey, string SourceVersion);
