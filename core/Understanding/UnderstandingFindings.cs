using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Understanding;

/// <summary>What understanding a table document may remark.</summary>
[FindingCodes]
public static class UnderstandingFindings
{
    public static readonly FindingCode NoTableFound = new(
        "no-table-found", Severity.Reject, "No order table was found in this document.", "文件中没有找到订单表格。",
        "Ask the sender for a sheet with one row per item and captions above the columns, or write a mapping file and import with hub import FILE --mapping NAME.", "请发件人提供每行一个货品、列上有标题的表格；或编写映射文件，再指定映射导入：hub import 文件 --mapping 名称。");

    public static readonly FindingCode CaptionsUnknown = new(
        "captions-unknown", Severity.Hold, "There are rows with numbers, but no known caption says which of them is the quantity: {0}", "有带数字的明细行，但没有可识别的标题说明哪一列是数量：{0}",
        "Add the captions to a vocabulary of your own (mappings/vocabulary in the data folder) or write a mapping file, then import the file again; if no order was meant: hub documents dismiss ID --reason WHY.", "请将标题加入自己的词汇文件（数据文件夹的 mappings/vocabulary），或编写映射文件，再重新导入；本意不是订单的，了结即可：hub documents dismiss ID --reason 原因。");

    public static readonly FindingCode BlankTemplate = new(
        "blank-template", Severity.Reject, "This is a blank form: captions and hints, but no order line is filled in.", "这是空白表单：只有标题和提示，没有填写任何订单行。",
        "Ask the sender for the filled form.", "请发件人发送填写完整的表单。");

    public static readonly FindingCode HeaderOnly = new(
        "order-lines-missing", Severity.Hold, "The document lists orders but none of their lines.", "文件只列出了订单抬头，没有订单明细行。",
        "Ask the sender for the lines that belong to these orders and import that file: hub import FILE.", "请向发件人索取这些订单的明细，再导入：hub import 文件。");

    public static readonly FindingCode PriceList = new(
        "price-list", Severity.Reject, "This looks like a price list: items and prices, but no ordered quantities.", "这像是价格表：有货品和价格，但没有订购数量。",
        "If it was meant as an order, ask for the quantities.", "如果本意是订单，请向发件人索取数量。");

    public static readonly FindingCode StockList = new(
        "stock-list", Severity.Reject, "This looks like a stock list, not an order.", "这像是库存表，不是订单。",
        "If it was meant as an order, ask for the ordered quantities.", "如果本意是订单，请向发件人索取订购数量。");

    public static readonly FindingCode OtherDocument = new(
        "other-document-kind", Severity.Hold, "The document calls itself “{0}” ({1}), not an order; its lines are shown below.", "文件自称“{0}”（{1}），不是订单；明细见下。",
        $"If it is meant as an order: {Advice.Release}; else {Advice.Reject}.", $"确实是订单的，放行：{Advice.ReleaseZh}；否则拒绝：{Advice.RejectZh}。");

    public static readonly FindingCode TemplateMarkers = new(
        "template-markers", Severity.Hold, "The cell still holds a template's placeholder: {0}", "单元格仍是模板占位符：{0}",
        $"Ask the sender for the filled document, then {Advice.Replace}", $"请发件人发送填写完整的文件，{Advice.ReplaceZh}");

    public static readonly FindingCode ColumnsShift = new(
        "columns-shift", Severity.Hold, "From row {0} on the columns no longer hold what their captions say (column {1}).", "从第 {0} 行起，列内容与标题不符（{1} 列）。",
        $"Ask the sender to put one layout on one sheet. {Advice.Decide}", $"请发件人统一表格布局。{Advice.DecideZh}");

    public static readonly FindingCode QuantityUnreadable = new(
        "quantity-unreadable", Severity.Hold, "The quantity “{0}” cannot be read as a number.", "数量“{0}”无法识别为数字。",
        $"Ask the sender for the quantity as a number, then {Advice.Replace}", $"请向发件人索取写成数字的数量，{Advice.ReplaceZh}");

