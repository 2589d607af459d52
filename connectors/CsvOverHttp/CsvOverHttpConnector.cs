using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.CsvOverHttp;

/// <summary>Order rows as a CSV behind an address: what a small dealer's shop or a partner's export offers.</summary>
public sealed class CsvOverHttpConnector(CsvOverHttpOptions options) : IPoller
{
    private const int CursorVersion = 1;
    private const int MostPages = 10_000;
    private const int MostStarts = 3;

    public static ConnectorDescriptor Descriptor { get; } = new()
    {
        Id = "csv-over-http",
        TitleZh = "CSV 地址",
        TitleEn = "CSV over HTTP",
        Streams =
        [
            new StreamDescriptor
            {
                Name = "orders",
                DescriptionZh = "订单行表格;订单号相同的行为一条记录",
                DescriptionEn = "table of order rows; rows with the same order number are one record",
                Mapping = "csv-over-http",
                Format = RecordFormat.Table,
                PageSize = 200,
                MaxPageSize = 1000,
            },
        ],
        RateBudget = new RateBudget(2, TimeSpan.FromSeconds(1)) { Burst = 4, SharedBy = o => ((CsvOverHttpOptions)o).Url?.Authority },
        Faults = CsvOverHttpFaults.Table,
        Options = ConnectorOptions.Of<CsvOverHttpOptions>(o => new CsvOverHttpConnector(o)),
        Capabilities = ConnectorCapabilities.Poll,
    };

    public async Task CheckAsync(ConnectorContext context) => Table(await GetAsync(1, 1, null, context).ConfigureAwait(false));

    public async IAsyncEnumerable<Page> FetchAsync(FetchRequest request, ConnectorContext context)
    {
        var seen = request.Cursor?.As(CursorVersion, CursorJson.Default.Seen);
        var (tables, validators, at) = await ReadAsync(request, seen, context).ConfigureAwait(false);
        var groups = CsvRecords.Group(tables, options, at);
        var pages = groups.Records.Chunk(request.PageSize).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var last = i == pages.Count - 1;
            // Until all of it is kept nothing is known to be unchanged: a run that stops here reads the table again.
            yield return new Page
            {
                Records = pages[i],
                Rejected = last ? groups.Rejected : [],
                IsLast = last,
                NextCursor = last ? Cursor.Of(CursorVersion, validators, CursorJson.Default.Seen) : request.Cursor,
            };
        }
    }

    private async Task<(IReadOnlyList<CsvTable> Tables, Seen Validators, DateTimeOffset At)> ReadAsync(
        FetchRequest request, Seen? seen, ConnectorContext context)
    {
        for (var start = 1; ; start++)
        {
            var first = await GetAsync(1, request.PageSize, options.PageParameter is null ? seen : null, context).ConfigureAwait(false);
            if (first.Status == HttpStatusCode.NotModified)
            {
                return ([], seen!, context.Clock.GetUtcNow());
            }

            var tables = new List<CsvTable> { Table(first) };
            var steady = true;
            while (options.PageParameter is not null && tables[^1].Rows.Count > 0 && steady && tables.Count < MostPages)
            {
                var next = await GetAsync(tables.Count + 1, request.PageSize, null, context).ConfigureAwait(false);
                steady = Version(next) == Version(first);
                tables.Add(Table(next));
            }

            // Rows that moved from page to page while they were read would be lost or doubled: read all of it again.
            steady = steady && (options.PageParameter is null || first.Header("ETag") is not null
                || Version(await GetAsync(1, request.PageSize, null, context).ConfigureAwait(false), body: true) == Version(first, body: true));
            if (steady)
            {
                return (tables, new Seen(first.Header("ETag"), first.Header("Last-Modified")), At(first, context));
            }

            if (start == MostStarts)
            {
                throw new ConnectorException(CsvOverHttpFaults.KeepsChanging());
            }
        }
    }

    private Task<HttpReply> GetAsync(int page, int size, Seen? seen, ConnectorContext context) => context.Http.SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address(page, size));
            request.Headers.Accept.ParseAdd("text/csv, text/plain;q=0.9, */*;q=0.1");
            if (options.Bearer is { } bearer)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.Secrets.Read(bearer));
            }
            else if (options.Password is { } password)
            {
                var pair = Encoding.UTF8.GetBytes($"{options.User}:{context.Secrets.Read(password)}");
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
            }

            if (seen?.ETag is { } etag)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }
            else if (seen?.LastModified is { } modified)
            {
                request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
            }

            return request;
        },
        context);

    private Uri Address(int page, int size)
    {
        if (options.PageParameter is not { } name)
        {
            return options.Url!;
        }

        var address = new UriBuilder(options.Url!);
        var paging = string.Create(CultureInfo.InvariantCulture, $"{name}={page}{(options.SizeParameter is { } rows ? $"&{rows}={size}" : "")}");
        address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{paging}" : paging;
        return address.Uri;
    }

    private CsvTable Table(HttpReply reply)
    {
        var charset = MediaTypeHeaderValue.TryParse(reply.Header("Content-Type"), out var type) ? type.CharSet : null;
        var table = CsvTable.Read(reply.Body, charset);
        return table.Column(options.KeyColumn) >= 0 ? table : throw new ConnectorException(CsvOverHttpFaults.ColumnMissing(options.KeyColumn));
    }

    private static string Version(HttpReply reply, bool body = false) =>
        body ? Convert.ToHexString(SHA256.HashData(reply.Body.Span)) : $"{reply.Header("ETag")} {reply.Header("Last-Modified")}";

    private static DateTimeOffset At(HttpReply reply, ConnectorContext context) =>
        DateTimeOffset.TryParse(reply.Header("Last-Modified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : context.Clock.GetUtcNow();

    internal sealed record Seen(string? ETag, string? LastModified);
}
