using System.Globalization;
using static IntegrationHub.Core.Mapping.Converters.ParameterKind;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>What an argument of a converter may be.</summary>
internal enum ParameterKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text or several.</summary>
    Texts,

    /// <summary>One of the words listed.</summary>
    Word,

    /// <summary>A whole number, also negative.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <summary>One argument of a converter.</summary>
internal sealed record ConverterParameter(string Name, ParameterKind Kind, string En, string Zh)
{
    public IReadOnlyList<string> Words { get; init; } = [];

    public bool Required { get; init; }
}

/// <summary>One converter as mapping files name it. The first parameter may be written without its name.</summary>
/// <param name="Name">Name in mapping files.</param>
/// <param name="Yields">What comes out.</param>
/// <param name="En">What it does, English.</param>
/// <param name="Zh">What it does, Chinese.</param>
/// <param name="Create">Makes it; throws <see cref="ConverterArgumentException"/> for arguments that cannot be.</param>
/// <param name="Parameters">Its arguments.</param>
internal sealed record ConverterDeclaration(
    string Name, ValueKind Yields, string En, string Zh, Func<ConverterArguments, Converter> Create, params ConverterParameter[] Parameters)
{
    public string? DeprecatedFor { get; init; }
}

/// <summary>Every converter.</summary>
internal static class ConverterCatalogue
{
    private const string China = "Asia/Shanghai";

    private static readonly ConverterParameter Locale = new("locale", Word, "How the numbers are written; default the file's `locale`.", "数字书写习惯，默认为文件的 locale。") { Words = NumberLocale.Names };

