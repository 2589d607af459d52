using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>What can be wrong with a workbook or text table as a file, before anything in it is understood.</summary>
[FindingCodes]
public static class WorkbookFindings
{
    /// <summary>Zero bytes, or nothing but blanks.</summary>
    public static readonly FindingCode Empty = new(
        "file-empty", Severity.Error,
        "The file is empty.", "文件是空的。",
        "Ask the sender to attach the file again; it was probably lost on the way.", "请发件人重新添加附件，文件可能在传输中丢失。");

    /// <summary>A format that is not a table: {0} names it.</summary>
    public static readonly FindingCode NotATable = new(
        "file-not-a-table", Severity.Error,
        "The file is {0}, not a spreadsheet.", "该文件是{1}，不是电子表格。",
        "Ask the sender for the order as .xlsx, .xls or .csv.", "请发件人改发 .xlsx、.xls 或 .csv 格式的订单。");

    /// <summary>A spreadsheet format that the product does not read: {0} names it.</summary>
    public static readonly FindingCode NotSupported = new(
        "spreadsheet-format-not-supported", Severity.Error,
        "The file is {0}, which cannot be read here.", "该文件是{1}，无法读取。",
        "Ask the sender to open it and save it as .xlsx (Excel workbook).", "请发件人打开该文件并另存为 .xlsx（Excel 工作簿）后重发。");

    /// <summary>Needs a password.</summary>
    public static readonly FindingCode Password = new(
        "workbook-password", Severity.Error,
        "The workbook is encrypted and needs a password ({0}).", "工作簿已加密，需要密码（{0}）。",
        "Ask the sender to save it without a password: File > Info > Protect Workbook > Encrypt with Password, clear the box.",
        "请发件人去掉打开密码后重发：文件 > 信息 > 保护工作簿 > 用密码进行加密，清空密码。");

    /// <summary>Wrapped by a document security product: {0} names it.</summary>
    public static readonly FindingCode Drm = new(
        "workbook-drm", Severity.Error,
        "The file is encrypted by document security software ({0}) and opens only at the sender's.", "文件被文档安全软件（{0}）加密，只能在发件方打开。",
        "Ask the sender to decrypt it (release it for outside use) and send it again.", "请发件人先解密（申请外发）后重发。");

    /// <summary>Damaged: {0} and {1} say where.</summary>
    public static readonly FindingCode Damaged = new(
        "workbook-damaged", Severity.Error,
        "The file is damaged: {0}.", "文件已损坏：{1}。",
        "Ask the sender to open it in Excel, save it again and send it anew.", "请发件人用 Excel 打开并重新保存后再发。");

    /// <summary>Opens, but holds no sheet.</summary>
    public static readonly FindingCode NoSheet = new(
        "workbook-without-sheet", Severity.Error,
        "The workbook holds no readable worksheet.", "工作簿中没有可读取的工作表。",
        "Ask the sender to open it in Excel, save it again and send it anew.", "请发件人用 Excel 打开并重新保存后再发。");

    /// <summary>A limit was reached: {0} and {1} what, {2} the limit.</summary>
    public static readonly FindingCode TooLarge = new(
        "workbook-too-large", Severity.Error,
        "The file exceeds a limit: {0} (limit {2}).", "文件超出限制：{1}（上限 {2}）。",
        "Ask the sender for only the sheet with the order, without empty formatted rows and without pictures; IT can raise the limit.",
        "请发件人只发送含订单的工作表，删除多余的空白格式行和图片；IT 可调高上限。");

    /// <summary>Inflates far beyond what a workbook does.</summary>
    public static readonly FindingCode Bomb = new(
        "workbook-compression-bomb", Severity.Error,
        "A part of the file inflates to more than {0} times its size.", "文件某部分解压后超过其大小的 {0} 倍。",
        "The file may be an attack. Do not open it; ask the sender by another way whether it was meant.", "文件可能是攻击。请勿打开，并通过其他方式向发件人确认。");

    /// <summary>Took too long.</summary>
    public static readonly FindingCode TooSlow = new(
        "workbook-too-slow", Severity.Error,
        "Reading took longer than {0} s and was stopped.", "读取超过 {0} 秒，已停止。",
        "Ask the sender for only the sheet with the order; IT can raise the limit.", "请发件人只发送含订单的工作表；IT 可调高上限。");

    /// <summary>The reading process needed too much memory or broke.</summary>
    public static readonly FindingCode ReaderStopped = new(
        "workbook-reader-stopped", Severity.Error,
        "The process that read the file was stopped: {0}.", "读取该文件的进程已终止：{1}。",
        "Ask the sender to save the file again as .xlsx with only the order in it.", "请发件人另存为只含订单的 .xlsx 后重发。");

