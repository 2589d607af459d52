using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Pipeline;

/// <summary>What holds for every order alike (a reference table that was never loaded) is said once, for the document.</summary>
internal static class SharedRemarks
{
    /// <summary>Moves such remarks from the orders to the document.</summary>
    public static ImportDocument Once(ImportDocument answer)
    {
        var shared = Of(answer.Results.SelectMany(result => result.Findings));
        return shared.Count == 0 ? answer : answer with
        {
            Findings = [.. answer.Findings, .. shared],
            Results = [.. answer.Results.Select(result => result with { Findings = Own(result.Findings, shared) })],
        };
    }

    /// <summary>Those among the findings of some orders, as one.</summary>
    public static IReadOnlyList<Finding> Of(IEnumerable<Finding> findings) => NotLoadedRemarks.Merged(findings.Where(NotLoadedRemarks.IsOne));

    /// <summary>An order's findings but what is said for the document.</summary>
    public static IReadOnlyList<Finding> Own(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> shared)
    {
        bool IsOwn(Finding finding) => !NotLoadedRemarks.IsOne(finding) || !NotLoadedRemarks.IsSaid(finding, shared);
        return findings.All(IsOwn) ? findings : [.. findings.Where(IsOwn)];
    }
}
