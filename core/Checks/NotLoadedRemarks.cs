using System.Collections.Frozen;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks;

/// <summary>The remark that checks are off, ready made for every set of tables: a store without reference data raises it on each order.</summary>
internal static class NotLoadedRemarks
{
    private static readonly Finding[][] BySet = Make();
    private static readonly FrozenDictionary<string, int> Sets = BySet.Skip(1).Select((remark, at) => (remark[0].Message, Set: at + 1))
        .ToFrozenDictionary(entry => entry.Message, entry => entry.Set, StringComparer.Ordinal);

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

    /// <summary>True for such a remark that is no more than that.</summary>
    public static bool IsOne(Finding finding) => finding.Severity == Severity.Info && finding.Code == CheckFindings.ReferenceNotLoaded.Code;

    /// <summary>One remark in the place of many; what another version of the program wrote stays as it is.</summary>
    public static IReadOnlyList<Finding> Merged(IEnumerable<Finding> remarks)
    {
        var tables = 0;
        List<Finding>? others = null;
        foreach (var remark in remarks)
        {
            if (Sets.TryGetValue(remark.Message, out var set))
            {
                tables |= set;
            }
            else if (others?.Contains(remark) != true)
            {
                (others ??= []).Add(remark);
            }
        }

        return others is null ? BySet[tables] : [.. others, .. BySet[tables]];
    }

    /// <summary>True where the others say all that the remark says.</summary>
    public static bool IsSaid(Finding remark, IReadOnlyList<Finding> others)
    {
        var tables = Sets.GetValueOrDefault(remark.Message);
        for (var i = 0; i < others.Count; i++)
        {
            if (others[i] == remark || (tables != 0 && (tables & ~Sets.GetValueOrDefault(others[i].Message)) == 0))
            {
                return true;
            }
        }

        return false;
    }

    private static Finding[][] Make()
    {
        var tables = Enum.GetValues<ReferenceTable>();
        var sets = new Finding[1 << tables.Length][];
        sets[0] = [];
        for (var set = 1; set < sets.Length; set++)
        {
            var members = Array.FindAll(tables, table => (set & (1 << (int)table)) != 0);
            sets[set] =
            [
                CheckFindings.ReferenceNotLoaded.At(
                    null, null, string.Join(", ", members.Select(ReferenceNames.Of)), string.Join("、", members.Select(ReferenceNames.InChinese))),
            ];
        }

        return sets;
    }
}
