using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Routing;

/// <summary>What routing remarks.</summary>
[FindingCodes]
public static class RoutingFindings
{
    /// <summary>No rule matched.</summary>
    public static readonly FindingCode NoRoute = new(
        "no-route", Severity.Info,
        "No routing rule matches the order.",
        "没有匹配的派单规则。",
        "Add a rule, or a last rule without conditions.",
        "请补充规则，或在最后加一条无条件的规则。");
}
