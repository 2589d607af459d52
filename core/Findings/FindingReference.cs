using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;

namespace IntegrationHub.Core.Findings;

/// <summary>
/// The reference page of findings, generated from every static <see cref="FindingCode"/> field of classes marked
/// <see cref="FindingCodesAttribute"/>, so that no code goes undocumented.
/// </summary>
public static class FindingReference
{
    /// <summary>One declared code.</summary>
    /// <param name="Code">The declaration.</param>
    /// <param name="Declaration"><c>Class.Field</c>, to be found in the source.</param>
    public sealed record Entry(FindingCode Code, string Declaration);

    /// <summary>Every declaration in the assemblies, by code.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The product's own assemblies are kept whole: TrimmerRootAssembly in the project file of the program.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The product's own assemblies are kept whole: TrimmerRootAssembly in the project file of the program.")]
    public static IReadOnlyList<Entry> Collect(params IEnumerable<Assembly> assemblies)
    {
        var entries = new List<Entry>();
        foreach (var type in assemblies.Distinct().SelectMany(a => a.GetTypes()))
        {
            if (type.GetCustomAttribute<FindingCodesAttribute>() is null)
            {
                continue;
            }

            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            {
                // A field that hands on another class's declaration is the same declaration.
                if (field.GetValue(null) is FindingCode code && !entries.Exists(e => ReferenceEquals(e.Code, code)))
                {
                    entries.Add(new Entry(code, $"{type.Name}.{field.Name}"));
                }
            }
        }

        return [.. entries.OrderBy(e => e.Code.Code, StringComparer.Ordinal).ThenBy(e => e.Declaration, StringComparer.Ordinal)];
    }

    /// <summary>What is wrong with the declarations: a code used twice, not kebab-case, or a sentence missing; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<Entry> entries)
    {
        var problems = new List<string>();
        foreach (var group in entries.GroupBy(e => e.Code.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add($"{group.Key} is declared twice: {string.Join(", ", group.Select(e => e.Declaration))}");
        }

        foreach (var (code, declaration) in entries)
        {
            if (!IsKebab(code.Code))
            {
                problems.Add($"{declaration}: \"{code.Code}\" is not kebab-case");
            }

            foreach (var (text, name) in new[] { (code.En, "En"), (code.Zh, "Zh"), (code.FixEn, "FixEn"), (code.FixZh, "FixZh") })
            {
                if (string.IsNullOrWhiteSpace(text))
                {
                    problems.Add($"{declaration}: {name} is empty");
                }
            }

            foreach (var (text, name) in new[] { (code.Zh, "Zh"), (code.FixZh, "FixZh") })
            {
                if (!string.IsNullOrWhiteSpace(text) && !text.Any(IsHan))
                {
                    problems.Add($"{declaration}: {name} holds no Chinese");
                }
            }

            foreach (var (text, name) in new[] { (code.En, "En"), (code.FixEn, "FixEn") })
            {
                if (text.Any(IsHan))
                {
                    problems.Add($"{declaration}: {name} holds Chinese");
                }
            }
        }

        return problems;
    }

    /// <summary>The Chinese page.</summary>
    public static string Chinese(IReadOnlyList<Entry> entries) => Page(
        entries,
        "# 问题代码表\n\n<!-- 本页由程序生成，请勿手改：UPDATE_DOCS=1 dotnet test --filter Finding -->\n\n"
            + "导入结果与命令输出中的每个问题都有固定代码。严重程度：info 提示；warning 警告，订单继续；hold 挂起，等人处理；reject 拒绝；error 文件整体无法读取。"
            + "订单检查的严重程度可在规则文件的 `severities` 中调整。`{0}` `{1}` 处为具体内容。\n\n"
            + "| 代码 | 程度 | 含义 | 怎么办 |\n|---|---|---|---|\n",
        code => (code.Zh, code.FixZh));

    /// <summary>The English page.</summary>
    public static string English(IReadOnlyList<Entry> entries) => Page(
        entries,
        "# Findings\n\n<!-- Generated; do not edit: UPDATE_DOCS=1 dotnet test --filter Finding -->\n\n"
            + "Every remark of the hub has a fixed code. Severities: info; warning, the order goes on; hold, the order waits for a person; reject, "
            + "the order is refused; error, the file as a whole could not be read. The severity of what the order checks find is set in a rule file "
            + "under `severities`. `{0}` `{1}` stand for particulars.\n\n"
            + "| code | severity | meaning | what to do |\n|---|---|---|---|\n",
        code => (code.En, code.FixEn));

    private static string Page(IReadOnlyList<Entry> entries, string head, Func<FindingCode, (string Sentence, string Fix)> read)
    {
        var page = new StringBuilder(head);
        foreach (var (code, _) in entries)
        {
            var (sentence, fix) = read(code);
            page.Append("| `").Append(code.Code).Append("` | ").Append(code.Severity.ToString().ToLowerInvariant())
                .Append(" | ").Append(Cell(sentence)).Append(" | ").Append(Cell(fix)).Append(" |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static bool IsKebab(string code) =>
        code.Length > 0 && code[0] != '-' && code[^1] != '-' && !code.Contains("--", StringComparison.Ordinal)
        && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Characters and punctuation of CJK; a sentence may be little more than its arguments.</summary>
    private static bool IsHan(char c) => c is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';
}
