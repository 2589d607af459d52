using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Whose contact, telephone, tax number and address stand in a title block: those of the party named above them under the same column of
/// labels, else of the party named before them in the same row, else of the block whose columns they stand in. What is the supplier's is not the customer's, nor where the goods go.
/// </summary>
internal sealed class PartyDetails(Words words)
{
    private const int Reach = 6;
    public const decimal StrongLabel = 0.9m;
    private const double Certain = 0.9;

    public List<TitleField> Settle(List<TitleField> fields)
    {
        var parties = fields.Where(f => f.Label.Length > 0 && f.Meaning is Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.ShipTo && !IsBareAddress(f)).ToList();
        return parties.Exists(p => p.Meaning == Concept.Supplier)
            ? fields.ConvertAll(f => IsDetail(f) && !f.OfSupplier && Owner(f, fields, parties) is { Meaning: Concept.Supplier } && !NamesCustomer(f.Label) ? f with { OfSupplier = true } : f)
            : fields;
    }

    private static TitleField? Owner(TitleField detail, List<TitleField> fields, List<TitleField> parties) => Owner(detail, parties) ?? (Home(detail, fields) is { } home ? Owner(home, parties) : null);

    /// <summary>The label that the detail's row begins with, of which it is the second: 電話：… 傳真：….</summary>
    private static TitleField? Home(TitleField detail, List<TitleField> fields) =>
        fields.Where(f => f.Row == detail.Row && f.Column < detail.Column && IsDetail(f)).MaxBy(f => f.Column);

    private static TitleField? Owner(TitleField detail, List<TitleField> parties) =>
        parties.Where(p => p.Column == detail.Column && p.Row <= detail.Row && p.Row >= detail.Row - Reach && p != detail).MaxBy(p => p.Row)
        ?? parties.Where(p => p.Row == detail.Row && p.Column < detail.Column).MaxBy(p => p.Column)
        ?? Blocks(detail, parties).Where(p => p.Column < detail.Column).MaxBy(p => p.Column);

    /// <summary>Parties side by side above the detail: what stands between their columns is the left one's.</summary>
    private static IEnumerable<TitleField> Blocks(TitleField detail, List<TitleField> parties) =>
        parties.Where(p => p.Row < detail.Row && p.Row >= detail.Row - Reach).GroupBy(p => p.Row).Where(r => r.Count() > 1).MaxBy(r => r.Key) ?? Enumerable.Empty<TitleField>();

    private static bool IsDetail(TitleField field) => field.Meaning is Concept.Contact or Concept.Email or Concept.Phone or Concept.CustomerTaxId || IsBareAddress(field);

    /// <summary>"Address", "地址": not said to be where the goods go.</summary>
    private static bool IsBareAddress(TitleField field) => field.Meaning == Concept.ShipTo && field.Confidence < StrongLabel;

    /// <summary>"客户联系人", "Buyer Contact", "Telefon des Kunden" say themselves whose they are.</summary>
    private bool NamesCustomer(string label)
    {
        for (var end = 2; end < label.Length; end++)
        {
            if ((label[end] == ' ' || label[end] > '\u2E80') && words.Concepts(label[..end]) is [{ Concept: Concept.Customer, Weight: >= Certain }, ..])
            {
                return true;
            }
        }

        return false;
    }
}
