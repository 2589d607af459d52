using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>
/// Terms where a day is asked for: <c>合同签订后15日内</c>, <c>3-4 weeks ARO</c>, <c>10 Werktage</c>, <c>现货</c>. A term counts from a day that the
/// document does not name; a day of the month (<c>15日</c>) and a day that does not exist are none.
/// </summary>
internal static partial class TermText
{
    private const int MaxLength = 60;

    /// <summary>A greater number before a week is the week's own: 45周.</summary>
    private const int MostWeeks = 26;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789０１２３４５６７８９");

    /// <summary>True for a count of days, weeks or months and no other number: that may be a day, if only one that does not exist.</summary>
    public static bool IsTerm(string text)
    {
        if (text.Length is < 2 or > MaxLength || !text.AsSpan().ContainsAnyInRange('0', '9') || Counted().Match(text) is not { Success: true } term)
        {
            return false;
        }

        return !text.AsSpan(0, term.Index).ContainsAny(Digits) && !text.AsSpan(term.Index + term.Length).ContainsAny(Digits) && (term.Index == 0 || text[term.Index - 1] is not ('第' or '月' or '월' or '年' or '년'))
            && (term.Groups["w"].Length == 0 || int.Parse(term.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) <= MostWeeks);
    }

    [GeneratedRegex(
        @"(?<![\d./-])(?<n>\d{1,3})(?:\s*(?:-|–|~|～|〜|至|到|to|or|a|à|bis|до)\s*\d{1,3})?\s*(?:个|個|ヶ|か|カ)?\s*(?:工作日|自然日|天|[日月]\s*(?:内|以内|间|間|後|后)|[營营]業?业?日|(?<w>周|週|星期|주(?![가-힣]))|月\s*[上中下]旬|月(?=[内以])"
        + @"|일\s*(?:이내|내|후)|영업일|주\s*(?:이내|내|후|간)|개월"
        + @"|(?:(?:working|business|calendar)\s+)?(?:days?|weeks?|wks?|months?)\b|(?:Arbeits|Werk|Kalender)?tagen?\b|Wochen?\b|Monaten?\b|jours?\b|semaines?\b|mois\b|giorni\b|gg\b|settiman[ae]\b|mes[ie]\b"
        + @"|d[ií]as?\b|semanas?\b|meses\b|dni\b|tygodni[ea]?\b|(?:рабочих\s+)?дн(?:ей|я|\.)|недел[ьяи]|суток|ngày\b|tuần\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();
}