    /// <summary>A document type with entities: an attack or a very odd generator.</summary>
    public static readonly FindingCode DocumentType = new(
        "workbook-xml-entities", Severity.Error,
        "A part of the file declares XML entities, which spreadsheets never do.", "文件某部分声明了 XML 实体，正常电子表格不会这样。",
        "The file may be an attack. Ask the sender to save it again with Excel.", "文件可能是攻击。请发件人用 Excel 重新保存后再发。");

    /// <summary>Bytes that are text in no known encoding.</summary>
    public static readonly FindingCode UnknownBytes = new(
        "file-unknown-format", Severity.Error,
        "The content of the file is neither a known spreadsheet format nor readable text.", "文件内容既不是已知的表格格式，也不是可读文本。",
        "Ask the sender which program made it and for the order as .xlsx.", "请向发件人确认生成软件，并改发 .xlsx 格式。");

    /// <summary>Text whose encoding is a guess between near equals.</summary>
    public static readonly FindingCode EncodingUncertain = new(
        "text-encoding-uncertain", Severity.Warning,
        "The text was read as {0}, but {1} is nearly as likely.", "文本按 {0} 读取，但也可能是 {1}。",
        "Check names and special characters; ask the sender to save as UTF-8 (CSV UTF-8 in Excel).", "请核对名称和特殊字符；请发件人另存为 UTF-8（Excel 中的“CSV UTF-8”）。");

    /// <summary>Some bytes did not decode.</summary>
    public static readonly FindingCode BadCharacters = new(
        "text-bad-characters", Severity.Warning,
        "Some characters could not be read as {0} and stand as \uFFFD.", "部分字符无法按 {0} 解码，显示为 \uFFFD。",
        "Check the marked cells against the sender's file.", "请对照发件人的文件核对标出的单元格。");

    /// <summary>A sheet is hidden.</summary>
    public static readonly FindingCode HiddenSheet = new(
        "sheet-hidden", Severity.Info,
        "Sheet “{0}” is hidden.", "工作表“{0}”被隐藏。",
        "Nothing, unless the order stands on it.", "若订单不在该表上，无需处理。");

    /// <summary>A listed sheet has no content in the file.</summary>
    public static readonly FindingCode SheetMissing = new(
        "sheet-missing", Severity.Warning,
        "Sheet “{0}” is listed, but its content is not in the file.", "工作表“{0}”已列出，但文件中没有其内容。",
        "Ask the sender to save the file again in Excel if the order stood there.", "若订单在该表上，请发件人用 Excel 重新保存后再发。");

    /// <summary>A formula whose result was never computed.</summary>
    public static readonly FindingCode FormulaWithoutValue = new(
        "cell-formula-without-value", Severity.Warning,
        "The formula in {0} has no stored result.", "单元格 {0} 的公式没有保存计算结果。",
        "Ask the sender to open the file in Excel and save it, then the results are stored.", "请发件人用 Excel 打开并保存，结果才会写入文件。");

    /// <summary>An error value in a cell.</summary>
    public static readonly FindingCode ErrorValue = new(
        "cell-error-value", Severity.Warning,
        "Cell {0} shows the error {1}.", "单元格 {0} 显示错误 {1}。",
        "Ask the sender to correct the cell.", "请发件人更正该单元格。");

    /// <summary>A cell that points to a string which is not there.</summary>
    public static readonly FindingCode StringMissing = new(
        "cell-string-missing", Severity.Warning,
        "Cell {0} refers to a text that the file does not hold.", "单元格 {0} 引用的文本在文件中不存在。",
        "Ask the sender to save the file again in Excel.", "请发件人用 Excel 重新保存后再发。");

    /// <summary>A number written with more digits than a spreadsheet keeps.</summary>
    public static readonly FindingCode DigitsLost = new(
        "cell-digits-lost", Severity.Warning,
        "Cell {0} is a number of more than 15 digits; a spreadsheet keeps only the first 15.", "单元格 {0} 是超过 15 位的数字，电子表格只保留前 15 位。",
        "If it is a number that identifies something, ask the sender to format the column as text and type it again.", "如为编号，请发件人将该列设为文本格式后重新输入。");

    /// <summary>Styles could not be read.</summary>
    public static readonly FindingCode StylesUnread = new(
        "workbook-styles-unread", Severity.Warning,
        "The styles of the workbook could not be read; dates may stand as day numbers.", "工作簿的样式无法读取，日期可能显示为数字。",
        "Check the dates; ask the sender to save the file again in Excel.", "请核对日期；请发件人用 Excel 重新保存后再发。");

    /// <summary>The file broke off; what came before was read.</summary>
    public static readonly FindingCode CutOff = new(
        "workbook-cut-off", Severity.Warning,
        "{0} breaks off before its end; rows may be missing.", "{0} 内容不完整，可能缺少行。",
        "Ask the sender to send the file again.", "请发件人重新发送该文件。");
}
