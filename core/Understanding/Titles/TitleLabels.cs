using System.Text.RegularExpressions;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>What a text before a colon, or beside a value, may mean as a label.</summary>
internal sealed partial class TitleLabels(Words words, TitleValues values)
{
    public const int MaxLabel = 60;
    private const int LongestPiece = 500;
    private const int MostWords = 3;
    private const double BeforeColon = 0.55;
    private const double VeryWord = 0.97;

    /// <summary>What is told in sentences: a colon in it ends no value.</summary>
    private static readonly HashSet<Concept> Prose = [Concept.Remarks, Concept.PaymentTerms, Concept.ShippingMethod, Concept.Warranty, Concept.Description, Concept.Signature];

    private static readonly Concept[] OfPlaces = [Concept.Contact, Concept.Phone, Concept.Email, Concept.OrderNumber, Concept.OrderDate, Concept.RequestedDate, Concept.DeliveryDate];

    private static readonly Concept[] OfHeads =
    [
        Concept.OrderNumber, Concept.CustomerOrderNumber, Concept.OrderDate, Concept.RequestedDate, Concept.DeliveryDate, Concept.Customer, Concept.CustomerCode, Concept.CustomerTaxId, Concept.Supplier,
        Concept.SupplierCode, Concept.Contact, Concept.Phone, Concept.Email, Concept.ShipTo, Concept.Currency, Concept.Contract, Concept.PaymentTerms, Concept.Salesperson,
    ];

    /// <summary>The strongest meaning of a label whose kind of value fits; a weak word needs a colon's support.</summary>
    public ConceptMatch? BestConcept(string label, double atLeast, string value)
    {
        if (label.Length is 0 or > MaxLabel)
        {
            return null;
        }

        ConceptMatch? best = null;
        foreach (var match in words.Concepts(label))
        {
            if (match.Weight >= atLeast && (best is null || match.Weight > best.Value.Weight) && (value.Length == 0 || values.Accepts(match.Concept, value, null)))
            {
                best = match;
            }
        }

        return best;
    }

    /// <summary>"Firma" is a signature in one language and a company in the next: with a name behind it above the table nobody has signed.</summary>
    public ConceptMatch FirmRatherThanSignature(string label, ConceptMatch best)
    {
        if (best.Concept != Concept.Signature)
        {
            return best;
        }

        foreach (var match in words.Concepts(label))
        {
            if (match.Concept == Concept.Customer && match.Weight >= 0.55)
            {
                return match;
            }
        }

        return best;
    }

    /// <summary>A label for a day, be it a weak word.</summary>
    public ConceptMatch? WeakDate(string label) =>
        BestConcept(label, 0.55, string.Empty) is { Concept: Concept.OrderDate or Concept.DeliveryDate or Concept.RequestedDate } match ? match : null;

    /// <summary>True for the very name of a kind of document: an "Order form" is no "Order from".</summary>
    public bool IsTitle(string text) => words.Document(text) is { Score: >= VeryWord };

    /// <summary>True where a text can be what a label of this meaning names.</summary>
    public bool CanBe(Concept concept, string value) => values.Accepts(concept, value, null);

    /// <summary>True for a label with its value in one cell: the value of nothing else.</summary>
    public bool IsLabelled(string text) => LabelEnd(text) is > 0 and var end && BestConcept(text[..end].Trim(), 0.75, string.Empty) is not null;

    /// <summary>True for a text that is a label and no value.</summary>
    public bool IsLabel(string text) => LabelEnd(text) == text.Length - 1 && text.Length > 1
        || text.Length <= MaxLabel && !text.AsSpan().ContainsAnyInRange('0', '9') && BestConcept(text, 0.97, string.Empty) is not null;

    /// <summary>The end of a label: a colon that is not part of a time, a ratio or an address.</summary>
    public static int LabelEnd(string piece)
    {
        for (var i = 1; i < piece.Length && i <= MaxLabel; i++)
        {
            if (piece[i] is ':' or '：' && !(i + 1 < piece.Length && piece[i + 1] == '/')
                && !(char.IsAsciiDigit(piece[i - 1]) && i + 1 < piece.Length && char.IsAsciiDigit(piece[i + 1])))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The labelled values of a cell: one per line, parted by wide gaps, or by a blank where the next known label begins: <c>单号:PO-1 日期:2026-11-05</c>.</summary>
    public List<string> Parts(string text)
    {
        var parts = new List<string>();
        foreach (var piece in Pieces(text).SelectMany(Clauses))
        {
            if (piece.Length > LongestPiece)
            {
                parts.Add(piece);
                continue;
            }

            var rest = piece;
            while (LabelEnd(rest) is > 0 and var first && NextLabel(rest, first) is { } next)
            {
                parts.Add(rest[..next].TrimEnd());
                rest = rest[next..];
            }

            parts.Add(rest);
        }

        return parts;
    }

    /// <summary>三、交货时间：…；交货地点：…: the clauses of a contract, without their numbers.</summary>
    private static IEnumerable<string> Clauses(string piece)
    {
        var bare = Numbering().Replace(piece, string.Empty);
        return bare.AsSpan().Count('：') > 1 ? bare.Split('；', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [bare];
    }

    [GeneratedRegex(@"^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]\s*|^\d{1,2}[、．]\s*")]
    private static partial Regex Numbering();

    /// <summary>Where the next known label begins behind the value of the first; null where none does.</summary>
    private int? NextLabel(string piece, int firstColon)
    {
        if (BestConcept(piece[..firstColon].Trim(), BeforeColon, string.Empty) is not { } first || Prose.Contains(first.Concept))
        {
            return null;
        }

        for (var colon = firstColon + 1; (colon = piece.AsSpan(colon).IndexOfAny(':', '：') is >= 0 and var at ? colon + at : -1) > 0; colon++)
        {
            int? start = null;
            var from = colon;
            for (var word = 0; word < MostWords && (from = piece.LastIndexOfAny([' ', '\u3000'], from - 1)) > firstColon + 1; word++)
            {
                start = MayFollow(piece[(from + 1)..colon].Trim(), first.Concept) ? from + 1 : start;
            }

            if (start is { } found && piece[(firstColon + 1)..found].Trim().Length > 0)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>True for the very word of a label that stands in heads of documents; behind an address not the parts of one.</summary>
    private bool MayFollow(string label, Concept first)
    {
        foreach (var match in words.Concepts(label))
        {
            if (match.Score >= VeryWord && Array.IndexOf(first is Concept.ShipTo or Concept.ShipToName ? OfPlaces : OfHeads, match.Concept) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A cell may hold several labelled values: one per line, or parted by wide gaps.</summary>
    public static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        foreach (var line in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var marks = line.AsSpan().Count(':') + line.AsSpan().Count('：');
            if (marks > 1)
            {
                pieces.AddRange(line.Split(["   ", "\t", "\u3000\u3000"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }
            else
            {
                pieces.Add(line);
            }
        }

        return pieces;
    }
}