    public static readonly FindingCode QuantityMultiplied = new(
        "quantity-multiplied", Severity.Hold, "The quantity “{0}” was read as {1}, but no amount confirms it.", "数量“{0}”按 {1} 读取，但没有金额可以证实。",
        $"Ask the sender for the quantity in all. {Advice.Decide}", $"请向发件人确认总数量。{Advice.DecideZh}");

    public static readonly FindingCode QuantityMissing = new(
        "quantity-missing", Severity.Hold, "The line has an item and an amount but no quantity.", "该行有货品和金额，但没有数量。",
        $"Ask the sender for the quantity, then {Advice.Replace}", $"请向发件人确认数量，{Advice.ReplaceZh}");

    public static readonly FindingCode QuantityNotWhole = new(
        "quantity-not-whole", Severity.Hold, "{0} of a counted unit ({1}) is not a whole number.", "计件单位（{1}）的数量 {0} 不是整数。",
        $"Ask the sender for the quantity; the cell may have been damaged. {Advice.Decide}", $"请向发件人确认数量，单元格可能已损坏。{Advice.DecideZh}");

    public static readonly FindingCode MoneyUnreadable = new(
        "money-unreadable", Severity.Hold, "“{0}” cannot be read as an amount of money.", "“{0}”无法识别为金额。",
        $"Ask the sender for the price or amount as a number, then {Advice.Replace}", $"请向发件人索取写成数字的单价或金额，{Advice.ReplaceZh}");

    public static readonly FindingCode DateUnreadable = new(
        "date-unreadable", Severity.Hold, "“{0}” is not a date that exists.", "“{0}”不是有效日期。",
        $"Ask the sender for the date, then {Advice.Replace}", $"请向发件人确认日期，{Advice.ReplaceZh}");

    public static readonly FindingCode DeliveryTerm = new(
        "delivery-term", Severity.Warning, "“{0}” is a term and no day; the line keeps it as written.", "“{0}”是期限而不是日期，已原样保存在该行。",
        "Agree the day of delivery with the sender.", "请与发件人确认交货日期。");

    public static readonly FindingCode DateOrderAssumed = new(
        "date-order-assumed", Severity.Warning, "“{0}” could be day/month or month/day; it was read as {1:yyyy-MM-dd}.", "“{0}”的日月顺序不明确，按 {1:yyyy-MM-dd} 读取。",
        "Check the date with the sender.", "请与发件人核对日期。");

    public static readonly FindingCode DateYearAssumed = new(
        "date-year-assumed", Severity.Warning, "“{0}” states no year; it was read as {1:yyyy-MM-dd}.", "“{0}”没有年份，按 {1:yyyy-MM-dd} 读取。",
        "Check the date with the sender.", "请与发件人核对日期。");

    public static readonly FindingCode NumberStyleUnclear = new(
        "number-style-unclear", Severity.Hold, "The numbers of column {0} mix decimal comma and decimal point.", "{0} 列的数字混用了小数逗号和小数点。",
        $"Ask the sender which is meant. {Advice.Decide}", $"请向发件人确认小数格式。{Advice.DecideZh}");

    public static readonly FindingCode CellError = new(
        "cell-error", Severity.Hold, "The cell holds the error {0}.", "单元格包含错误值 {0}。",
        $"Ask the sender to repair the formula, then {Advice.Replace}", $"请发件人修正公式，{Advice.ReplaceZh}");

    public static readonly FindingCode FormulaWithoutValue = new(
        "formula-without-value", Severity.Hold, "The formula has no stored result.", "公式没有保存计算结果。",
        $"Open the file in Excel and save it, then {Advice.Replace}", $"请用 Excel 打开并保存，{Advice.ReplaceZh}");

