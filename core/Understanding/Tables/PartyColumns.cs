using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// A party in two columns, its number and then its name: <c>Fornecedor | Razão Social</c> over <c>000231 | Metalúrgica Ltda</c>, <c>Kreditor | Name 1</c>.
/// The word for the party stands over the number, and the name beside it is the same party's.
/// </summary>
internal static class PartyColumns
{
    private const double WeakWord = 0.5;
    private const double Strong = 0.75;
    private const decimal BesideItsNumber = 0.89m;

    public static void Settle(TableRegion table, List<AssignedColumn> columns)
    {
        TakeName(table, columns, Concept.Supplier, Concept.SupplierCode);
        TakeName(table, columns, Concept.Customer, Concept.CustomerCode);
        CodeOfSupplier(table, columns);
        Settle(columns, Concept.Supplier, Concept.SupplierCode);
        Settle(columns, Concept.Customer, Concept.CustomerCode);
    }

    private static void Settle(List<AssignedColumn> columns, Concept party, Concept number)
    {
        var isNumbered = columns.Exists(c => c.Meaning == number);
        var at = columns.FindIndex(c => isNumbered ? c.Meaning == number : c.Meaning == party && HoldsNumbers(c.Profile));
        if (at < 0 || isNumbered && columns.Exists(c => c.Meaning == party))
        {
            return;
        }

        var name = columns.FindIndex(c => c.Header.Column == columns[at].Header.Column + 1 && c.Profile.Filled > 0 && c.Profile.Codes * 2 <= c.Profile.Filled
            && c.Meaning is Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.Contact && IsAnyName(c.Header));
        if (name >= 0)
        {
            columns[at] = columns[at] with { Meaning = number };
            columns[name] = columns[name] with { Meaning = party, Confidence = BesideItsNumber, Rival = null };
        }
    }

    /// <summary>客户 over C0117 beside 客户名称 over names: the name is the party's, the other its code.</summary>
    private static void TakeName(TableRegion table, List<AssignedColumn> columns, Concept party, Concept code)
    {
        var at = columns.FindIndex(c => c.Meaning == party && HoldsNumbers(c.Profile));
        if (at >= 0 && table.Headers.FirstOrDefault(h => h != columns[at].Header && h.WeightOf(party) >= Strong && table.Profiles[h.Column] is { Filled: > 0 } p && p.Codes * 2 <= p.Filled && p.Numbers == 0) is { } name
            && !columns.Exists(c => c.Header == name && Lines.FieldPaths.Of(c.Meaning) is not null))
        {
            columns.RemoveAll(c => c.Header == name || c.Meaning == code);
            at = columns.FindIndex(c => c.Meaning == party);
            columns.Add(columns[at] with { Meaning = code, Rival = null });
            columns[at] = new AssignedColumn(name, party, columns[at].Confidence, table.Profiles[name.Column]);
        }
    }

    /// <summary>A partner's code that changes with the supplier, where no customer is named, is the supplier's: CardCode beside vendor.</summary>
    private static void CodeOfSupplier(TableRegion table, List<AssignedColumn> columns)
    {
        var code = columns.FindIndex(c => c.Meaning == Concept.CustomerCode);
        if (code >= 0 && columns.Find(c => c.Meaning == Concept.Supplier) is { Profile.Distinct: > 1 } supplier && columns[code].Profile.Distinct == supplier.Profile.Distinct
            && !columns.Exists(c => c.Meaning is Concept.Customer or Concept.SupplierCode) && GoTogether(table, columns[code].Header, supplier.Header))
        {
            columns[code] = columns[code] with { Meaning = Concept.SupplierCode, Rival = null };
        }
    }

    private static bool GoTogether(TableRegion table, HeaderCell one, HeaderCell other)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, one) is { } a && TableRegion.Value(row, other) is { } b && !pairs.TryAdd(CellText.Of(a), CellText.Of(b)) && pairs[CellText.Of(a)] != CellText.Of(b))
            {
                return false;
            }
        }

        return pairs.Count > 1;
    }

    private static bool HoldsNumbers(ColumnProfile profile) => profile is { Filled: > 0, Spaced: 0 } && Math.Max(profile.Codes, profile.Integers) == profile.Filled;

    /// <summary>A caption that names any party's name: no strong word for one party.</summary>
    private static bool IsAnyName(HeaderCell header) =>
        header.WeightOf(Concept.Customer) is >= WeakWord and < Strong && header.WeightOf(Concept.Supplier) < Strong;
}
