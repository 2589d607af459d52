using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Columns beside the goods, such as places, codes of parties and ids, whose values cannot be what the caption was taken for: an address looks
/// like an address, a tax number like one, and what is an order's own does not change within the order. They are dropped, not doubted: their
/// values stay attributes of the line.
/// </summary>
internal static class SideColumns
{
    private const double Sure = 0.85;
    private const double Weak = 0.75;
    private const double Most = 0.8;
    private const double Half = 0.5;
    private const int LeastPostcode = 3;
    private const int LeastTaxId = 7;
    private const int LongestLineNumber = 6;

    private static readonly Concept[] OfOrder =
        [Concept.CustomerCode, Concept.SupplierCode, Concept.Supplier, Concept.CustomerTaxId, Concept.Postcode, Concept.Province, Concept.Country, Concept.SourceId];

    /// <param name="table">The table.</param>
    /// <param name="columns">The columns found; changed in place.</param>
    /// <param name="titled">What the title block states: an empty column does not state it once more.</param>
    public static void Drop(TableRegion table, List<AssignedColumn> columns, IReadOnlySet<Concept> titled)
    {
        columns.RemoveAll(c => c.Profile.Filled == 0 && c.Meaning is Concept.OrderNumber or Concept.OrderDate or Concept.Customer && titled.Contains(c.Meaning));
        var number = columns.Find(c => c.Meaning == Concept.OrderNumber);
        var party = columns.Find(c => c.Meaning is Concept.Customer or Concept.ShipToName);
        columns.RemoveAll(c => c.Profile.Filled > 0 && (!CanBe(c) || ChangesWithinOrder(table, c, number, party) || IsIdBeside(c, number)));
    }

    private static bool CanBe(AssignedColumn column)
    {
        var p = column.Profile;
        return column.Meaning switch
        {
            Concept.ShipTo => p.Share(p.Spaced) >= Half || p.Share(p.Worded) >= Half || p.Share(p.Codes + p.Numbers) < Half,
            Concept.Postcode => p.MeanLength >= LeastPostcode && p.Share(Math.Max(p.Codes, p.Numbers)) >= Half,
            Concept.Province or Concept.City or Concept.Country or Concept.District => p.Share(Math.Max(p.Codes, p.Numbers)) < Most || p.Share(p.Worded) >= Half,
            Concept.CustomerTaxId => p.MeanLength >= LeastTaxId && p.Share(Math.Max(p.Codes, p.Numbers)) >= Half,
            Concept.CustomerCode or Concept.SupplierCode => !p.HoldsOnly(IsMasked) && (Weight(column) >= Weak || p.Share(Math.Max(p.Codes, p.Numbers)) >= Half),
            Concept.Quantity => !IsMoney(column.Header),
            Concept.LineNumber => p.MeanLength <= LongestLineNumber || p.IsRunningNumber,
            Concept.Unit => !IsFlag(p) || Weight(column) >= Sure && p.Distinct == 1 && p.Units > 0,
            Concept.Specification => !TechnicalIds.IsId(column.Header) || p.Integers < p.Filled,
            _ => true,
        };
    }

    /// <summary>"Summe €", and a "Total" that is surer to be one of money, count no goods.</summary>
    private static bool IsMoney(HeaderCell header) =>
        header.Text.AsSpan().IndexOfAny("€$£¥￥₩") >= 0
        || Math.Max(header.WeightOf(Concept.Payable), Math.Max(header.WeightOf(Concept.Amount), header.WeightOf(Concept.GoodsTotal))) > header.WeightOf(Concept.Quantity);

    /// <summary>Shops mask whose account it is: 정***, tb8812**.</summary>
    private static bool IsMasked(string text) => text.Contains("**", StringComparison.Ordinal);

    /// <summary>Yes and no are no units, whatever units N and S may be elsewhere.</summary>
    private static bool IsFlag(ColumnProfile profile) =>
        profile.HoldsOnly(text => text.ToUpperInvariant() is "N" or "Y" or "J" or "S" or "X" or "YES" or "NO" or "TRUE" or "FALSE" or "是" or "否");

    /// <summary>A weak guess, or the name of a maker, that changes from line to line of one order speaks of the line.</summary>
    private static bool ChangesWithinOrder(TableRegion table, AssignedColumn column, AssignedColumn? number, AssignedColumn? party)
    {
        if (Array.IndexOf(OfOrder, column.Meaning) < 0 || column.Profile.Distinct < 2)
        {
            return false;
        }

        var order = number ?? party;
        if (order is null)
        {
            // Rows without any order of their own are one order, unless the caption itself is sure to name a party.
            return Weight(column) < Sure && column.Meaning is not Concept.Supplier;
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, order.Header) is { } key && TableRegion.Value(row, column.Header) is { } value
                && !seen.TryAdd(CellText.Of(key), CellText.Of(value)) && seen[CellText.Of(key)] != CellText.Of(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A weak word for an id beside the number that people know the order by.</summary>
    private static bool IsIdBeside(AssignedColumn column, AssignedColumn? number) => column.Meaning == Concept.SourceId && number is not null && Weight(column) < Weak;

    private static double Weight(AssignedColumn column) => column.Header.WeightOf(column.Meaning);
}
