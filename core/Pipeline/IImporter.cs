namespace IntegrationHub.Core.Pipeline;

/// <summary>The pipeline as hosts see it: command line, HTTP, drop folder, connectors.</summary>
public interface IImporter
{
    /// <summary>
    /// Archives the document and puts it on the bus in one commit. Small order JSON is checked and committed in the same commit, and
    /// the receipt carries the final answer.
    /// </summary>
    /// <exception cref="Storage.StoreUnavailableException">The store cannot be used.</exception>
    Task<IntakeReceipt> ReceiveAsync(RawDocument document, CancellationToken cancellation = default);

    /// <summary>Archives the document, processes it in this call and gives the answer (command line without a running hub).</summary>
    Task<ImportDocument> ImportAsync(RawDocument document, CancellationToken cancellation = default);

    /// <summary>Runs every step against the store as it is and changes nothing; inputs of one call are not compared with each other.</summary>
    Task<ImportDocument> DryRunAsync(RawDocument document, CancellationToken cancellation = default);

    /// <summary>The answer once a pump has finished the document; null when the time is up before.</summary>
    Task<ImportDocument?> WaitAsync(string documentId, TimeSpan longest, CancellationToken cancellation = default);
}
