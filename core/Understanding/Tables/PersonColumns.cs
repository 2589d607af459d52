using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// A person in two columns: <c>Nombre | Apellidos</c>, <c>Nom | Prénom</c>. The word for one half is plain, the other half stands under a
/// bare "Name" beside it.
/// </summary>
internal static class PersonColumns
{
    private const double Strong = 0.75;

    /// <param name="columns">The columns found; changed in place.</param>
    /// <param name="isTitled">True where the title block names the customer.</param>
    public static void Settle(List<AssignedColumn> columns, bool isTitled)
    {
        Settle(columns, Concept.FamilyName, Concept.GivenName);
        Settle(columns, Concept.GivenName, Concept.FamilyName);
        KeepHalf(columns, Concept.GivenName, Concept.FamilyName, isTitled);
        KeepHalf(columns, Concept.FamilyName, Concept.GivenName, isTitled);
    }

    /// <summary>Half a name is a contact, as "Vorname" beside a firm; a last name alone, or a first name where nobody else is named, is who orders.</summary>
    private static void KeepHalf(List<AssignedColumn> columns, Concept half, Concept other, bool isTitled)
    {
        var at = columns.FindIndex(c => c.Meaning == half);
        var isOnly = half == Concept.FamilyName || !isTitled && !columns.Exists(c => c.Meaning is Concept.CustomerCode or Concept.ShipToName or Concept.Contact or Concept.Supplier);
        var meaning = isOnly && !columns.Exists(c => c.Meaning == Concept.Customer) ? Concept.Customer : Concept.Contact;
        if (at >= 0 && !columns.Exists(c => c.Meaning == other) && !columns.Exists(c => c.Meaning == meaning))
        {
            columns[at] = columns[at] with { Meaning = meaning };
        }
    }

    private static void Settle(List<AssignedColumn> columns, Concept known, Concept missing)
    {
        if (columns.Exists(c => c.Meaning == missing) || columns.Find(c => c.Meaning == known) is not { } half)
        {
            return;
        }

        var other = columns.FindIndex(c => Math.Abs(c.Header.Column - half.Header.Column) == 1 && c.Profile is { Filled: > 0, Codes: 0 }
            && c.Meaning is Concept.Customer or Concept.Contact or Concept.ShipToName or Concept.ItemName && c.Header.WeightOf(c.Meaning) < Strong && c.Header.WeightOf(Concept.Customer) > 0 && c.Header.WeightOf(Concept.ItemName) > 0);
        if (other >= 0)
        {
            columns[other] = columns[other] with { Meaning = missing, Rival = null };
        }
    }
}
