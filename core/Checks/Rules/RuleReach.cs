using System.Collections.Frozen;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Finds routing rules that can never win because a rule before them takes all their orders.</summary>
internal static class RuleReach
{
    /// <summary>Each rule that is never reached, with the one that takes its orders.</summary>
    public static IEnumerable<(RoutingRule Rule, RoutingRule By)> Unreachable(IReadOnlyList<RoutingRule> rules)
    {
        for (var i = 1; i < rules.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (TakesAll(rules[k], rules[i]))
                {
                    yield return (rules[i], rules[k]);
                    break;
                }
            }
        }
    }

    private static bool TakesAll(RoutingRule before, RoutingRule after)
    {
        var (wide, narrow) = (before.When, after.When);

        // "Every line" takes less than "any line" of the same lines.
        return (!wide.ConcernsLines || !before.Every || after.Every)
            && Holds(wide.Family, narrow.Family) && Holds(wide.Customer, narrow.Customer) && Holds(wide.Channel, narrow.Channel)
            && Holds(wide.Province, narrow.Province) && HoldsPrefixes(wide.ItemPrefix, narrow.ItemPrefix)
            && (wide.MinQuantity is null || narrow.MinQuantity >= wide.MinQuantity)
            && (wide.MaxQuantity is null || narrow.MaxQuantity <= wide.MaxQuantity)
            && (wide.Urgent is null || wide.Urgent == narrow.Urgent);
    }

    private static bool Holds(FrozenSet<string>? wide, FrozenSet<string>? narrow) =>
        wide is null || (narrow is not null && narrow.IsSubsetOf(wide));

    private static bool HoldsPrefixes(IReadOnlyList<string>? wide, IReadOnlyList<string>? narrow) =>
        wide is null || (narrow is not null && narrow.All(n => wide.Any(w => n.StartsWith(w, StringComparison.Ordinal))));
}
