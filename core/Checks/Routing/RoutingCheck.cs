using IntegrationHub.Core.Checks.Rules;

namespace IntegrationHub.Core.Checks.Routing;

/// <summary>Chooses plant, line or warehouse by the first rule that matches.</summary>
internal static class RoutingCheck
{
    public static void Run(CheckScope scope)
    {
        foreach (var rule in scope.Rules.Routing)
        {
            if (rule.When.MatchesOrder(scope) && MatchesLines(scope, rule))
            {
                scope.Route = rule.Route;
                return;
            }
        }

        if (scope.Rules.Routing.Count > 0)
        {
            scope.Add(RoutingFindings.NoRoute, null);
        }
    }

    private static bool MatchesLines(CheckScope scope, RoutingRule rule)
    {
        if (!rule.When.ConcernsLines)
        {
            return true;
        }

        var lines = scope.Order.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (rule.When.MatchesLine(lines[i], scope.MaterialOf(i)) != rule.Every)
            {
                return !rule.Every;
            }
        }

        return rule.Every && lines.Count > 0;
    }
}
