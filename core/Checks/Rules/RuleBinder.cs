using System.Collections.Frozen;
using IntegrationHub.Core.Checks.Completeness;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Lays one checked rule file over a rule book: single values replace, rules of a known name replace, new rules go first.</summary>
internal sealed class RuleBinder(LintSink lints)
{
    public RuleBook Bind(RuleNode file, RuleBook book)
    {
        var line = file.Find("tolerances")?.Find("line");
        var total = file.Find("tolerances")?.Find("total");
        var plausibility = file.Find("plausibility");
        var attributes = Attributes(file.Find("attributes"), book);
        book = book with
        {
            AcceptAt = RuleValues.Number(file.Find("confidence")?.Find("acceptAt")) ?? book.AcceptAt,
            Line = Tolerance(line, book.Line),
            Total = Tolerance(total, book.Total),
            MaxQuantity = RuleValues.Number(plausibility?.Find("maxQuantity")) ?? book.MaxQuantity,
            MaxYearsAhead = (int)(RuleValues.Number(plausibility?.Find("maxYearsAhead")) ?? book.MaxYearsAhead),
            Duplicates = Duplicates(file.Find("duplicates"), book.Duplicates),
            OverdueAllowed = RuleValues.Number(file.Find("credit")?.Find("overdueAllowed")) ?? book.OverdueAllowed,
            Severities = Severities(file.Find("severities"), book),
            Attributes = attributes,
        };
        return book with
        {
            Complete = Merge(book.Complete, Rules(file.Find("complete"), (node, name, when) => Complete(node, name, when, attributes)), r => r.Name),
            Routing = Merge(book.Routing, Rules(file.Find("routing"), Route), r => r.Name),
        };
    }

    private static Tolerance Tolerance(RuleNode? node, Tolerance before) => new(
        RuleValues.Number(node?.Find("absolute")) ?? before.Absolute, RuleValues.Number(node?.Find("percent")) ?? before.Percent);

    private static DuplicateRules Duplicates(RuleNode? node, DuplicateRules before) => new()
    {
        Window = RuleValues.Duration(node?.Find("window")) ?? before.Window,
        SameContent = RuleValues.Duration(node?.Find("sameContent")) ?? before.SameContent,
        Undated = RuleValues.Duration(node?.Find("undated")) ?? before.Undated,
        Renumbered = RuleValues.Duration(node?.Find("renumbered")) ?? before.Renumbered,
        Lines = RuleValues.Number(node?.Find("lines")) ?? before.Lines,
        OrderDateDays = (int)(RuleValues.Number(node?.Find("orderDateDays")) ?? before.OrderDateDays),
        Candidates = (int)(RuleValues.Number(node?.Find("candidates")) ?? before.Candidates),
    };

    private static FrozenDictionary<string, Severity?> Severities(RuleNode? node, RuleBook book)
    {
        var severities = new Dictionary<string, Severity?>(book.Severities, StringComparer.Ordinal);
        foreach (var (code, severity) in node?.Pairs ?? [])
        {
            if (code.Text is not null && severity.Text is not null)
            {
                severities[code.Text] = Severity(severity.Text);
            }
        }

        return severities.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Severity? Severity(string? word) => word switch
    {
        "info" => Findings.Severity.Info,
        "warning" => Findings.Severity.Warning,
        "hold" => Findings.Severity.Hold,
        "reject" => Findings.Severity.Reject,
        _ => null,
    };

    private FrozenDictionary<string, AttributeWords> Attributes(RuleNode? node, RuleBook book)
    {
        var all = new Dictionary<string, AttributeWords>(book.Attributes, StringComparer.Ordinal);
        var here = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in node?.Items ?? [])
        {
            if (item.Find("key")?.Text is not { } key || item.Find("zh")?.Text is not { } zh || item.Find("en")?.Text is not { } en)
            {
                continue;
            }

            if (!here.TryAdd(key, item.Line))
            {
                lints.Raise(RuleLints.DuplicateRule, item, key, here[key]);
                continue;
            }

            var words = RuleValues.Texts(item.Find("words")).Select(w => w.Text!).Append(key).Append(zh).Append(en);
            all[key] = new AttributeWords(
                key, zh, en, words.Select(KeyText.OfName).Where(w => w.Length > 0).ToFrozenSet(StringComparer.Ordinal),
                RuleValues.Flag(item.Find("attachment")) ?? false);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Binds the rules of a list; a name is used once in a file.</summary>
    private List<T> Rules<T>(RuleNode? node, Func<RuleNode, string, RuleCondition, T?> bind)
        where T : class
    {
        var rules = new List<T>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in node?.Items ?? [])
        {
            if (item.Find("name")?.Text is not { } name)
            {
                continue;
            }

            if (!names.TryAdd(name, item.Line))
            {
                lints.Raise(RuleLints.DuplicateRule, item.Find("name")!, name, names[name]);
            }
            else if (bind(item, name, Condition(item.Find("when"))) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private CompletenessRule Complete(
        RuleNode node, string name, RuleCondition when, FrozenDictionary<string, AttributeWords> attributes)
    {
        var require = new List<string>();
        foreach (var path in RuleValues.Texts(node.Find("require")))
        {
            if (!OrderFields.IsKnown(path.Text!))
            {
                lints.Raise(RuleLints.UnknownPath, path, path.Text);
                continue;
            }

            if (OrderFields.AttributeOf(path.Text!) is { } key && !attributes.ContainsKey(key))
            {
                lints.Raise(RuleLints.UndeclaredAttribute, path, key);
            }

            require.Add(path.Text!);
        }

        return new CompletenessRule(name, when, require, Severity(node.Find("severity")?.Text) ?? Findings.Severity.Hold);
    }

    private static RoutingRule? Route(RuleNode node, string name, RuleCondition when) =>
        node.Find("route")?.Text is { } route ? new RoutingRule(name, when, node.Find("lines")?.Text != "any", route) : null;

    private RuleCondition Condition(RuleNode? node)
    {
        if (node?.Pairs is not { Count: > 0 })
        {
            return RuleCondition.Any;
        }

        var condition = new RuleCondition
        {
            Family = Names(node.Find("family")),
            Customer = Names(node.Find("customer")),
            Channel = node.Find("channel") is { } channel
                ? RuleValues.Texts(channel).Select(t => t.Text!).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
                : null,
            Province = Names(node.Find("province")),
            ItemPrefix = node.Find("itemPrefix") is { } prefix ? [.. RuleValues.Texts(prefix).Select(t => KeyText.OfCode(t.Text))] : null,
            MinQuantity = RuleValues.Number(node.Find("minQuantity")),
            MaxQuantity = RuleValues.Number(node.Find("maxQuantity")),
            Urgent = RuleValues.Flag(node.Find("urgent")),
        };
        if (condition.MinQuantity > condition.MaxQuantity)
        {
            lints.Raise(RuleLints.EmptyRange, node, condition.MinQuantity, condition.MaxQuantity);
        }

        return condition;
    }

    private static FrozenSet<string>? Names(RuleNode? node) =>
        node is null ? null : RuleValues.Texts(node).Select(t => KeyText.OfName(t.Text)).ToFrozenSet(StringComparer.Ordinal);

    private static List<T> Merge<T>(IReadOnlyList<T> before, List<T> now, Func<T, string> name)
    {
        var names = now.Select(name).ToHashSet(StringComparer.Ordinal);
        return [.. now, .. before.Where(rule => !names.Contains(name(rule)))];
    }
}
