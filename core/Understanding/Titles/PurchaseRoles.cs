using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>
/// Who is who by whose paper it is: whom a buyer's paper addresses sells, whom a seller's addresses buys, and "Buyer" may be the person who buys
/// for the firm.
/// </summary>
internal static class PurchaseRoles
{
    private const double Sure = 0.75;
    private const double Possible = 0.5;

    private static readonly HashSet<string> Salutations = new(StringComparer.OrdinalIgnoreCase)
    {
        "Spett.le", "Spettle", "Spett", "Spettabile", "Spett.le Ditta", "Señores", "Señor(es)", "Señor", "Sres", "Sr.(es)", "Messrs", "M/s", "To", "Exmo(s). Sr(s)", "Exmos. Senhores", "ExmosSrs", "ExmosSenhores", "ExmoSr", "ExmoSenhor", "An",  "À", "A", "Kính gửi", "수신", "수신처", "致", "致To", "To致",
    };

    /// <summary>Labels of who writes.</summary>
    private static readonly HashSet<string> Senders = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Da", "De", "Von", "Od", "От", "От кого", "발신", "발신처", "发自", "發自", "自", "差出人", "発信", "発信者", "Émetteur", "Mittente", "Absender",
    };

    /// <summary>Labels that open an address: what stands below them is the addressee, what stands beside them a name filled in.</summary>
    private static readonly HashSet<string> Openings = new(StringComparer.OrdinalIgnoreCase) { "Firma", "Fa", "An", "An die", "An Firma", "An die Firma" };

    private static readonly HashSet<string> Buyers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Buyer", "Buyer Name", "Purchaser", "Purchaser Name", "Ordered By", "Purchased By", "Comprador", "Compradora", "Acheteur", "Acheteuse", "Einkäufer", "Besteller", "Bestellt von", "Acquirente", "Kupujący", "Покупатель",
    };

    /// <summary>
    /// The labelled values with the customer who is only addressed made the supplier, where the document is a purchase, or an order that
    /// names its customer besides; with the sender of a seller's paper made the supplier; and on a buyer's paper with the firm under a word for
    /// either party, beside a customer under a word for customers only.
    /// </summary>
    public static List<TitleField> Settle(List<TitleField> fields, DocumentClaim? claim, Words words)
    {
        var paper = Papers.Of(claim);
        return paper == Paper.Sellers
            ? fields.ConvertAll(f => f.Meaning == Concept.Customer && Is(Senders, f.Label) ? f with { Meaning = Concept.Supplier }
                : f.Meaning == Concept.Supplier && Is(Salutations, f.Label) ? f with { Meaning = Concept.Customer } : f)
            : fields.ConvertAll(f => IsAddressed(f, paper) && (paper == Paper.Buyers || claim is { Kind: DocumentKind.Order or DocumentKind.Template } || fields.Exists(o => IsOther(o, f))) || paper == Paper.Buyers && IsPartner(f, fields, words) ? f with { Meaning = Concept.Supplier } : f);
    }

    /// <summary>거래처 above 공급받는자: the partner of who buys.</summary>
    private static bool IsPartner(TitleField field, List<TitleField> fields, Words words) =>
        field is { Meaning: Concept.Customer, Label.Length: > 0 } && !fields.Exists(f => f.Meaning == Concept.Supplier) && MayMean(Concept.Supplier, field.Label, words) && MayMean(Concept.Customer, field.Label, words, surely: true)
        && fields.Exists(o => IsOther(o, field) && !MayMean(Concept.Supplier, o.Label, words));

    /// <summary>True where a label may, or can surely, mean a party.</summary>
    /// <param name="party">Customer or supplier.</param>
    /// <param name="label">The label as written.</param>
    /// <param name="words">The vocabularies.</param>
    /// <param name="surely">True to ask for a word that means the party before all others.</param>
    public static bool MayMean(Concept party, string label, Words words, bool surely = false)
    {
        foreach (var match in words.Concepts(label.TrimEnd(':', '：', ' ')))
        {
            if (match.Concept == party && match.Weight >= (surely ? Sure : Possible))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAddressed(TitleField field, Paper paper) =>
        field.Meaning == Concept.Customer && (Is(Salutations, field.Label) || paper == Paper.Buyers && field.Below && Is(Openings, field.Label));

    private static bool IsOther(TitleField customer, TitleField addressed) =>
        customer.Meaning == Concept.Customer && customer.Above && customer.Label.Length > 0 && !Is(Salutations, customer.Label) && customer.Text != addressed.Text;

    /// <summary>True for a person's name behind a label that may mean the person or the firm, and for a department or a person who writes: FROM：采购部 黄生.</summary>
    public static bool IsBuyer(TitleField customer) =>
        Is(Buyers, customer.Label) && LooksLikePerson(customer.Text) || Is(Senders, customer.Label) && !Addressee.LooksLikeCompany(customer.Text) && !Addressee.LooksLikeInstitution(customer.Text);

    private static bool Is(HashSet<string> labels, string label) => labels.Contains(label.TrimEnd(':', '：', '.', ',', ' ')) || labels.Contains(Letters(label));

    /// <summary>Without marks and blanks: Exmo.(s) Senhor(es), 수  신.</summary>
    private static string Letters(string label) => string.Concat(label.Where(char.IsLetter));

    /// <summary>Two or three words of letters, each with a capital: <c>Gill Parsons</c>, <c>Ana de Souza</c>, <c>C. Perrin</c>.</summary>
    private static bool LooksLikePerson(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 2 or 3 && !Addressee.LooksLikeCompany(name) && char.IsUpper(parts[0][0]) && char.IsUpper(parts[^1][0])
            && Array.TrueForAll(parts, p => p.All(c => char.IsLetter(c) || c is '.' or '-' or '\'' or '’') && (p.Any(char.IsLower) || p is [_, '.']));
    }
}
