using IntegrationHub.Core.Mapping.Converters;
using static IntegrationHub.Core.Mapping.Language.DeclaredKind;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>Every key that a mapping file may hold.</summary>
internal static class MappingLanguage
{
    /// <summary>Bytes of one mapping file.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly string[] Modes = ["evolve", "discard", "dead_letter", "freeze"];

    /// <summary>The file's own keys.</summary>
    public static DeclaredKey File { get; } = new("file", DeclaredKind.Object, "A mapping file.", "一个映射文件。")
    {
        Keys =
        [
            new("mapping", Text, "Name of the mapping, kebab-case, the same as the file's.", "映射名，小写加连字符，与文件名相同。") { Required = true },
            new("version", Text, "Version; shown in every order's provenance. Raise it with every change.", "版本号，写入每张订单的出处；每次修改都要递增。") { Required = true },
            new("target", Word, "Schema of what comes out.", "产出的架构。") { Required = true, Words = ["order/v1"] },
            new("description", Text, "What the mapping is for.", "用途说明。"),
            new("locale", Word, "How numbers and dates are written where a converter does not say.", "转换器未写明时，数字与日期的书写习惯。") { Words = NumberLocale.Names },
            new("contract", DeclaredKind.Object, "What happens when the source changes.", "来源发生变化时怎么办。")
            {
                Keys =
                [
                    new("fields", Word, "A column or member that the mapping does not know: `evolve` keeps it in attributes and says so, `discard` drops it, `dead_letter` holds the orders that fill it, `freeze` holds the whole document.",
                        "出现映射不认识的列或成员：evolve 存入 attributes 并提示；discard 丢弃；dead_letter 挂起含该列内容的订单；freeze 挂起整份单据。") { Words = Modes },
                    new("types", Word, "A value that does not convert: `evolve` keeps it as text in attributes, `discard` leaves the field empty with a warning, `dead_letter` holds the order, `freeze` holds the whole document.",
                        "值无法转换：evolve 以文本存入 attributes；discard 留空并警告；dead_letter 挂起该订单；freeze 挂起整份单据。") { Words = ["dead_letter", "evolve", "discard", "freeze"] },
                    new("rows", Word, "A row that misses a required value: `evolve` keeps it with a warning, `discard` drops it with a warning, `dead_letter` holds its order, `freeze` holds the whole document.",
                        "行缺少必填值：evolve 保留并警告；discard 丢弃并警告；dead_letter 挂起该订单；freeze 挂起整份单据。") { Words = ["dead_letter", "evolve", "discard", "freeze"] },
                ],
            },
            new("match", DeclaredKind.Object, "Which documents the mapping is for; all stated criteria must hold.", "适用于哪些单据；写出的条件须全部满足。")
            {
                Keys =
                [
                    new("sender", Texts, "Addresses, `*` patterns or bare domains of the sender.", "发件人地址、含 * 的模式或域名。"),
                    new("file", Texts, "File name patterns.", "文件名模式。"),
                    new("sheet", Texts, "Sheet name patterns; one visible sheet must match.", "工作表名模式；至少一个可见工作表符合。"),
                    new("headers", Texts, "Words that stand together in one of the first rows.", "前若干行中同处一行的表头词。"),
                    new("channel", Texts, "Channels, e.g. `mail`, `file`, `taobao`.", "渠道，如 mail、file、taobao。"),
                ],
            },
            new("table", DeclaredKind.Object, "How the order table is found in a workbook or text file.", "如何在工作簿或文本中找到订单表。")
            {
                Keys =
                [
                    new("sheet", Texts, "Sheet name patterns; all visible sheets when left out.", "工作表名模式；省略时为全部可见工作表。"),
                    new("header", DeclaredKind.Object, "The header row.", "表头行。")
                    {
                        Keys =
                        [
                            new("words", Texts, "Words that the header row holds, all of them.", "表头行含有的词（全部）。"),
                            new("row", Number, "Fixed row number, one-based.", "固定行号，从 1 起。"),
                            new("rows", Number, "Rows that the header spans; default 1.", "表头占几行，默认 1。"),
                        ],
                    },
                    new("groupBy", Texts, "Columns whose change starts a new order; default the column of orderNumber.", "取值变化即为新订单的列；默认为 orderNumber 的列。"),
                    new("until", Texts, "Words that end the table when a cell starts with one of them.", "单元格以这些词开头时表格结束。"),
                ],
            },
            new("json", DeclaredKind.Object, "States that the source is JSON, and where its orders are.", "表明来源为 JSON，并指出订单所在。")
            {
                Keys = [new("orders", Text, "Path of the orders, e.g. `trades.trade[*]`; the document itself when left out.", "订单路径，如 trades.trade[*]；省略时整份文档为一张订单。")],
            },
            new("fields", Objects, "Which value goes where.", "哪个值写到哪里。")
            {
                Required = true,
                Keys =
                [
                    new("to", Text, "Path of order/v1, e.g. `orderNumber`, `customer.name`, `lines[].quantity`, `attributes.Color`.", "order/v1 路径，如 orderNumber、customer.name、lines[].quantity、attributes.颜色。") { Required = true },
                    new("from", Texts, "Source: a column header, `column D`, `cell B3`, `label \"Order No\"`, `sender`, `sheet name`, `file name`, or a JSON path. Of several, the first that holds something counts.",
                        "来源：列标题、column D、cell B3、label \"订单号\"、sender、sheet name、file name，或 JSON 路径。多个时取第一个有内容的。"),
                    new("convert", DeclaredKind.Converters, "Converters, applied in order; each target has a sensible one of its own.", "转换器，依次执行；每个目标都有合适的默认转换器。"),
                    new("default", Text, "Value where the source holds nothing.", "来源为空时的值。"),
                    new("required", Flag, "Without a value the row does not fit; see contract.rows.", "没有值则该行不合格，见 contract.rows。"),
                    new("onError", Word, "What a value that does not convert does: `hold` the order, leave it `empty`, take the `default`, `skip` the row, `reject` the order. Default: contract.types.",
                        "值无法转换时：hold 挂起订单，empty 留空，default 取默认值，skip 跳过该行，reject 拒绝订单。默认按 contract.types。") { Words = ["hold", "empty", "default", "skip", "reject"] },
                    new("fillDown", Flag, "A blank cell repeats the one above it in the same order.", "空单元格沿用同一订单上方的值。"),
                    new("source", Texts, "Old name of `from`.", "from 的旧名。") { DeprecatedFor = "from" },
                ],
            },
            new("enums", Maps, "Named tables: text in the source → value; `*` is everything else.", "命名对照表：来源文本 → 值；* 表示其余。"),
            new("tests", Objects, "Examples that must hold.", "必须成立的例子。")
            {
                Keys =
                [
                    new("name", Text, "What the example shows.", "例子说明。") { Required = true },
                    new("sender", Text, "Sender of the example.", "例子的发件人。"),
                    new("input", Anything, "Rows of cells for a table, or JSON text. Quoted cells are text; plain numbers and ISO dates are numbers and dates.", "表格为多行单元格，JSON 为文本。加引号为文本，裸写的数字与 ISO 日期为数字与日期。"),
                    new("fixture", Text, "File beside the mapping file.", "映射文件旁的文件。"),
                    new("expect", Anything, "One order or a list of them; every member stated must be so, the others are free.", "一张或多张订单；写出的成员必须一致，未写出的不限。"),
                    new("expectFault", Text, "Code of a finding that must be raised.", "必须出现的提示代码。"),
                ],
            },
        ],
    };
}
