using System.Globalization;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Connectors.Protocols.Paging;
using IntegrationHub.Connectors.Protocols.Time;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Jd;

/// <summary>Orders of a JD shop (POP) over JD's open service.</summary>
public sealed class JdConnector(JdOptions options) : IPoller, IKeyLister
{
    /// <summary>JD asks to narrow the window rather than to page deep.</summary>
    private const int DeepestPage = 20;

    /// <summary>JD answers none behind it. So deep is paged only where a window cannot be halved any more.</summary>
    private const int LastPage = 100;

    /// <summary>Every field the mapping reads; what is not asked for is not there.</summary>
    private const string Fields =
        "orderId,venderId,orderType,payType,orderState,orderStateRemark,orderTotalPrice,sellerDiscount,orderSellerPrice,freightPrice,taxFee,serviceFee," +
        "balanceUsed,orderPayment,orderStartTime,paymentConfirmTime,orderEndTime,modified,deliveryType,orderRemark,venderRemark,returnOrder,orderSource,storeOrder," +
        "parentOrderId,directParentOrderId,open_id_buyer,xid_buyer,waybill,logisticsId,partialLogisticsInfoModel,scDT,consigneeInfo,itemInfoList,couponDetailList";

    private readonly JdGateway _gateway = new(options);
    private readonly string _method = options.CipherReceivers ? "jingdong.pop.order.enSearch" : "jingdong.pop.order.search";

    /// <summary>What can be known without an account.</summary>
    public static ConnectorDescriptor Descriptor { get; } = new()
    {
        Id = "jd",
        TitleZh = "京东店铺",
        TitleEn = "JD shop",
        Streams =
        [
            new StreamDescriptor
            {
                Name = "orders",
                DescriptionZh = "店铺订单,按修改时间增量获取;未付款订单不在其中。",
                DescriptionEn = "Orders of the shop by modification time; unpaid orders are not among them.",
                Mapping = "jd",
                Windows = new WindowRule
                {
                    // The platform allows a month and asks for small windows rather than deep pages.
                    Longest = TimeSpan.FromMinutes(30),
                    Overlap = TimeSpan.FromMinutes(1),
                    Lag = TimeSpan.FromMinutes(2),
                    History = TimeSpan.FromDays(90),
                },
                PageSize = 50,
                MaxPageSize = 50,
            },
        ],
        Auth = ConnectorAuth.Token<JdConnector>(TimeSpan.FromHours(2), (connector, credential, context) => connector._gateway.RefreshAsync(credential, context)),
        RateBudget = new RateBudget(5, TimeSpan.FromSeconds(1)) { SharedBy = settings => ((JdOptions)settings).AppKey },
        Faults = JdFaults.Table,
        Options = ConnectorOptions.Of<JdOptions>(settings => new JdConnector(settings)),
        Capabilities = ConnectorCapabilities.Poll | ConnectorCapabilities.ListKeys,
    };

    /// <inheritdoc/>
    public async Task CheckAsync(ConnectorContext context)
    {
        var now = context.Clock.GetUtcNow();
        await SearchAsync(new TimeWindow(now.AddMinutes(-1), now), 1, 1, "orderId", context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> FetchAsync(FetchRequest request, ConnectorContext context)
    {
        await foreach (var (orders, next) in PagesAsync(request.Window!.Value, request.Cursor, request.PageSize, Fields, context).ConfigureAwait(false))
        {
            var records = new List<FetchedRecord>(orders.Count);
            var rejected = new List<RejectedRecord>();
            for (var i = 0; i < orders.Count; i++)
            {
                var version = JsonReply.Text(orders[i], "modified");
                if (JsonReply.Text(orders[i], "orderId") is { Length: > 0 } id && ChinaTime.Parse(version) is { } modified)
                {
                    records.Add(new FetchedRecord { Bytes = orders[i], NaturalKey = id, SourceVersion = version!, SourceTime = modified });
                }
                else
                {
                    var where = string.Create(CultureInfo.InvariantCulture, $"/searchorderinfo_result/orderInfoList/{i}");
                    rejected.Add(new RejectedRecord(orders[i], where, ConnectorFaults.RecordMalformed(where, $"orderId is missing, or modified is no time: {version}")));
                }
            }

            yield return new Page { Records = records, Rejected = rejected, NextCursor = next, IsLast = next is null };
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceKey> ListKeysAsync(string stream, TimeWindow window, ConnectorContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (orders, _) in PagesAsync(window, null, 50, "orderId,modified", context).ConfigureAwait(false))
        {
            foreach (var order in orders)
            {
                var key = JsonReply.Text(order, "orderId") is { Length: > 0 } id && JsonReply.Text(order, "modified") is { } modified
                    ? new SourceKey(id, modified) : SourceKey.Unreadable(order);
                if (key.NaturalKey.Length == 0 || seen.Add(key.NaturalKey))
                {
                    yield return key;
                }
            }
        }
    }

    private IAsyncEnumerable<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, Cursor? Next)> PagesAsync(
        TimeWindow window, Cursor? cursor, int size, string fields, ConnectorContext context) => BackwardPages.ReadAsync(
        cursor,
        size,
        (page, rows, _) => SearchAsync(window, page, rows, fields, context),
        pages => pages > (window.Length < 2 * Descriptor.Streams[0].Windows!.Shortest ? LastPage : DeepestPage) ? TooDeep(window, pages) : null);

    private static ConnectorException TooDeep(TimeWindow window, int pages) => new(
        JdFaults.Table.Classify(new VendorError("65", null, $"{pages} pages from {window.From:u} to {window.To:u}")).Fault, FaultRemedy.NarrowWindow);

    private async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, long Total)> SearchAsync(
        TimeWindow window, int page, int size, string fields, ConnectorContext context)
    {
        var body = await _gateway.AskAsync(
            _method,
            new Dictionary<string, string>
            {
                ["start_date"] = ChinaTime.Text(window.From),

                // Whole seconds, and the platform does not say whether the end belongs to the span.
                ["end_date"] = ChinaTime.Text(window.To.AddSeconds(1)),
                ["order_state"] = string.Join(',', options.States),
                ["optional_fields"] = fields,
                ["page"] = page.ToString(CultureInfo.InvariantCulture),
                ["page_size"] = size.ToString(CultureInfo.InvariantCulture),
                ["sortType"] = "1",
                ["dateType"] = "0",
            },
            context).ConfigureAwait(false);
        var answer = _method.Replace('.', '_') + "_responce";
        return (JsonSlices.At(body, answer, "searchorderinfo_result", "orderInfoList"), JsonReply.Number(JsonReply.Text(body, answer, "searchorderinfo_result", "orderTotal")));
    }
}
