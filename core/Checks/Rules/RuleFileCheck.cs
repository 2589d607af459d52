using IntegrationHub.Core.Findings;
using System.Globalization;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Holds a rule file against the declaration, all of it, so that whoever binds it afterwards meets only what fits.</summary>
internal sealed class RuleFileCheck(LintSink lints)
{
    /// <summary>The node with only what fits; null where nothing does.</summary>
    public void Object(RuleNode node, RuleKey declared)
    {
        if (node.Pairs is null)
        {
            lints.Raise(RuleLints.BadValue, node, declared.Name, node.Shown, "key: value");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Pairs)
        {
            var name = key.Text ?? "";
            if (declared.Find(name) is not { } child)
            {
                lints.Raise(RuleLints.UnknownField, key, name, string.Join(", ", declared.Keys.Select(k => k.Name)));
            }
            else if (!seen.Add(name))
            {
                lints.Raise(RuleLints.DuplicateField, key, name);
            }
            else
            {
                Value(value, child);
            }
        }

        foreach (var key in declared.Keys)
        {
            if (key.Required && !seen.Contains(key.Name))
            {
                lints.Raise(RuleLints.MissingRequired, node, key.Name);
            }
        }
    }

    private void Value(RuleNode node, RuleKey key)
    {
        switch (key.Kind)
        {
            case RuleKind.Object:
                Object(node, key);
                return;
            case RuleKind.Objects when node.Items is { } items:
                foreach (var item in items)
                {
                    Object(item, key);
                }

                return;
            case RuleKind.Severities when node.Pairs is not null:
                Severities(node, key);
                return;
        }

        if (!Fits(node, key))
        {
            lints.Raise(RuleLints.BadValue, node, key.Name, node.Shown, Expected(key));
        }
    }

    private void Severities(RuleNode node, RuleKey key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, severity) in node.Pairs!)
        {
            if (code.Text is null || !CheckCodes.All.Contains(code.Text))
            {
                lints.Raise(RuleLints.UnknownFinding, code, code.Shown);
            }
            else if (!seen.Add(code.Text))
            {
                lints.Raise(RuleLints.DuplicateField, code, code.Text);
            }

            if (severity.Text is null || !key.Words.Contains(severity.Text))
            {
                lints.Raise(RuleLints.BadValue, severity, code.Shown, severity.Shown, string.Join(" | ", key.Words));
            }
        }
    }

    /// <summary>True where the value is of the declared kind and within its bounds.</summary>
    public static bool Fits(RuleNode node, RuleKey key) => key.Kind switch
    {
        RuleKind.Text => IsText(node),
        RuleKind.Texts => IsText(node) || (node.Items is { Count: > 0 } items && items.TrueForAll(IsText)),
        RuleKind.Number => RuleValues.Number(node) is { } number && number >= key.Min && number <= key.Max,
        RuleKind.Whole => RuleValues.Number(node) is { } whole && decimal.Truncate(whole) == whole && whole >= key.Min && whole <= key.Max,
        RuleKind.Flag => node.Text is "true" or "false",
        RuleKind.Word => node.Text is not null && key.Words.Contains(node.Text),
        RuleKind.Duration => RuleValues.Duration(node) is not null,
        _ => false,
    };

    private static bool IsText(RuleNode node) => !string.IsNullOrWhiteSpace(node.Text);

    private static object Expected(RuleKey key) => key.Kind switch
    {
        RuleKind.Text => new Said("text", "文本"),
        RuleKind.Texts => new Said("text or list of texts", "文本或列表"),
        RuleKind.Number or RuleKind.Whole => string.Create(
            CultureInfo.InvariantCulture, $"{(key.Kind == RuleKind.Whole ? "1, 2, 3" : "0.5")} … ({key.Min} – {(key.Max == decimal.MaxValue ? "∞" : key.Max.ToString(CultureInfo.InvariantCulture))})"),
        RuleKind.Flag => "true | false",
        RuleKind.Word => string.Join(" | ", key.Words),
        RuleKind.Duration => "90s | 30m | 12h | 14d",
        RuleKind.Objects => new Said("a list", "列表"),
        _ => new Said("key: value", "键: 值"),
    };
}
