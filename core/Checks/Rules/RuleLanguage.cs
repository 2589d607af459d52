using static IntegrationHub.Core.Checks.Rules.RuleKind;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Every key that a rule file may hold.</summary>
internal static class RuleLanguage
{
    /// <summary>Bytes of one rule file.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly string[] SeverityWords = ["off", "info", "warning", "hold", "reject"];

    private static readonly RuleKey When = new("when", RuleKind.Object, "Which orders or lines the rule speaks of; all stated conditions must hold. Without it: all.", "规则适用的订单或行；写明的条件须全部满足，省略则适用全部。")
    {
        Keys =
        [
            new("family", Texts, "Product families of the materials table.", "物料档案中的产品系列。"),
            new("customer", Texts, "Customer codes or names.", "客户编码或名称。"),
            new("channel", Texts, "Channels such as file, mail, api, taobao, jd, erp.", "渠道，如 file、mail、api、taobao、jd、erp。"),
            new("province", Texts, "Provinces or states of the delivery address.", "收货省份。"),
            new("itemPrefix", Texts, "Beginnings of item codes.", "料号开头。"),
            new("minQuantity", Number, "Least total quantity of the order.", "订单总数量下限。"),
            new("maxQuantity", Number, "Greatest total quantity of the order.", "订单总数量上限。"),
            new("urgent", Flag, "Whether the order is marked urgent.", "是否加急。"),
        ],
    };

    /// <summary>The file's own keys.</summary>
    public static RuleKey File { get; } = new("file", RuleKind.Object, "A rule file of the order checks.", "订单检查规则文件。")
    {
        Keys =
        [
            new("rules", Text, "Name of this set of rules.", "规则集名称。") { Required = true },
            new("description", Text, "What the set is for.", "用途说明。"),
            new("confidence", RuleKind.Object, "How sure the hub must be of its reading.", "识别把握要求。")
            {
                Keys = [new("acceptAt", Number, "Confidence (0 to 1) below which an order is held.", "低于此把握（0–1）的订单挂起。") { Max = 1 }],
            },
            new("tolerances", RuleKind.Object, "Differences that are rounding, not errors; the larger of both counts.", "视为舍入的差异，两者取大。")
            {
                Keys = [Tolerance("line", "Between quantity × price and the line's amount.", "数量×单价与行金额之间。"), Tolerance("total", "Between the lines' sum and a total.", "明细合计与总额之间。")],
            },
            new("plausibility", RuleKind.Object, "Bounds of what can be.", "合理范围。")
            {
                Keys =
                [
                    new("maxQuantity", Number, "A greater quantity is held.", "数量超过此值则挂起。"),
                    new("maxYearsAhead", Whole, "Dates further ahead, in years, are held.", "日期超前超过此年数则挂起。") { Min = 1, Max = 100 },
                ],
            },
            new("duplicates", RuleKind.Object, "How the same order stated twice is told from a repeat order.", "如何区分重复订单与再次订购。")
            {
                Keys =
                [
                    new("window", Duration, "How far back a likely duplicate from another channel is looked for.", "跨渠道疑似重复的回溯时长。"),
                    new("sameContent", Duration, "Within this, the same content without an order number is the same order.", "此时长内，无订单号且内容相同视为同一单。"),
                    new("undated", Duration, "The same where nothing on the order is dated.", "订单上没有任何日期时的同类时长。"),
                    new("renumbered", Duration, "Within this, the same content under another number is remarked.", "此时长内，仅订单号不同的订单会被提示。"),
                    new("lines", Number, "Share of lines (0 to 1) that must agree in item and quantity.", "料号与数量一致的行所占比例（0–1）。") { Min = 0.5m, Max = 1 },
                    new("orderDateDays", Whole, "Order dates further apart than this many days belong to two orders.", "下单日期相差超过此天数视为两张订单。") { Max = 365 },
                    new("candidates", Whole, "How many known orders are compared at most.", "最多比较多少张已有订单。") { Min = 1, Max = 64 },
                ],
            },
            new("credit", RuleKind.Object, "Credit policy.", "信用政策。")
            {
                Keys = [new("overdueAllowed", Number, "Overdue money up to this amount, in the credit's currency, does not hold an order.", "逾期欠款不超过此金额（信用币种）时不挂起。")],
            },
            new("severities", Severities, "Severity by finding code; `off` turns a finding off.", "按问题代码设定严重程度；off 表示关闭。") { Words = SeverityWords },
            new("attributes", Objects, "Words under which a particular may stand on an order.", "订单上某项资料的各种写法。")
            {
                Keys =
                [
                    new("key", Text, "The name that rules use: lines[].attributes.KEY.", "规则中使用的名字：lines[].attributes.KEY。") { Required = true },
                    new("zh", Text, "Chinese label.", "中文名称。") { Required = true },
                    new("en", Text, "English label.", "英文名称。") { Required = true },
                    new("words", Texts, "What else senders call it.", "发件人的其他叫法。"),
                    new("attachment", Flag, "A file whose name holds one of the words counts as well.", "文件名含有上述写法的附件也算。"),
                ],
            },
            new("complete", Objects, "What orders of a kind must carry.", "某类订单必须提供的资料。")
            {
                Keys =
                [
                    new("name", Text, "Name of the rule, shown in the finding.", "规则名称，会显示在问题中。") { Required = true },
                    When,
                    new("require", Texts, "Paths of order/v1: requestedDate, shipTo.phone, lines[].deliveryDate, lines[].attributes.KEY, attachments …", "order/v1 路径：requestedDate、shipTo.phone、lines[].deliveryDate、lines[].attributes.KEY、attachments 等。") { Required = true },
                    new("severity", Word, "What a missing one does; default hold.", "缺少时的处理，默认 hold。") { Words = SeverityWords[1..] },
                ],
            },
            new("routing", Objects, "Where orders go; the first rule that matches wins.", "派单规则，先匹配者生效。")
            {
                Keys =
                [
                    new("name", Text, "Name of the rule.", "规则名称。") { Required = true },
                    When,
                    new("lines", Word, "Whether every line must match or any one; default every.", "要求每行都匹配（every）还是任一行（any），默认 every。") { Words = ["every", "any"] },
                    new("route", Text, "Plant, line or warehouse.", "工厂、产线或仓库。") { Required = true },
                ],
            },
        ],
    };

    private static RuleKey Tolerance(string name, string en, string zh) => new(name, RuleKind.Object, en, zh)
    {
        Keys =
        [
            new("absolute", Number, "In the order's currency.", "按订单币种的绝对值。"),
            new("percent", Number, "In percent of the value.", "按百分比。") { Max = 100 },
        ],
    };
}