    /// <summary>All of them, in the order of the reference.</summary>
    public static IReadOnlyList<ConverterDeclaration> All { get; } =
    [
        new("text", ValueKind.Text, "The text as written, blanks at its ends gone.", "照原文，去掉首尾空白。", _ => new TextConverter(t => NullIfEmpty(t.Trim()))),
        new("trim", ValueKind.Text, "As `text`; several blanks or line breaks inside become one blank.", "同 text，并把中间的多个空白或换行并为一个空格。", _ => new TextConverter(Squeezed)),
        new("code", ValueKind.Text, "A code as written: full-width forms folded, leading zeros as shown; refuses numbers that lost digits.", "编码照原文：全角转半角，保留显示的前导零；拒绝已丢失末位的长数字。", _ => new CodeConverter()),
        new("upper", ValueKind.Text, "Capital letters.", "转大写。", _ => new TextConverter(t => t.ToUpperInvariant())),
        new("lower", ValueKind.Text, "Small letters.", "转小写。", _ => new TextConverter(t => t.ToLowerInvariant())),
        new("prefix", ValueKind.Text, "A known beginning: taken off, put on, or asked for.", "已知的开头：去掉、加上或要求必须有。",
            a => new PrefixConverter(a.Texts("remove"), a.Text("add"), a.Flag("require")),
            new("remove", Texts, "Beginnings to take off.", "要去掉的开头。"),
            new("add", Text, "Beginning to put on where it is missing.", "缺少时加上的开头。"),
            new("require", Flag, "A text without one of the beginnings does not convert.", "没有这些开头的文本视为转换失败。")),
        new("split", ValueKind.Text, "One part of the text.", "取文本的一段。", CreateSplit,
            new("separator", Text, "What stands between the parts.", "分隔符。") { Required = true },
            new("part", Integer, "1 for the first, -1 for the last; default 1.", "1 为第一段，-1 为最后一段；默认 1。")),
        new("join", ValueKind.Text, "All sources of the field in one text.", "把该字段的所有来源连成一段。", a => new JoinConverter(a.Text("separator") ?? " "),
            new ConverterParameter("separator", Text, "What goes between; default a blank.", "连接符，默认空格。")),
        new("sum", ValueKind.Number, "All sources of the field added up; without the first there is none, others that are missing count nothing.", "该字段所有来源之和；缺第一个来源则为空，其他缺失的按零计。", CreateSum,
            new ConverterParameter("minus", Integer, "How many of the last sources are taken off instead; default 0.", "末尾几个来源改为减去，默认 0。"), Locale),
        new("blank", ValueKind.Text, "Texts that mean nothing to the source, e.g. `0001-01-01 00:00:00`, become empty.", "来源中表示“无”的文本（如 0001-01-01 00:00:00）视为空。", a => new BlankConverter(a.Texts("values")),
            new ConverterParameter("values", Texts, "These texts.", "这些文本。") { Required = true }),
        new("enum", ValueKind.Text, "Looks the text up in a table of `enums`.", "在 enums 的对照表中查找。", CreateEnum,
            new ConverterParameter("table", Text, "Name of the table.", "对照表名。") { Required = true }),
        new("unit", ValueKind.Text, "A unit as people write it → UN/ECE Recommendation 20 code.", "常见单位写法 → UN/ECE 第 20 号建议书代码。",
            a => { var l = a.Locale; return new LookupConverter(t => a.Words.Unit(t, l), "it is no unit the hub knows", "不是已知的单位"); }),
        new("currency", ValueKind.Text, "A currency as people write it (RMB, ¥, 元, NT$ …) → ISO 4217.", "常见币种写法（RMB、¥、元、NT$……）→ ISO 4217。",
            a => { var l = a.Locale; return new LookupConverter(t => a.Words.Currency(t, l), "it is no currency the hub knows", "不是已知的币种"); }, Locale),
        new("integer", ValueKind.Number, "A whole number.", "整数。", a => new DecimalConverter(a.Locale, whole: true), Locale),
        new("decimal", ValueKind.Number, "A number; nothing may stand beside it.", "数字，旁边不得有其他内容。", a => new DecimalConverter(a.Locale, whole: false), Locale),
        new("quantity", ValueKind.Number, "A number with its unit, e.g. `100 PCS`; the unit fills unitText and unit where nothing else does.", "数字加单位，如 100 PCS；单位在无其他来源时写入 unitText 与 unit。", a => new QuantityConverter(a.Locale), Locale),
        new("money", ValueKind.Number, "An amount with its currency, e.g. `€ 1.234,50`; the currency fills currency where nothing else does.", "金额加币种，如 € 1.234,50；币种在无其他来源时写入 currency。", a => new MoneyConverter(a.Locale, a.Words), Locale),
        new("percent", ValueKind.Number, "A rate as a fraction: `13 %` and 13 become 0.13, 0.13 stays.", "比率化为小数：13%、13 变为 0.13，0.13 不变。",
            a => new PercentConverter(a.Locale, a.Flag("hundredths")), Locale,
            new("hundredths", Flag, "Numbers below 1 are percent too: 0.5 becomes 0.005.", "小于 1 的数也按百分数：0.5 变为 0.005。")),
        new("date", ValueKind.Date, "A calendar date from a date cell, a day number or text.", "日历日：日期单元格、日序数或文本。", CreateDate,
            new("formats", Texts, "Accepted spellings, e.g. `dd.MM.yyyy`; only these then.", "允许的写法，如 dd.MM.yyyy；写出后只认这些。"),
            new("order", Word, "Sequence of day, month, year in digits.", "数字日期中年月日的顺序。") { Words = ["ymd", "dmy", "mdy"] },
            Locale),
        new("instant", ValueKind.Instant, "Date and time → UTC.", "日期时间 → UTC。", CreateInstant,
            new("zone", Text, "IANA zone of times without an offset; default Asia/Shanghai.", "无时差的时间所属时区（IANA），默认 Asia/Shanghai。"),
            new("unix", Word, "The value counts from 1970.", "值为 1970 年起的计数。") { Words = ["seconds", "milliseconds"] },
            new("formats", Texts, "Accepted spellings.", "允许的写法。")),
        new("boolean", ValueKind.Boolean, "Yes or no in the usual words.", "是或否的常见写法。", a => new BooleanConverter(a.Texts("yes"), a.Texts("no")),
            new("yes", Texts, "Words for yes.", "表示“是”的词。"),
            new("no", Texts, "Words for no.", "表示“否”的词。")),
        new("any", ValueKind.Boolean, "Whether any of the field's sources says something: anything but `0`, `false`, `no` and the texts given.", "任一来源有所表示：不是 0、false、no，也不是所列文本。", a => new AnyConverter(a.Texts("except")),
            new ConverterParameter("except", Texts, "Texts that mean nothing is the matter; any other text counts.", "表示“无事”的文本；其他文本都算。")),
        new("masked", ValueKind.Boolean, "Whether a platform has made one of the field's sources unreadable: `*` in it, or cipher text.", "任一来源是否被平台脱敏：含 * 或为密文。", _ => new MaskedConverter()),
        new("address", ValueKind.Address, "An address in one piece → province, city, district, street; only for `to: shipTo`.", "整段地址 → 省、市、区、街道；仅用于 to: shipTo。", _ => new AddressConverter()),
        new("number", ValueKind.Number, "Old name of `decimal`.", "decimal 的旧名。", a => new DecimalConverter(a.Locale, whole: false), Locale) { DeprecatedFor = "decimal" },
    ];