    public static readonly FindingCode LineCancelled = new(
        "line-cancelled", Severity.Hold, "The line says “{0}”, but it has a quantity.", "该行标注“{0}”，但仍有数量。",
        $"Ask the sender whether the line is still wanted. {Advice.Decide}", $"请向发件人确认该行是否仍需要。{Advice.DecideZh}");

    public static readonly FindingCode CancelledLeftOut = new(
        "cancelled-line-left-out", Severity.Info, "The line of “{0}” is marked as withdrawn and the stated total does not count it: it was left out.", "“{0}”的行标注为取消，且写明的合计不含该行，已不计入订单。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode LinesStruck = new(
        "lines-struck-through", Severity.Hold, "Lines are struck through, and no stated total tells whether they are still wanted: rows {0}.", "有明细行带删除线，且没有合计能说明是否仍需要：第 {0} 行。",
        $"Ask the sender whether these lines are withdrawn. {Advice.Decide}", $"请向发件人确认这些行是否已取消。{Advice.DecideZh}");

    public static readonly FindingCode StruckLeftOut = new(
        "struck-lines-left-out", Severity.Info, "Lines are struck through and the stated total does not count them: rows {0} were left out.", "第 {0} 行带删除线，且写明的合计不含这些行，已不计入订单。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode ValueStruck = new(
        "value-struck-through", Severity.Hold, "“{0}” is struck through, but other values of the line are not.", "“{0}”带删除线，但该行其他内容没有。",
        $"Ask the sender which value holds now. {Advice.Decide}", $"请向发件人确认现在以哪个值为准。{Advice.DecideZh}");

    public static readonly FindingCode ValuePartlyStruck = new(
        "value-partly-struck", Severity.Hold, "A part of this cell is struck through; what is left of it is “{0}”.", "该单元格部分内容带删除线，其余内容为“{0}”。",
        $"Ask the sender which value holds now. {Advice.Decide}", $"请向发件人确认现在以哪个值为准。{Advice.DecideZh}");

    public static readonly FindingCode RowsHidden = new(
        "rows-hidden", Severity.Hold, "Rows with lines are hidden, and no stated total tells whether they are meant: rows {0}.", "有明细的行被隐藏，且没有合计能说明是否计入：第 {0} 行。",
        $"Ask the sender whether the hidden rows are part of the order. {Advice.Decide}", $"请向发件人确认隐藏行是否属于订单。{Advice.DecideZh}");

    public static readonly FindingCode HiddenRowsLeftOut = new(
        "hidden-rows-left-out", Severity.Info, "Rows are hidden and the stated total does not count them: rows {0} were left out.", "第 {0} 行被隐藏，且写明的合计不含这些行，已不计入订单。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode HiddenRowsCounted = new(
        "hidden-rows-counted", Severity.Info, "Rows are hidden, but the stated total counts them: rows {0} are part of the order.", "第 {0} 行被隐藏，但写明的合计包含这些行，已计入订单。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode HiddenColumn = new(
        "hidden-column-read", Severity.Info, "The hidden column {0} (“{1}”) was read as {2}; no visible column states it.", "读取了隐藏的 {0} 列（“{1}”）作为 {2}，没有可见的列提供该内容。",
        "Ask the sender whether the column is meant to be read.", "请向发件人确认该列是否有效。");

    public static readonly FindingCode PricePerBasis = new(
        "price-per-basis", Severity.Info, "The price {0} is stated for {1} units; quantity and amount confirm it: {2} for one.", "单价 {0} 按每 {1} 个计价，数量与金额相符：每个 {2}。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode PriceBasisUnproven = new(
        "price-basis-unproven", Severity.Hold, "The price {0} seems to be stated for {1} units, {2} for one, but no amount confirms it.", "单价 {0} 似乎按每 {1} 个计价（每个 {2}），但没有金额可以证实。",
        $"Ask the sender for how many units the price is meant. {Advice.Decide}", $"请向发件人确认单价对应的数量。{Advice.DecideZh}");

