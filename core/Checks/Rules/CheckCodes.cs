using System.Collections.Frozen;
using System.Reflection;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>The codes that the checks raise, and whose severity a rule may set.</summary>
internal static class CheckCodes
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = new[]
        {
            typeof(CheckFindings), typeof(Completeness.CompletenessFindings), typeof(Plausibility.PlausibilityFindings),
            typeof(Duplicates.DuplicateFindings), typeof(Conflict.ConflictFindings), typeof(Credit.CreditFindings),
            typeof(Supply.SupplyFindings), typeof(Routing.RoutingFindings),
        }
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => field.GetValue(null))
        .OfType<FindingCode>()
        .Select(code => code.Code)
        .Append(Understanding.UnderstandingFindings.QuantityMissing.Code)
        .Append(Understanding.UnderstandingFindings.TotalMismatch.Code)
        .ToFrozenSet(StringComparer.Ordinal);
}
