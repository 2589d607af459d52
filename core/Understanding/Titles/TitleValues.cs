using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Which texts can stand behind a label of a meaning: numbers, days, money, names.</summary>
internal sealed class TitleValues(Words words, DateOnly today)
{
    private const int LongestDay = 20;
    private const int LongestLabel = 12;
    private const int LongestSign = 6; // ca., RMB:

    /// <summary>What says that goods go where the customer is.</summary>
    private static readonly HashSet<string> Ditto = new(StringComparer.OrdinalIgnoreCase)
    {
        "as above", "same as above", "same", "ditto", "wie oben", "s.o", "siehe oben", "idem", "come sopra", "igual", "ídem", "o mesmo", "jak wyżej", "j.w", "так же", "同上", "同左", "上と同じ", "상동", "như trên",
    };

    /// <summary>True where the text, and the cell it stands in, can be what the label says.</summary>
    public bool Accepts(Concept concept, string text, Cell? cell)
    {
        if (text.Length == 0 || words.Values.IsPlaceholder(text) && !(IsParty(concept) && Addressee.LooksLikeCompany(text)) || text.AsSpan().IndexOfAny('■', '●', '▲') >= 0 || text.All(c => c is '_' or '-' or '.' or ' ' or '/' or '?' or '？'))
        {
            return false;
        }

        return concept switch
        {
            Concept.OrderNumber or Concept.CustomerOrderNumber or Concept.SourceId => LooksLikeOrderNumber(FirstLine(text)) && cell?.Kind is not CellKind.DateTime && !IsDateInWords(FirstLine(text)),
            Concept.CustomerCode or Concept.SupplierCode or Concept.Salesperson => !Addressee.LooksLikeCompany(text),
            Concept.OrderDate or Concept.DeliveryDate or Concept.RequestedDate => IsDate(text, cell),
            Concept.Currency => words.Values.CurrencyCode(text) is not null,
            Concept.ShipTo or Concept.ShipToName when Ditto.Contains(text.Trim('.', ' ')) => false,
            Concept.Contact when Addressee.LooksLikeCompany(text) => false,
            Concept.Customer or Concept.Supplier or Concept.ShipToName when IsNoName(text) => false,
            Concept.Customer or Concept.Supplier or Concept.Contact or Concept.ShipToName or Concept.ShipTo =>
                text.Length >= 2 && cell?.Kind is null or CellKind.Text && !(NumberText.TryRead(text, NumberStyle.Unknown, out var bare) && bare.IsBare),
            Concept.GoodsTotal or Concept.Discount or Concept.Freight or Concept.TaxTotal or Concept.Payable or Concept.Amount =>
                cell?.Kind == CellKind.Number || IsMoney(text),
            _ => true,
        };
    }

    /// <summary>True for a meaning whose values look like nothing in particular: remarks, terms.</summary>
    public static bool TakesAnything(Concept concept) => concept is Concept.Remarks or Concept.PaymentTerms or Concept.PaymentMethod or Concept.Salesperson or Concept.ShippingMethod;

    /// <summary>Where the bill goes by mail, or a day, names nobody.</summary>
    private bool IsNoName(string text) =>
        TitleLabels.LabelEnd(text) is > 0 and <= LongestLabel || IsCjkLabel(text) ||
        text.Contains('@') && !text.Contains(' ') || text.AsSpan().ContainsAnyInRange('0', '9') && text.Length <= LongestDay && words.Values.Dates.TryRead(FirstLine(text), DayMonthOrder.Unknown, today, out _);

    /// <summary>公 司 名 or 地址 below the heading of a party is the next label.</summary>
    private bool IsCjkLabel(string text) =>
        text.Length <= LongestLabel && text.Any(c => c > '\u2E80') && string.Concat(text.Where(c => !char.IsWhiteSpace(c))) is { Length: <= 6 } bare
        && words.Concepts(bare) is [{ Weight: >= 0.55, Score: >= 0.999 }, ..];

    /// <summary>A number that says of itself at most its currency: "IVA 21%" beside a label is the next label.</summary>
    private bool IsMoney(string text) =>
        NumberText.TryRead(text, NumberStyle.Unknown, out var number) && number.After != "%" && !char.IsLower(number.After.Length > 0 ? number.After[0] : ' ') && !TermText.IsTerm(text) && (number.Before.Length == 0 || words.IsCurrency(number.Before) || number.Before.Length <= LongestSign && words.Row(number.Before) is null && words.Concepts(number.Before) is []);

    private bool IsDateInWords(string text) =>
        text.Contains(' ') && text.AsSpan().ContainsAnyExceptInRange('\0', '@') && words.Values.Dates.TryRead(text, DayMonthOrder.Unknown, today, out _);

    private static bool IsParty(Concept concept) => concept is Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.ShipTo;

    private bool IsDate(string text, Cell? cell) =>
        cell?.Kind == CellKind.DateTime || cell is { Kind: CellKind.Number, Number: >= 20_000 and <= 80_000 }
        || words.Values.Dates.TryRead(DayText.WithoutTime(FirstLine(text)), DayMonthOrder.Unknown, today, out _) || SerialText.IsDate(text) || CompactDay.OfTaiwan(text) is not null;

    /// <summary>Has a digit, is not long, has few blanks, and is no amount of money.</summary>
    internal static bool LooksLikeOrderNumber(string text) =>
        text.Length is >= 1 and <= 40 && text.AsSpan().ContainsAnyInRange('0', '9') && text.AsSpan().Count(' ') <= 2 && text.AsSpan().IndexOfAny(':', '：') < 0
        && !(NumberText.TryRead(text, NumberStyle.Unknown, out var n) && decimal.Truncate(n.Value) != n.Value && n.IsBare);

    public static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\n', '\r']);
        return end < 0 ? text : text[..end].Trim();
    }
}