    public static readonly FindingCode TotalMismatch = new(
        "total-mismatch", Severity.Hold, "The lines add up to {0}, the document states {1}.", "明细合计为 {0}，文件写明为 {1}。",
        $"Ask the sender which is right; a line may be missing. {Advice.Decide}", $"请向发件人确认，可能缺少明细行。{Advice.DecideZh}");

    public static readonly FindingCode QuantityTotalMismatch = new(
        "quantity-total-mismatch", Severity.Hold, "The quantities add up to {0}, the document states {1}.", "各行数量合计为 {0}，文件写明为 {1}。",
        $"Ask the sender which is right; a line may be missing. {Advice.Decide}", $"请向发件人确认，可能缺少明细行。{Advice.DecideZh}");

    public static readonly FindingCode LineCountMismatch = new(
        "line-count-mismatch", Severity.Hold, "The document states {0} lines (“{1}”), but {2} were read.", "文件写明共 {0} 行（“{1}”），实际读取 {2} 行。",
        $"Ask the sender which is right; a line may be missing. {Advice.Decide}", $"请向发件人确认，可能缺少明细行。{Advice.DecideZh}");

    public static readonly FindingCode FieldsDisagree = new(
        "order-fields-disagree", Severity.Hold, "Rows of one order disagree about {0}: “{1}” and “{2}”.", "同一订单各行的 {0} 不一致：“{1}”与“{2}”。",
        $"Ask the sender which is right. {Advice.Decide}", $"请向发件人确认。{Advice.DecideZh}");

    public static readonly FindingCode HiddenSheet = new(
        "hidden-sheet-skipped", Severity.Info, "The hidden sheet “{0}” was not read.", "未读取隐藏工作表“{0}”。",
        "Ask for a visible sheet if it holds order lines.", "如果其中有订单行，请发件人取消隐藏。");

    public static readonly FindingCode SheetRepeats = new(
        "sheet-repeats", Severity.Info, "The sheet “{0}” repeats lines of “{1}” and was counted once.", "工作表“{0}”重复了“{1}”的明细，只计一次。",
        "Nothing to do.", "无需处理。");

    public static readonly FindingCode SheetUnread = new(
        "sheet-unread", Severity.Hold, "Sheet “{0}” has lines of goods too, with other columns than the long sheet that was read.", "工作表“{0}”中也有货品明细，但其列与已读取的长表不同，未读取。",
        $"Ask the sender whether that sheet is an order. {Advice.Decide}", $"请向发件人确认该工作表是否为订单。{Advice.DecideZh}");

    public static readonly FindingCode RowsUnread = new(
        "rows-unread", Severity.Hold, "Rows have numbers where lines have them, but were read neither as lines nor as sums: rows {0}.", "有行在明细列中含有数字，但既不是明细也不是合计：第 {0} 行。",
        $"Ask the sender what these rows mean. {Advice.Decide}", $"请向发件人确认这些行的含义。{Advice.DecideZh}");

    public static readonly FindingCode QuantityLeftEmpty = new(
        "quantity-left-empty", Severity.Hold, "Rows name goods as the lines do, but their quantity is empty, and they are not in the order: rows {0}.", "有行写明货品，但数量为空，未计入订单：第 {0} 行。",
        $"Ask the sender for the quantity (a 0 or - in its place says that none is ordered), then {Advice.Replace}", $"请向发件人确认数量（不订购的，在数量处写 0 或 -），{Advice.ReplaceZh}");

    public static readonly FindingCode ColumnsAlike = new(
        "columns-alike", Severity.Hold, "Two columns may mean {0} and differ: “{1}” ({2}) was read, “{3}” ({4}) was not.", "有两列都可能表示 {0} 且内容不同：读取了“{1}”（{2} 列），未读取“{3}”（{4} 列）。",
        $"Confirm the column in a mapping (hub mappings draft FILE, hub mappings promote NAME), or ask the sender which one counts. {Advice.Decide}", $"请在映射中确认该列（hub mappings draft 文件、hub mappings promote 名称），或向发件人确认以哪一列为准。{Advice.DecideZh}");

