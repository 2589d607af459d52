using static IntegrationHub.Core.Orders.Schema.OrderMemberKind;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>
/// Every member of order/v1. A test compares this table with <see cref="CanonicalOrder"/>: a property that is not declared here,
/// or declared with another type, fails it.
/// </summary>
public static class OrderV1
{
    /// <summary>Bytes of one message.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Nesting of a message; order/v1 itself needs 5.</summary>
    public const int MaxDepth = 16;

    /// <summary>Lines of one order: the rows a sheet can have.</summary>
    public const int MaxLines = 1_048_576;

    /// <summary>Characters of one text: what a spreadsheet cell can hold.</summary>
    public const int MaxText = 32_767;

    /// <summary>Characters of the name of an attribute in an incoming message.</summary>
    public const int MaxKey = 1_024;

    /// <summary>Entries of <c>attributes</c> and of <c>attachments</c>: the columns a sheet can have.</summary>
    public const int MaxEntries = 16_384;

    /// <summary>Buyer or seller with contact.</summary>
    public static OrderShape Customer { get; } = new(
        "party",
        Text("code", "Code in the sender's or the hub's system, as written.", "在发送方或本系统中的编码，照原文。"),
        Text("name", "Name as written, without honorifics.", "名称，照原文，不含敬称。"),
        Text("taxId", "Tax number as written.", "税号，照原文。"),
        Text("contact", "Contact person.", "联系人。"),
        Text("email", "E-mail address.", "电子邮箱。"),
        Text("phone", "Telephone as written.", "电话，照原文。"));

    /// <summary>Delivery address.</summary>
    public static OrderShape ShipTo { get; } = new(
        "shipTo",
        Text("name", "Receiver or site.", "收货人或收货单位。"),
        Text("phone", "Telephone.", "电话。"),
        Text("country", "Country as written.", "国家，照原文。"),
        Text("province", "Province or state.", "省、州。"),
        Text("city", "City.", "市。"),
        Text("district", "District.", "区、县。"),
        Text("street", "Street, or the whole address where it stands in one piece.", "街道；地址未拆分时为全文。"),
        Text("postcode", "Postcode.", "邮编。"),
        new("masked", OrderMemberKind.Boolean, "True where the platform masks the receiver.", "平台对收货人做了脱敏时为 true。"));

    /// <summary>One line.</summary>
    public static OrderShape Line { get; } = new(
        "line",
        new("lineNumber", Integer, "The source's own number for the line, else 1, 2, 3 …", "来源自己的行号；没有时为 1、2、3……") { Minimum = 0 },
        Text("itemCode", "The sender's item code as written.", "发送方的料号，照原文。"),
        Text("customerItemCode", "The customer's code, only where the source states both.", "客户料号，仅当来源同时给出两个编码时。"),
        Text("itemName", "Name of the goods.", "品名。"),
        Text("specification", "Specification.", "规格型号。"),
        Number("quantity", "Quantity in `unit`.", "数量，以 unit 计。"),
        Text("unit", "UN/ECE Recommendation 20 code.", "UN/ECE 第 20 号建议书的单位代码。"),
        Text("unitText", "Unit as written.", "单位，照原文。"),
        Number("unitPrice", "Price for one unit, in the order's currency.", "单价，以订单币种计。"),
        Number("amount", "Line amount as stated.", "来源所写的行金额。"),
        Number("taxRate", "Tax rate as a fraction: 0.13 for 13 %.", "税率，小数：13% 写作 0.13。"),
        new("deliveryDate", Date, "Calendar date by which the line is asked for.", "该行要求的交期（日历日）。"),
        Text("drawingRevision", "Drawing revision.", "图纸版本。"),
        Text("remarks", "Free text of the line.", "行备注。"),
        Attributes("Everything else the source states on the line, by its own label.", "来源在该行给出的其他内容，以原标签为键。"));

    /// <summary>Totals as stated.</summary>
    public static OrderShape Totals { get; } = new(
        "totals",
        Number("goods", "Sum of the line amounts before discount, freight and tax.", "货款合计，未计折扣、运费、税。"),
        Number("discount", "Discount, positive.", "折扣，正数。"),
        Number("freight", "Freight.", "运费。"),
        Number("tax", "Tax.", "税额。"),
        Number("payable", "What is to be paid.", "应付金额。"));

