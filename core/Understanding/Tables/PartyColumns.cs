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

    public static void Settle(List<AssignedColumn> columns)
    {
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

    private static bool HoldsNumbers(ColumnProfile profile) => profile is { Filled: > 0, Spaced: 0 } && Math.Max(profile.Codes, profile.Integers) == profile.Filled;

    /// <summary>A caption that names any party's name: no strong word for one party.</summary>
    private static bool IsAnyName(HeaderCell header) =>
        header.WeightOf(Concept.Customer) is >= WeakWord and < Strong && header.WeightOf(Concept.Supplier) < Strong;
}
