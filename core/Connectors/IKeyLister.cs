using System.Security.Cryptography;

namespace IntegrationHub.Core.Connectors;

/// <summary>Lists what exists in a window without fetching it; the completeness sweep asks it. Without it the sweep fetches the window.</summary>
public interface IKeyLister
{
    /// <summary>
    /// Every record that now belongs to the window, which is never longer than the stream's longest. A row whose key or version cannot be
    /// read is <see cref="SourceKey.Unreadable"/>: it must not be left out, or the hour would be certified without it.
    /// </summary>
    /// <exception cref="ConnectorException">A call came to nothing.</exception>
    IAsyncEnumerable<SourceKey> ListKeysAsync(string stream, TimeWindow window, ConnectorContext context);
}

/// <summary>Names one version of a record.</summary>
/// <param name="NaturalKey">As in <see cref="FetchedRecord.NaturalKey"/>.</param>
/// <param name="SourceVersion">As in <see cref="FetchedRecord.SourceVersion"/>.</param>
public readonly record struct SourceKey(string NaturalKey, string SourceVersion)
{
    /// <summary>A row that is there and cannot be named; the hub never has it.</summary>
    /// <param name="row">Its bytes, by which it is told from others.</param>
    public static SourceKey Unreadable(ReadOnlyMemory<byte> row) => new("", "unreadable-" + Convert.ToHexStringLower(SHA256.HashData(row.Span).AsSpan(0, 8)));
}
