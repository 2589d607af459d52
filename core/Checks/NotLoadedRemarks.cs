using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks;

/// <summary>The remarks that a check is off, ready made for every set of tables: a store without reference data raises them on each order.</summary>
internal static class NotLoadedRemarks
{
    private static readonly Finding[][] BySet = Make();

    public static IReadOnlyList<Finding> Of(int tables, RuleBook rules)
    {
        if (tables == 0)
        {
            return [];
        }

        var remarks = BySet[tables];
        if (rules.Severities.Count == 0 || !rules.Severities.TryGetValue(CheckFindings.ReferenceNotLoaded.Code, out var severity))
        {
            return remarks;
        }

        return severity is { } stated ? Array.ConvertAll(remarks, remark => remark with { Severity = stated }) : [];
    }

    private static Finding[][] Make()
    {
        var tables = Enum.GetValues<ReferenceTable>();
        var each = Array.ConvertAll(
            tables, table => CheckFindings.ReferenceNotLoaded.At(null, null, Reference.ReferenceNames.Of(table)));
        var sets = new Finding[1 << tables.Length][];
        for (var set = 0; set < sets.Length; set++)
        {
            var members = set;
            sets[set] = Array.FindAll(each, remark => (members & (1 << Array.IndexOf(each, remark))) != 0);
        }

        return sets;
    }
}
