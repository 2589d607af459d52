using System.Globalization;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Connectors.Protocols.Paging;
using IntegrationHub.Connectors.Protocols.Time;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Connectors.Taobao;

/// <summary>Orders of a Taobao or Tmall shop over the Taobao Open Platform.</summary>
public sealed class TaobaoConnector(TaobaoOptions options) : IPoller, IKeyLister
{
    private const string ListMethod = "taobao.trades.sold.increment.get";
    private const string ListAnswer = "trades_sold_increment_get_response";

    /// <summary>Every field the mapping reads. The receiver's token needs all of name, mobile, phone, address and created.</summary>
    private const string Fields =
        "tid,type,status,created,pay_time,modified,consign_time,end_time,seller_nick,buyer_nick,buyer_open_uid," +
        "total_fee,discount_fee,adjust_fee,post_fee,payment,received_payment,step_trade_status,step_paid_fee,send_time," +
        "buyer_message,seller_memo,seller_flag,shipping_type,is_part_consign,top_hold,team_buy_hold,share_group_hold,ofp_hold,forbid_consign,trade_from,lm,promotion_details," +
        "receiver_name,receiver_country,receiver_state,receiver_city,receiver_district,receiver_town,receiver_address,receiver_zip,receiver_mobile,receiver_phone,oaid," +
        "orders.oid,orders.num_iid,orders.sku_id,orders.outer_iid,orders.outer_sku_id,orders.title,orders.sku_properties_name,orders.price,orders.num," +
        "orders.discount_fee,orders.adjust_fee,orders.total_fee,orders.part_mjz_discount,orders.divide_order_fee,orders.status,orders.refund_status,orders.refund_id," +
        "orders.consign_time,orders.logistics_company,orders.invoice_no,orders.bind_oid,orders.is_free_gift,orders.store_code";

    private readonly TaobaoGateway _gateway = new(options);

    /// <summary>What can be known without an account.</summary>
    public static ConnectorDescriptor Descriptor { get; } = new()
    {
        Id = "taobao",
        TitleZh = "淘宝 / 天猫店铺",
        TitleEn = "Taobao / Tmall shop",
        Streams =
        [
            new StreamDescriptor
            {
                Name = "orders",
                DescriptionZh = "店铺订单,按修改时间增量获取,每单取完整详情。",
                DescriptionEn = "Orders of the shop by modification time, each with its full detail.",
                Mapping = "taobao",
                Windows = new WindowRule
                {
                    // The platform allows a day and recommends half an hour; its rows arrive up to a minute late.
                    Longest = TimeSpan.FromMinutes(30),
                    Overlap = TimeSpan.FromMinutes(1),
                    Lag = TimeSpan.FromMinutes(2),
                    History = TimeSpan.FromDays(89),
                },
                PageSize = 50,
                MaxPageSize = 100,
            },
        ],
        Auth = ConnectorAuth.Token<TaobaoConnector>(TimeSpan.FromHours(24), (connector, credential, context) => connector._gateway.RefreshAsync(credential, context)),
        RateBudget = new RateBudget(10, TimeSpan.FromSeconds(1)) { SharedBy = settings => ((TaobaoOptions)settings).AppKey },
        Faults = TaobaoFaults.Table,
        Options = ConnectorOptions.Of<TaobaoOptions>(settings => new TaobaoConnector(settings)),
        Capabilities = ConnectorCapabilities.Poll | ConnectorCapabilities.ListKeys,
    };

    /// <inheritdoc/>
    public async Task CheckAsync(ConnectorContext context)
    {
        var now = context.Clock.GetUtcNow();
        await ListAsync(new TimeWindow(now.AddMinutes(-1), now), 1, 1, isCounting: false, context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> FetchAsync(FetchRequest request, ConnectorContext context)
    {
        await foreach (var (rows, next) in PagesAsync(request.Window!.Value, request.Cursor, request.PageSize, context).ConfigureAwait(false))
        {
            var records = new List<FetchedRecord>(rows.Count);
            var rejected = new List<RejectedRecord>();
            for (var i = 0; i < rows.Count; i++)
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"/trades/trade/{i}");
                try
                {
                    records.Add(await DetailAsync(rows[i], where, context).ConfigureAwait(false));
                }
                catch (ConnectorException one) when (one.Fault.Class is FaultClass.RecordRejected)
                {
                    rejected.Add(new RejectedRecord(rows[i], where, one.Fault));
                }
            }

            yield return new Page { Records = records, Rejected = rejected, NextCursor = next, IsLast = next is null };
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceKey> ListKeysAsync(string stream, TimeWindow window, ConnectorContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (rows, _) in PagesAsync(window, null, 100, context).ConfigureAwait(false))
        {
            foreach (var row in rows)
            {
                var key = JsonReply.Text(row, "tid") is { Length: > 0 } tid && JsonReply.Text(row, "modified") is { } modified
                    ? new SourceKey(tid, modified) : SourceKey.Unreadable(row);
                if (key.NaturalKey.Length == 0 || seen.Add(key.NaturalKey))
                {
                    yield return key;
                }
            }
        }
    }

    private IAsyncEnumerable<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, Cursor? Next)> PagesAsync(
        TimeWindow window, Cursor? cursor, int size, ConnectorContext context) =>
        BackwardPages.ReadAsync(cursor, size, (page, rows, isCounting) => ListAsync(window, page, rows, isCounting, context));

    private async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Rows, long Total)> ListAsync(
        TimeWindow window, int page, int size, bool isCounting, ConnectorContext context)
    {
        var body = await _gateway.AskAsync(
            ListMethod,
            new Dictionary<string, string>
            {
                ["fields"] = "tid,modified",
                ["start_modified"] = ChinaTime.Text(window.From),

                // Whole seconds, and the platform does not say whether the end belongs to the span.
                ["end_modified"] = ChinaTime.Text(window.To.AddSeconds(1)),
                ["type"] = string.Join(',', options.Types),
                ["page_no"] = page.ToString(CultureInfo.InvariantCulture),
                ["page_size"] = size.ToString(CultureInfo.InvariantCulture),
                ["use_has_next"] = isCounting ? "false" : "true",
            },
            context).ConfigureAwait(false);
        return (JsonSlices.At(body, ListAnswer, "trades", "trade"), JsonReply.Number(JsonReply.Text(body, ListAnswer, "total_results")));
    }

    private async Task<FetchedRecord> DetailAsync(ReadOnlyMemory<byte> row, string where, ConnectorContext context)
    {
        static ConnectorException Malformed(string where, string what) => new(ConnectorFaults.RecordMalformed(where, what));
        var tid = JsonReply.Text(row, "tid") is { Length: > 0 } id ? id : throw Malformed(where, "tid is missing");
        var body = await _gateway.AskAsync("taobao.trade.fullinfo.get", new Dictionary<string, string> { ["fields"] = Fields, ["tid"] = tid }, context).ConfigureAwait(false);
        if (JsonSlices.At(body, "trade_fullinfo_get_response", "trade") is not [var trade])
        {
            throw Malformed(where, $"the detail of {tid} holds no trade");
        }

        var version = JsonReply.Text(trade, "modified");
        return new FetchedRecord
        {
            Bytes = trade,
            NaturalKey = tid,
            SourceVersion = version!,
            SourceTime = ChinaTime.Parse(version) ?? throw Malformed(where, $"modified of {tid} is no time: {version}"),
        };
    }
}
