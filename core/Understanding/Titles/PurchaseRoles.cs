using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Who is who on a paper that only a buyer writes: whom it addresses sells, and "Buyer" may be the person who buys for the firm.</summary>
internal static class PurchaseRoles
{
    private static readonly HashSet<string> Salutations = new(StringComparer.OrdinalIgnoreCase)
    {
        "Spett.le", "Spettle", "Spett", "Spettabile", "Spett.le Ditta", "Señores", "Señor(es)", "Señor", "Sres", "Sr.(es)", "Messrs", "M/s", "To", "Exmo(s). Sr(s)", "Exmos. Senhores", "À", "A", "Kính gửi", "수신", "수신처", "致",
    };

    private static readonly HashSet<string> Buyers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Buyer", "Buyer Name", "Purchaser", "Purchaser Name", "Ordered By", "Purchased By", "Comprador", "Compradora", "Acheteur", "Acheteuse", "Einkäufer", "Besteller", "Bestellt von", "Acquirente", "Kupujący", "Покупатель",
    };

    /// <summary>
    /// The labelled values with the customer who is only addressed made the supplier, where the document is a purchase, or an order that
    /// names its customer besides.
    /// </summary>
    public static List<TitleField> Settle(List<TitleField> fields, DocumentClaim? claim)
    {
        var isPurchase = claim is not null && DocumentJudge.IsOrder(claim.Kind) && Addressee.IsPurchase(claim.Title);
        return isPurchase || claim is null || DocumentJudge.IsOrder(claim.Kind)
            ? fields.ConvertAll(f => f.Meaning == Concept.Customer && Is(Salutations, f.Label) && (isPurchase || fields.Exists(o => IsOther(o, f))) ? f with { Meaning = Concept.Supplier } : f)
            : fields;
    }

    private static bool IsOther(TitleField customer, TitleField addressed) =>
        customer.Meaning == Concept.Customer && customer.Above && customer.Label.Length > 0 && !Is(Salutations, customer.Label) && customer.Text != addressed.Text;

    /// <summary>True for a person's name behind a label that may mean the person or the firm.</summary>
    public static bool IsBuyer(TitleField customer) => Is(Buyers, customer.Label) && LooksLikePerson(customer.Text);

    private static bool Is(HashSet<string> labels, string label) => labels.Contains(label.TrimEnd(':', '：', '.', ',', ' '));

    /// <summary>Two or three words of letters, each with a capital: <c>Gill Parsons</c>, <c>Ana de Souza</c>.</summary>
    private static bool LooksLikePerson(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 2 or 3 && !Addressee.LooksLikeCompany(name) && char.IsUpper(parts[0][0]) && char.IsUpper(parts[^1][0])
            && Array.TrueForAll(parts, p => p.All(c => char.IsLetter(c) || c is '.' or '-' or '\'' or '’') && p.Any(char.IsLower));
    }
}
