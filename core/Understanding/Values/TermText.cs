using System.Text.RegularExpressions;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>
/// Terms where a day is asked for: <c>合同签订后15日内</c>, <c>3-4 weeks ARO</c>, <c>10 Werktage</c>, <c>现货</c>. A term counts from a day that the
/// document does not name; a day of the month (<c>15日</c>) and a day that does not exist are none.
/// </summary>
internal static partial class TermText
{
    private const int MaxLength = 60;

    public static bool IsTerm(string text) => text.Length is >= 2 and <= MaxLength && text.AsSpan().ContainsAnyInRange('0', '9') && Counted().IsMatch(text);

    [GeneratedRegex(
        @"(?<![\d./-])\d{1,3}(?:\s*(?:-|–|~|～|〜|至|到|to|or|a|à|bis|до)\s*\d{1,3})?\s*(?:个|個|ヶ|か|カ)?\s*(?:工作日|自然日|天|[日月]\s*(?:内|以内|间|間|後|后)|[營营]業?业?日|周|週|星期|月(?=[内以])"
        + @"|일\s*(?:이내|내|후)|영업일|주\s*(?:이내|내|후|간)|개월"
        + @"|(?:(?:working|business|calendar)\s+)?(?:days?|weeks?|wks?|months?)\b|(?:Arbeits|Werk|Kalender)?tagen?\b|Wochen?\b|Monaten?\b|jours?\b|semaines?\b|mois\b|giorni\b|gg\b|settiman[ae]\b|mes[ie]\b"
        + @"|d[ií]as?\b|semanas?\b|meses\b|dni\b|tygodni[ea]?\b|(?:рабочих\s+)?дн(?:ей|я|\.)|недел[ьяи]|суток|ngày\b|tuần\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();
}
