using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Web;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Tests.Sync;

/// <summary>A shop in miniature that answers in memory: windows of half an hour, pages from the last to the first, tokens that end.</summary>
internal sealed class FakeShop : HttpMessageHandler
{
    private readonly Lock _gate = new();

    /// <summary>Its orders: key → version and time of change.</summary>
    public SortedDictionary<string, (int Version, DateTimeOffset At)> Orders { get; } = new(StringComparer.Ordinal);

    public string Token { get; set; } = "access-0";

    public int Refreshes { get; private set; }

    /// <summary>Runs before each call; may answer in place of the shop.</summary>
    public Func<int, string, HttpResponseMessage?>? Before { get; set; }

    public int Calls { get; private set; }

    public int Refused { get; private set; }

    public List<TimeWindow> Windows { get; } = [];

    public void Put(string key, DateTimeOffset at)
    {
        lock (_gate)
        {
            Orders[key] = (Orders.TryGetValue(key, out var before) ? before.Version + 1 : 1, at);
        }
    }

    public static HttpResponseMessage Error(string code, string text = "") => Json(JsonSerializer.Serialize(new { error = new { code, text } }));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_gate)
        {
            Calls++;
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            if (Before?.Invoke(Calls, request.RequestUri.AbsolutePath) is { } instead)
            {
                return instead;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (request.RequestUri.AbsolutePath == "/refresh")
            {
                if (query["token"] != "refresh-" + Token[7..])
                {
                    return Error("refresh-unknown");
                }

                Refreshes++;
                Token = $"access-{Refreshes}";
                return Json($$"""{"access":"{{Token}}","refresh":"refresh-{{Refreshes}}"}""");
            }

            if (query["token"] != Token)
            {
                Refused++;
                return Error("token-expired", $"token {query["token"]} has ended");
            }

            return Page(At(query["from"]!), At(query["to"]!), Number(query["page"]!), Number(query["size"]!));
        }
    }

    private HttpResponseMessage Page(DateTimeOffset from, DateTimeOffset to, int page, int size)
    {
        if (page == 0)
        {
            Windows.Add(new TimeWindow(from, to));
        }

        if (to - from > FakeConnector.Longest)
        {
            return Error("window-too-long");
        }

        var rows = Orders.Where(o => o.Value.At >= from && o.Value.At <= to).OrderByDescending(o => o.Value.At).ThenBy(o => o.Key).ToList();
        var shown = page == 0 ? [] : rows.Skip((page - 1) * size).Take(size);
        return Json(JsonSerializer.Serialize(new
        {
            total = rows.Count,
            orders = shown.Select(o => new { key = o.Key, version = o.Value.Version, at = o.Value.At }),
        }));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}

/// <summary>Settings of the shop in miniature.</summary>
public sealed record FakeOptions
{
    /// <summary>Which shop.</summary>
    [Required]
    [Option("shop", "店铺")]
    public string Shop { get; init; } = "a";
}

/// <summary>Asks it.</summary>
public sealed class FakeConnector : IPoller, IKeyLister
{
    private static readonly JsonTypeInfo<int> Pages = (JsonTypeInfo<int>)JsonSerializerOptions.Web.GetTypeInfo(typeof(int));

    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    internal static ConnectorDescriptor Descriptor { get; } = new()
    {
        Id = "fake-shop",
        TitleZh = "模拟店铺",
        TitleEn = "Fake shop",
        Streams =
        [
            new StreamDescriptor
            {
                Name = "orders",
                DescriptionZh = "订单",
                DescriptionEn = "orders",
                Mapping = "example-shop",
                PageSize = 3,
                Windows = new WindowRule
                {
                    Longest = Longest, Overlap = TimeSpan.FromMinutes(3), Lag = TimeSpan.FromMinutes(1), History = TimeSpan.FromDays(90), Shortest = TimeSpan.FromMinutes(4),
                },
            },
        ],
        Auth = ConnectorAuth.Token<FakeConnector>(TimeSpan.FromMinutes(10), (_, credential, context) => RefreshAsync(credential, context)),
        RateBudget = new RateBudget(2, TimeSpan.FromSeconds(1)),
        Faults = new FaultTable(
            reply => JsonDocument.Parse(reply.Body).RootElement.TryGetProperty("error", out var error)
                ? new VendorError(error.GetProperty("code").GetString()!, null, error.GetProperty("text").GetString()) : null,
            [
                new FaultRule("token-expired", FaultClass.Config, "token-expired", "The token has ended.", "令牌已失效。") { Remedy = FaultRemedy.RefreshToken },
                new FaultRule("busy", FaultClass.Transient, "busy", "The shop is busy.", "店铺繁忙。"),
                new FaultRule("slow-down", FaultClass.RateLimited, "slow-down", "Too often.", "调用过于频繁。") { DefaultWait = TimeSpan.FromMinutes(2) },
                new FaultRule("too-much", FaultClass.Transient, "too-much", "The window holds too much.", "时间窗数据过多。") { Remedy = FaultRemedy.NarrowWindow },
                new FaultRule("overloaded", FaultClass.RateLimited, "overloaded", "The shop is overloaded.", "店铺系统过载。") { DefaultWait = TimeSpan.FromMinutes(3), Remedy = FaultRemedy.NarrowWindow },
                new FaultRule("no-permission", FaultClass.Config, "no-permission", "Not allowed.", "没有权限。"),
            ]),
        Options = ConnectorOptions.Of<FakeOptions>(_ => new FakeConnector()),
        Capabilities = ConnectorCapabilities.Poll | ConnectorCapabilities.ListKeys,
    };

