using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Pipeline;

/// <summary>What the pipeline itself remarks.</summary>
[FindingCodes]
public static class PipelineFindings
{
    /// <summary>A table without any order.</summary>
    public static readonly FindingCode NoOrders = new(
        "no-orders", Severity.Reject,
        "The document holds no order.", "文件中没有订单。",
        "Ask the sender for a document with at least one order line; if none was meant: hub documents dismiss ID --reason WHY.", "请发件人提供至少包含一行订单明细的文件；本意不是订单的，了结即可：hub documents dismiss ID --reason 原因。");

    /// <summary>A message names a document that the store does not have.</summary>
    public static readonly FindingCode DocumentUnknown = new(
        "document-unknown", Severity.Error,
        "A message names the document {0}, which this hub does not have.", "消息所指的文件 {0} 不在此枢纽中。",
        "Another hub sends to this queue, or the store was restored from before it; find out which, then hub deadletters discard ID --reason WHY.",
        "可能有其他枢纽在向此队列发送，或存储已恢复到更早的备份；查明后弃置：hub deadletters discard ID --reason 原因。");

    /// <summary>The pipeline met a fault that no step expected.</summary>
    public static readonly FindingCode DocumentParked = new(
        "document-parked", Severity.Error,
        "An unexpected fault stopped this document; it is kept and can be replayed ({0}).", "处理此文件时遇到意外故障；文件已保留，可以重放（{0}）。",
        "hub deadletters list names the fault; once it is mended: hub deadletters replay ID.", "hub deadletters list 列出故障；排除后重放：hub deadletters replay ID。");

    /// <summary>The checks met a fault on one order.</summary>
    public static readonly FindingCode OrderParked = new(
        "order-parked", Severity.Hold,
        "An unexpected fault stopped the checks of this order; it is kept and can be replayed ({0}).", "检查此订单时遇到意外故障；订单已保留，可以重放（{0}）。",
        "hub deadletters list names the fault; once it is mended: hub deadletters replay ID.", "hub deadletters list 列出故障；排除后重放：hub deadletters replay ID。");

    /// <summary>A further version of a platform's order.</summary>
    public static readonly FindingCode OrderRevised = new(
        "order-revised", Severity.Info,
        "This is a further version of an order that the hub has; it is an event of that order's card.", "这是枢纽已有订单的又一版本；已作为事件记在该订单的卡上。",
        "Nothing to do; the card shows the newest version.", "无需处理；订单卡显示最新版本。");

    /// <summary>A document that fell apart while being read.</summary>
    public static readonly FindingCode DocumentFailed = new(
        "document-failed", Severity.Reject,
        "The document could not be read to its end; its orders are withdrawn.", "文件未能读取完整；其中的订单已撤回。",
        "Ask the sender for a sound file and import that: hub import FILE.", "请向发件人索取完好的文件，再导入：hub import 文件。");

    /// <summary>No room to work in.</summary>
    public static readonly FindingCode WorkFolderFull = new(
        "work-folder-full", Severity.Error,
        "No space is left in the work folder {0}; the document was not taken.", "工作文件夹 {0} 空间不足；该文件未被接收。",
        "Free space there, or let TMPDIR name another folder; what waits is taken up again by itself.", "请在该处清理空间，或用 TMPDIR 指定其他文件夹；等待中的工作会自动继续。");

    /// <summary>JSON of something else.</summary>
    public static readonly FindingCode JsonNotOrders = new(
        "json-not-an-order", Severity.Error,
        "This is JSON, but no order: {0}. One order/v1 object or an array of them is expected.", "这是 JSON，但不是订单：{1}。应为一个 order/v1 对象或其数组。",
        "Send order/v1 as 'hub schema order' describes it, in UTF-8; the JSON of another system is read by a connector with its mapping.",
        "请按 'hub schema order' 所述发送 UTF-8 编码的 order/v1；其他系统的 JSON 由连接器及其映射读取。");

    /// <summary>Not JSON.</summary>
    public static readonly FindingCode JsonUnreadable = new(
        "json-unreadable", Severity.Error,
        "This is not valid JSON: {0}", "这不是有效的 JSON：{0}",
        "Send one order/v1 object or an array of them, in UTF-8.", "请发送一个 order/v1 对象或其数组，UTF-8 编码。");
}
