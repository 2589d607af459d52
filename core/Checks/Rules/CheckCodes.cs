using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>The codes that the checks raise, and whose severity a rule may set.</summary>
internal static class CheckCodes
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet(
        [
            .. Of(typeof(CheckFindings)),
            .. Of(typeof(Completeness.CompletenessFindings)),
            .. Of(typeof(Plausibility.PlausibilityFindings)),
            .. Of(typeof(Duplicates.DuplicateFindings)),
            .. Of(typeof(Conflict.ConflictFindings)),
            .. Of(typeof(Credit.CreditFindings)),
            .. Of(typeof(Supply.SupplyFindings)),
            .. Of(typeof(Routing.RoutingFindings)),
            Understanding.UnderstandingFindings.QuantityMissing.Code,
            Understanding.UnderstandingFindings.TotalMismatch.Code,
        ],
        StringComparer.Ordinal);

    private static IEnumerable<string> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type catalogue) => catalogue
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<FindingCode>()
        .Select(code => code.Code);
}