    /// <inheritdoc/>
    public Task CheckAsync(ConnectorContext context) => AskAsync(new TimeWindow(context.Clock.GetUtcNow(), context.Clock.GetUtcNow()), 0, 1, context);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> FetchAsync(FetchRequest request, ConnectorContext context)
    {
        var page = request.Cursor?.As(1, Pages) ?? -1;
        if (page < 0)
        {
            using var count = await AskAsync(request.Window!.Value, 0, request.PageSize, context);
            page = Math.Max(1, (count.RootElement.GetProperty("total").GetInt32() + request.PageSize - 1) / request.PageSize);
        }

        for (; page >= 1; page--)
        {
            using var answer = await AskAsync(request.Window!.Value, page, request.PageSize, context);
            yield return new Page
            {
                Records = [.. answer.RootElement.GetProperty("orders").EnumerateArray().Select(Record)],
                IsLast = page == 1,
                NextCursor = Cursor.Of(1, page - 1, Pages),
            };
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceKey> ListKeysAsync(string stream, TimeWindow window, ConnectorContext context)
    {
        for (var from = window.From; from <= window.To; from += Longest)
        {
            var to = from + Longest < window.To ? from + Longest : window.To;
            using var answer = await AskAsync(new TimeWindow(from, to), 1, 1000, context);
            foreach (var record in answer.RootElement.GetProperty("orders").EnumerateArray().Select(Record))
            {
                yield return new SourceKey(record.NaturalKey, record.SourceVersion);
            }
        }
    }

    private static FetchedRecord Record(JsonElement order) => new()
    {
        Bytes = Encoding.UTF8.GetBytes(order.GetRawText()),
        NaturalKey = order.GetProperty("key").GetString()!,
        SourceVersion = order.GetProperty("version").GetRawText(),
        SourceTime = order.GetProperty("at").GetDateTimeOffset(),
    };

    private static async Task<JsonDocument> AskAsync(TimeWindow window, int page, int size, ConnectorContext context)
    {
        var reply = await context.Http.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, new Uri(string.Create(
                CultureInfo.InvariantCulture,
                $"http://shop/orders?from={Uri.EscapeDataString(window.From.ToString("O"))}&to={Uri.EscapeDataString(window.To.ToString("O"))}&page={page}&size={size}&token={context.Secrets.Credential.AccessToken}"))),
            context);
        return JsonDocument.Parse(reply.Body);
    }

    private static async Task<Credential> RefreshAsync(Credential credential, ConnectorContext context)
    {
        var reply = await context.Http.SubmitAsync(() => new HttpRequestMessage(HttpMethod.Get, $"http://shop/refresh?token={credential.RefreshToken}"), context);
        using var answer = JsonDocument.Parse(reply.Body);
        return new Credential
        {
            AccessToken = answer.RootElement.GetProperty("access").GetString()!,
            RefreshToken = answer.RootElement.GetProperty("refresh").GetString(),
            ExpiresAt = context.Clock.GetUtcNow().AddDays(30),
        };
    }
}
