namespace IntegrationHub.Connectors.Protocols.Paging;

/// <summary>The next page to read.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">Rows of a page.</param>
internal sealed record PagePosition(int Page, int Size);