    public static readonly FindingCode ColumnUnknown = new(
        "column-unknown", Severity.Hold, "Nobody knows what column {0} (“{1}”) means; it might be {2}, which no other column states.", "无法确定 {0} 列（“{1}”）的含义；它可能是其他列没有提供的 {2}。",
        $"Name the column in a mapping (hub mappings draft FILE, hub mappings promote NAME), or add its caption to mappings/vocabulary in the data folder. {Advice.Decide}", $"请在映射中指定该列（hub mappings draft 文件、hub mappings promote 名称），或将其标题加入数据文件夹的 mappings/vocabulary。{Advice.DecideZh}");

    public static readonly FindingCode NumberOnEveryRow = new(
        "number-on-every-row", Severity.Hold, "The document states the order number {0}, but column {1} (“{2}”) has another number on every row; each row was read as an order of its own.", "文件写明订单号 {0}，但 {1} 列（“{2}”）每行的编号都不同；每行被读作一张单独的订单。",
        $"Ask the sender whether this is one order. {Advice.Decide}", $"请向发件人确认这是否为同一张订单。{Advice.DecideZh}");

    public static readonly FindingCode DateWithoutLabel = new(
        "date-without-label", Severity.Hold, "The order has no date, and nothing says what the date in “{0}” is.", "订单没有日期，而“{0}”中的日期没有说明含义。",
        $"Check whether it is the order's date. {Advice.Decide}", $"请核对它是否为下单日期。{Advice.DecideZh}");

    public static readonly FindingCode NoteNamesItem = new(
        "note-names-item", Severity.Hold, "A note outside the table speaks of item {1}: “{0}”", "表格之外的备注提到货品 {1}：“{0}”",
        $"Read the note: does it change the line? {Advice.Decide}", $"请阅读备注是否更改了该行。{Advice.DecideZh}");

    public static readonly FindingCode DeliveryUnread = new(
        "delivery-unread", Severity.Hold, "“{0}” says “{1}”, which looks like a place of delivery and was not read.", "“{0}”写着“{1}”，似乎是交货地点，未能读取。",
        $"Check where the goods go. {Advice.Decide}", $"请核对交货地点。{Advice.DecideZh}");

    public static readonly FindingCode CompanyWithoutRole = new(
        "company-without-role", Severity.Hold, "The order names no customer, and nothing says whether “{0}” is the customer.", "订单没有写明客户，也没有说明“{0}”是否为客户。",
        $"Check who ordered; the customer is told by hub import FILE --sender ADDRESS, where the list of customers knows the address. {Advice.Decide}", $"请核对下单方；若客户资料中有发件地址，可用 hub import 文件 --sender 地址 指明客户。{Advice.DecideZh}");

    public static readonly FindingCode CustomerNotNamed = new(
        "customer-not-named", Severity.Hold, "The form does not say, or not so that it could be read, who ordered.", "表单没有写明下单方，或下单方未能识别。",
        $"Check who ordered; the customer is told by hub import FILE --sender ADDRESS, where the list of customers knows the address. {Advice.Decide}", $"请核对下单方；若客户资料中有发件地址，可用 hub import 文件 --sender 地址 指明客户。{Advice.DecideZh}");

    public static readonly FindingCode ColumnUnsure = new(
        "column-unsure", Severity.Info, "Column {0} (“{1}”) was read as {2} with confidence {3}.", "{0} 列（“{1}”）按 {2} 读取，可信度 {3}。",
        "Confirm or correct it in a mapping: hub mappings draft FILE, then hub mappings promote NAME.", "请在映射中确认或更正：hub mappings draft 文件，再 hub mappings promote 名称。");
}
