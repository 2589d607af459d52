namespace IntegrationHub.Core.Connectors;

/// <summary>Fetches records by asking for them.</summary>
public interface IPoller : IConnector
{
    /// <summary>
    /// Pages of a stream from the cursor on, or from the start of the window. Asking twice gives the same natural keys and bytes as long
    /// as the other side did not change. Nothing is yielded of a page whose reading was interrupted.
    /// </summary>
    /// <exception cref="ConnectorException">A call came to nothing after everything the runtime tried.</exception>
    IAsyncEnumerable<Page> FetchAsync(FetchRequest request, ConnectorContext context);
}

/// <summary>What to fetch.</summary>
public sealed record FetchRequest
{
    /// <summary>Name of one of the descriptor's streams.</summary>
    public required string Stream { get; init; }

    /// <summary>Where to go on: the <see cref="Page.NextCursor"/> of the last page that was kept. Null is the start.</summary>
    public Cursor? Cursor { get; init; }

    /// <summary>Span of source time, never longer than the stream's; null for a stream that is not windowed.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>Records a page should hold, never more than the stream's maximum.</summary>
    public required int PageSize { get; init; }
}

/// <summary>A span of source time. Both edges belong to it: a record at an edge may come with both neighbours, never with none.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">Last instant.</param>
public readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Whether the instant lies in it, edges included.</summary>
    public bool Contains(DateTimeOffset at) => at >= From && at <= To;
}
