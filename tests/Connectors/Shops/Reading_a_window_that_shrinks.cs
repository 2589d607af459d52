using System.Text.Json;
using IntegrationHub.Connectors.Protocols.Paging;
using IntegrationHub.Sandbox.Doubles.Taobao;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>While a window is read page by page, its newest order is edited before every page and so leaves it.</summary>
public sealed class Reading_a_window_that_shrinks
{
    private const int Size = 2;
    private readonly TopCaller _top = new();
    private readonly List<long> _standing;

    public Reading_a_window_that_shrinks() =>
        _standing = [.. Enumerable.Range(1, 9).Select(i => _top.Double.Shop.Add(_top.Clock.GetUtcNow().AddMinutes(-i), default, null).Key)];

    [Fact]
    public async Task Backward_loses_no_order_that_stayed()
    {
        var seen = new List<string>();
        await foreach (var (rows, _) in BackwardPages.ReadAsync(null, Size, (page, _, _) => Task.FromResult(Page(page))))
        {
            seen.AddRange(rows.Select(Id));
        }

        Standing.ShouldBeSubsetOf(seen);
    }

    [Fact]
    public void Forward_would_lose_some()
    {
        var seen = new List<string>();
        for (var (page, rows) = (1, Page(1).Rows); rows.Count > 0; rows = Page(++page).Rows)
        {
            seen.AddRange(rows.Select(Id));
        }

        Standing.Except(seen).ShouldNotBeEmpty("else the test proves nothing about reading backward");
    }

    [Fact]
    public async Task Goes_on_at_the_page_where_it_stopped()
    {
        var cursors = new List<IntegrationHub.Core.Connectors.Cursor?>();
        await foreach (var (_, next) in BackwardPages.ReadAsync(null, Size, (page, _, _) => Task.FromResult(Page(page))))
        {
            cursors.Add(next);
        }

        var asked = new List<int>();
        await foreach (var _ in BackwardPages.ReadAsync(cursors[0], 50, (page, size, _) => { asked.Add((page * 100) + size); return Task.FromResult(Page(page)); }))
        {
        }

        asked.ShouldBe([402, 302, 202, 102], "the page size is the one it began with");
        cursors[^1].ShouldBeNull();
    }

    private IEnumerable<string> Standing => _standing.Select(TopTrade.Id);

    private (IReadOnlyList<ReadOnlyMemory<byte>> Rows, long Total) Page(int page)
    {
        if (page > 1 && _standing.Count > 3)
        {
            _top.Double.Shop.EditAt(_standing[0], _top.Clock.GetUtcNow());
            _standing.RemoveAt(0);
        }

        var answer = _top.Increment(1, new() { ["page_no"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture), ["page_size"] = "2" })
            .GetProperty("trades_sold_increment_get_response");
        return (answer.TryGetProperty("trades", out var trades)
            ? [.. trades.GetProperty("trade").EnumerateArray().Select(t => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(t.GetRawText()))] : [],
            answer.GetProperty("total_results").GetInt64());
    }

    private static string Id(ReadOnlyMemory<byte> row) => JsonDocument.Parse(row).RootElement.GetProperty("tid").ToString();
}
