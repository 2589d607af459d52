using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Protocols.Paging;

/// <summary>
/// Reads the pages of a past window from the last to the first, where a platform sorts by modification. Orders can only leave such a window,
/// and one that leaves pulls rows already read towards the front: doubles. Read forward it would pull rows past the reader: gaps.
/// </summary>
internal static class BackwardPages
{
    private const int CursorVersion = 1;

    /// <summary>Reads one page: its rows, and how many rows the whole window has.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="isCounting">Whether the number of rows is wanted; platforms answer faster without.</param>
    public delegate Task<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, long Total)> ReadPage(int page, int size, bool isCounting);

    /// <summary>The pages, each with the cursor behind it; the last one has none.</summary>
    /// <param name="cursor">Where to go on; null is the start.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="tooDeep">Whether a window of so many pages is refused, and with what.</param>
    public static async IAsyncEnumerable<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, Cursor? Next)> ReadAsync(
        Cursor? cursor, int size, ReadPage read, Func<int, ConnectorException?>? tooDeep = null)
    {
        var position = cursor?.As(CursorVersion, CursorJson.Default.PagePosition);
        if (position is null)
        {
            var (first, total) = await read(1, size, true).ConfigureAwait(false);
            position = new PagePosition((int)((total + size - 1) / size), size);
            if (position.Page <= 1)
            {
                yield return (first, null);
                yield break;
            }

            if (tooDeep?.Invoke(position.Page) is { } refusal)
            {
                throw refusal;
            }
        }

        for (var page = position.Page; page >= 1; page--)
        {
            var (rows, _) = await read(page, position.Size, false).ConfigureAwait(false);
            yield return (rows, page > 1 ? Cursor.Of(CursorVersion, new PagePosition(page - 1, position.Size), CursorJson.Default.PagePosition) : null);
        }
    }
}