    /// <summary>The converter of that name; null when there is none.</summary>
    public static ConverterDeclaration? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string? Squeezed(string text) =>
        NullIfEmpty(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static SplitConverter CreateSplit(ConverterArguments arguments)
    {
        var part = arguments.Integer("part") ?? 1;
        return part == 0
            ? throw new ConverterArgumentException("part counts from 1, or from the end with -1", "part 从 1 数起，或用 -1 从末尾数起")
            : new SplitConverter(arguments.Text("separator")!, part);
    }

    private static SumConverter CreateSum(ConverterArguments arguments)
    {
        var minus = arguments.Integer("minus") ?? 0;
        return minus < 0
            ? throw new ConverterArgumentException("minus counts sources, from 0", "minus 为来源个数，从 0 起")
            : new SumConverter(arguments.Locale, minus);
    }

    private static EnumConverter CreateEnum(ConverterArguments arguments)
    {
        var name = arguments.Text("table")!;
        return arguments.Enums.TryGetValue(name, out var table)
            ? new EnumConverter(name, table)
            : throw new ConverterArgumentException($"there is no enum “{name}”", $"没有对照表“{name}”") { UnknownEnum = name };
    }

    private static DateConverter CreateDate(ConverterArguments arguments)
    {
        var formats = arguments.Texts("formats");
        var culture = arguments.Locale.Name == "auto" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(arguments.Locale.Name);
        foreach (var format in formats)
        {
            CheckFormat(format);
        }

        return new DateConverter(arguments.Locale, arguments.Text("order"), formats, culture);
    }

    private static InstantConverter CreateInstant(ConverterArguments arguments)
    {
        var name = arguments.Text("zone") ?? China;
        var formats = arguments.Texts("formats");
        foreach (var format in formats)
        {
            CheckFormat(format);
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new InstantConverter(zone, arguments.Text("unix"), formats)
            : throw new ConverterArgumentException($"there is no zone “{name}”", $"没有时区“{name}”");
    }

    private static void CheckFormat(string format)
    {
        // A spelling must bring back the day it wrote, else day or month is missing from it.
        var day = new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Unspecified);
        var writes = format.Length > 1 && format.Contains('d', StringComparison.Ordinal) && format.Contains('M', StringComparison.Ordinal);
        if (!writes || !DateTime.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back) || back.Day != 25)
        {
            throw new ConverterArgumentException($"“{format}” is not a date format; write e.g. yyyy-MM-dd", $"“{format}”不是日期格式，写法如 yyyy-MM-dd");
        }
    }
}
