using System.Text;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>The generated part of the guides: keys, targets, converters and lints, from the declarations.</summary>
public static class MappingReference
{
    /// <summary>Line before the generated part.</summary>
    public const string Begin = "<!-- generated: reference -->";

    /// <summary>Line behind it.</summary>
    public const string End = "<!-- /generated -->";

    /// <summary>The guide with its generated part renewed.</summary>
    public static string Renew(string guide, bool chinese)
    {
        var begin = guide.IndexOf(Begin, StringComparison.Ordinal);
        var end = guide.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? guide : guide[..(begin + Begin.Length)] + "\n" + Generate(chinese) + guide[end..];
    }

    private static string Generate(bool chinese)
    {
        var text = new StringBuilder();
        Head(text, chinese ? "### 键" : "### Keys", chinese ? "键 | 必填 | 取值 | 说明" : "key | required | values | meaning");
        Keys(text, MappingLanguage.File, "", chinese);
        Head(text, chinese ? "### 目标" : "### Targets", chinese ? "路径 | 类型 | 默认转换器" : "path | kind | converter by default");
        foreach (var target in Targets.All)
        {
            Row(text, $"`{target.Path}`", target.Kind.ToString().ToLowerInvariant(), $"`{target.Converter}`");
        }

        Row(text, "`attributes.NAME`", "text", "`text`");
        Row(text, "`lines[].attributes.NAME`", "text", "`text`");
        Head(text, chinese ? "### 转换器" : "### Converters", chinese ? "名称 | 得到 | 说明 | 参数（第一个可省略名称）" : "name | yields | meaning | arguments (the first may go without its name)");
        foreach (var converter in ConverterCatalogue.All.Where(c => c.DeprecatedFor is null))
        {
            var arguments = converter.Parameters.Select(p => $"`{p.Name}`{(p.Words.Count > 0 ? $" ({string.Join(" ", p.Words)})" : "")}: {(chinese ? p.Zh : p.En)}");
            Row(text, $"`{converter.Name}`", converter.Yields.ToString().ToLowerInvariant(), chinese ? converter.Zh : converter.En, string.Join("<br>", arguments));
        }

        Head(text, chinese ? "### 检查代码" : "### Lints", chinese ? "代码 | 级别 | 处理办法" : "code | level | what to do");
        foreach (var lint in Lints())
        {
            Row(text, $"`{lint.Code}`", lint.Severity == Severity.Error ? "error" : "warning", chinese ? lint.FixZh : lint.FixEn);
        }

        return text.Append('\n').ToString();
    }

    private static IEnumerable<FindingCode> Lints() =>
    [
        MappingLints.BadYaml, MappingLints.UnknownField, MappingLints.MissingRequired, MappingLints.BadValue, MappingLints.DuplicateField,
        MappingLints.DuplicateTarget, MappingLints.UnknownTarget, MappingLints.BadSource, MappingLints.BadConverter, MappingLints.UnreachableDefault,
        MappingLints.Deprecated, MappingLints.BadEnum, MappingLints.UnusedEnum, MappingLints.BadMatch, MappingLints.BadTest, MappingLints.BadName,
        MappingLints.NoLines, MappingLints.TooLarge,
    ];

    private static void Keys(StringBuilder text, DeclaredKey parent, string path, bool chinese)
    {
        foreach (var key in parent.Keys.Where(k => k.DeprecatedFor is null))
        {
            var own = path + key.Name + (key.Kind == DeclaredKind.Objects ? "[]" : "");
            Row(text, $"`{own}`", key.Required ? "✓" : "", string.Join(" ", key.Words.Select(w => $"`{w}`")), chinese ? key.Zh : key.En);
            Keys(text, key, own + ".", chinese);
        }
    }

    private static void Head(StringBuilder text, string title, string columns)
    {
        text.Append('\n').Append(title).Append("\n\n| ").Append(columns).Append(" |\n|");
        for (var i = columns.Count(c => c == '|'); i >= 0; i--)
        {
            text.Append("---|");
        }

        text.Append('\n');
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            text.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        }

        text.Append("|\n");
    }
}