    /// <summary>The order.</summary>
    public static OrderShape Order { get; } = new(
        "order",
        new("schema", Word, "Always `order/v1`.", "固定为 order/v1。") { Required = true, Words = [CanonicalOrder.SchemaName], OfTheHub = true },
        new("id", Uuid, "UUID v7; given by the hub.", "UUID v7，由本系统给出。") { OfTheHub = true },
        Text("channel", "How it came: `file api mail taobao jd erp` …", "来源渠道：file、api、mail、taobao、jd、erp……") with { OfTheHub = true },
        Text("account", "The configured account of the channel, e.g. a shop or a mailbox.", "渠道账户，如店铺或邮箱。") with { OfTheHub = true },
        Text("sourceId", "The channel's own key for the order.", "渠道自己的订单主键。"),
        Text("sourceVersion", "The channel's version of it, e.g. its modification time.", "渠道给出的版本，如修改时间。"),
        Text("orderNumber", "The number by which buyer and seller name the order, as written.", "买卖双方称呼该订单的单号，照原文。"),
        new("orderDate", Date, "Calendar date of the order.", "下单日期（日历日）。"),
        new("orderedAt", Instant, "When the order was placed, where the source knows the instant.", "下单时刻（来源给出时）。"),
        new("requestedDate", Date, "Calendar date by which the buyer asks for the whole order.", "买方要求的整单交期（日历日）。"),
        new("priority", OrderMemberKind.Object, "Priority, where stated.", "优先级（来源给出时）。")
        {
            Shape = new(
                "priority",
                new("class", Word, "A, B or C; null when not stated.", "A、B、C；未写明为 null。") { Words = ["A", "B", "C"] },
                new("urgent", OrderMemberKind.Boolean, "Marked as urgent.", "标为加急。")),
        },
        Text("currency", "ISO 4217.", "币种，ISO 4217。") with { Pattern = "^[A-Z]{3}$" },
        new("customer", OrderMemberKind.Object, "The buyer.", "买方。") { Shape = Customer },
        new("supplier", OrderMemberKind.Object, "The seller as the document names it.", "卖方，照单据所写。") { Shape = Customer },
        new("shipTo", OrderMemberKind.Object, "Where the goods go.", "收货地址。") { Shape = ShipTo },
        new("lines", ObjectList, "Lines in source order.", "订单行，按来源顺序。") { Shape = Line, Limit = MaxLines },
        new("totals", OrderMemberKind.Object, "Totals as the source states them.", "来源所写的合计。") { Shape = Totals },
        new("payment", OrderMemberKind.Object, "Payment as the source states it.", "来源所写的付款情况。")
        {
            Shape = new(
                "payment",
                Text("status", "As written.", "状态，照原文。"),
                Text("method", "As written.", "方式，照原文。"),
                new("paidAt", Instant, "Instant of payment.", "付款时刻。")),
        },
        new("attachments", ObjectList, "Files that belong to the order.", "随单附件。")
        {
            Limit = MaxEntries,
            OfTheHub = true,
            Shape = new(
                "attachment",
                Text("name", "File name.", "文件名。") with { Required = true },
                Text("contentType", "Media type.", "媒体类型。"),
                Text("sha256", "Lower-case hex of the bytes.", "内容的 SHA-256，小写十六进制。") with { Required = true, Pattern = "^[0-9a-f]{64}$" },
                new("size", Integer, "Bytes.", "字节数。") { Required = true, Minimum = 0 }),
        },
        Text("remarks", "Free text for the whole order.", "整单备注。"),
        Attributes("Everything else the source states, by its own label.", "来源给出的其他内容，以原标签为键。"),
        new("stage", Word, "Where the order stands in the house.", "订单在厂内所处的阶段。")
        {
            Words = ["pendingReview", "confirmed", "preparing", "inProduction", "inspection", "shipped", "completed", "cancelled"],
        },
        new("onHold", OrderMemberKind.Boolean, "True while it waits for a person.", "等待人工处理时为 true。"),
        new("provenance", OrderMemberKind.Object, "Where every value came from.", "每个值的出处。") { OfTheHub = true, Shape = ProvenanceShape() });

    /// <summary>One value of an <c>attributes</c> map.</summary>
    internal static OrderMember AttributeValue { get; } = Text("attributes", "", "");

    /// <summary>One entry of <c>provenance.rows</c>.</summary>
    internal static OrderMember RowNumber { get; } = new("rows", Integer, "", "");

    private static OrderShape ProvenanceShape() => new(
        "provenance",
        Text("document", "Id of the archived document.", "已归档单据的 id。"),
        Text("mapping", "Name of the mapping file; null where the hub understood the document by itself.", "映射文件名；由系统自行理解时为 null。"),
        Text("mappingVersion", "Version of the mapping file.", "映射文件的版本。"),
        new("fields", ObjectMap, "Path of the order/v1 member → source.", "order/v1 字段路径 → 出处。")
        {
            Limit = MaxLines,
            Shape = new(
                "fieldSource",
                Text("source", "`Sheet!B7`, `Sheet!B{row}`, `line:column`, a JSON Pointer, or `sender`.", "出处：Sheet!B7、Sheet!B{row}、行:列、JSON Pointer 或 sender。"),
                new("confidence", OrderMemberKind.Decimal, "0 to 1.", "置信度，0 到 1。") { Minimum = 0 }),
        },
        new("rows", IntegerList, "Source row (one-based) of each line, in line order.", "每一行在来源中的行号（从 1 起），按行顺序。") { Limit = MaxLines });

        private static OrderMember Text(string name, string en, string zh) => new(name, OrderMemberKind.Text, en, zh);

    private static OrderMember Number(string name, string en, string zh) => new(name, OrderMemberKind.Decimal, en, zh);

    private static OrderMember Attributes(string en, string zh) => new("attributes", TextMap, en, zh) { Limit = MaxEntries };
}
