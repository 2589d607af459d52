using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Quantity × price = amount, tested over the rows: it tells which of several quantity, price and amount columns belong together,
/// and what a caption such as <c>Amount</c> or <c>Total</c> means.
/// </summary>
internal static class LineArithmetic
{
    private const int MaxCandidates = 6;
    private const int MaxRows = 200;
    private const decimal SettledByTax = 0.93m;

    /// <summary>Beyond these no rate is computed: a quotient of the extremes has no place in a decimal.</summary>
    private const decimal Least = 0.0001m;
    private const decimal Most = 1_000_000_000_000m;

    /// <param name="table">The table.</param>
    /// <param name="options">What its columns may mean.</param>
    /// <param name="words">Vocabulary of values.</param>
    /// <param name="discounts">How the column of discounts states them; null where the amounts do not tell.</param>
    /// <returns>The columns whose meaning the rows prove.</returns>
    public static HashSet<(int Column, Concept Meaning)> Prove(TableRegion table, List<ColumnAssigner.Option> options, IValueWords words, out DiscountStyle? discounts)
    {
        var basis = options.Where(o => o is { Concept: Concept.PriceBasis, Fit: >= 0.9 }).Select(o => o.Header.Column).FirstOrDefault(-1);
        var discount = options.Where(o => o is { Concept: Concept.DiscountPercent, Weight: >= 0.55 }).Select(o => o.Header.Column).FirstOrDefault(-1);
        var quantities = Candidates(options, Concept.Quantity);
        var prices = Candidates(options, Concept.UnitPrice).Union(Candidates(options, Concept.PriceWithTax)).ToList();
        var amounts = Candidates(options, Concept.Amount).Union(Candidates(options, Concept.AmountWithTax)).ToList();
        (double Score, int Q, int P, int A, DiscountStyle Style) best = default;
        foreach (var q in quantities)
        {
            foreach (var p in prices)
            {
                foreach (var a in amounts)
                {
                    if (q == p || p == a || q == a)
                    {
                        continue;
                    }

                    var likely = 1 + 0.2 * (Weight(options, q, Concept.Quantity) + Weight(options, p, Concept.UnitPrice) + Weight(options, a, Concept.Amount));
                    foreach (var style in discount < 0 ? DiscountStyle.All.AsSpan(0, 1) : DiscountStyle.All)
                    {
                        var share = Share(table, q, p, a, basis == q || basis == p || basis == a ? -1 : basis, CaptionBasis(table, p, words), discount, style) * likely;
                        if (share > best.Score)
                        {
                            best = (share, q, p, a, style);
                        }
                    }
                }
            }
        }

        discounts = null;
        var proof = new HashSet<(int, Concept)>();
        if (best.Score >= 0.8)
        {
            if (discount >= 0 && discount != best.A && Share(table, best.Q, best.P, best.A, basis, CaptionBasis(table, best.P, words), discount, best.Style) > Share(table, best.Q, best.P, best.A, basis, CaptionBasis(table, best.P, words)))
            {
                proof.Add((discount, Concept.DiscountPercent));
                discounts = best.Style;
            }

            proof.Add((best.Q, Concept.Quantity));
            proof.Add((best.P, Has(options, best.P, Concept.UnitPrice) ? Concept.UnitPrice : Concept.PriceWithTax));
            proof.Add((best.A, Has(options, best.A, Concept.Amount) ? Concept.Amount : Concept.AmountWithTax));
        }

        return proof;
    }

    /// <summary>
    /// A price of which the line's tax is the same rate on every row, whatever the quantity, is the price of the whole line: 2.64 of 31.98 for
    /// two and 6.41 of 77.70 for six are both 8.25 %.
    /// </summary>
    public static void TellWholePrices(TableRegion table, List<AssignedColumn> columns)
    {
        var price = columns.FindIndex(c => c.Meaning == Concept.UnitPrice);
        if (price < 0 || columns.Exists(c => c.Meaning is Concept.Amount or Concept.AmountWithTax)
            || columns.Find(c => c.Meaning == Concept.Quantity) is not { } quantity || columns.Find(c => c.Meaning == Concept.TaxAmount) is not { } tax)
        {
            return;
        }

        var quantities = new HashSet<decimal>();
        decimal ofWhole = 0, ofWholeMost = 0, ofEach = 0, ofEachMost = 0;
        foreach (var row in table.Rows)
        {
            if (Read(table, row, quantity.Header.Column) is >= Least and <= Most and var count && Read(table, row, columns[price].Header.Column) is >= Least and <= Most and var stated && Read(table, row, tax.Header.Column) is >= Least and <= Most and var taxed)
            {
                var (whole, each) = (taxed / stated, taxed / stated / count);
                ofWhole = quantities.Count == 0 ? whole : Math.Min(ofWhole, whole);
                ofEach = quantities.Count == 0 ? each : Math.Min(ofEach, each);
                (ofWholeMost, ofEachMost) = (Math.Max(ofWholeMost, whole), Math.Max(ofEachMost, each));
                quantities.Add(count);
            }
        }

        // Different quantities tell; rates are rounded to cents.
        if (quantities.Count > 1 && ofWholeMost - ofWhole <= 0.003m && ofEachMost - ofEach > 0.01m)
        {
            columns[price] = columns[price] with { Meaning = Concept.Amount, Confidence = SettledByTax, Rival = null };
        }
    }

    /// <summary>True where every row of several different ones says that quantity × price is the amount.</summary>
    public static bool IsProven(TableRegion table, int quantity, int price, int amount, AssignedColumn? discount = null) =>
        table.Profiles[quantity].Filled > 1 && table.Profiles[price].Distinct > 1 && table.Profiles[price].Filled >= table.Profiles[quantity].Filled && Share(table, quantity, price, amount, discountColumn: discount?.Header.Column ?? -1, style: discount?.Discounts ?? default) >= 1;

    /// <summary>A column that is filled once per order, or alike on all its lines, and does not agree with quantity × price holds the order's total, not the line's amount.</summary>
    public static void DropOrderTotals(TableRegion table, List<AssignedColumn> columns)
    {
        var amount = columns.Find(c => c.Meaning == Concept.Amount);
        var quantity = columns.Find(c => c.Meaning == Concept.Quantity);
        var price = columns.Find(c => c.Meaning == Concept.UnitPrice);
        if (amount is not null && quantity is not null && price is not null
            && (amount.Profile.Filled * 10 <= quantity.Profile.Filled * 8 || RepeatsInEachOrder(table, columns.Find(c => c.Meaning == Concept.OrderNumber), amount))
            && Share(table, quantity.Header.Column, price.Header.Column, amount.Header.Column) < 0.75)
        {
            columns.Remove(amount);
        }
    }

    /// <summary>True where orders of several lines state one amount on all of them.</summary>
    private static bool RepeatsInEachOrder(TableRegion table, AssignedColumn? order, AssignedColumn amount)
    {
        if (order is null || order.Profile.Distinct == order.Profile.Filled)
        {
            return false;
        }

        var stated = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, order.Header) is { } number && TableRegion.Value(row, amount.Header) is { } sum
                && !stated.TryAdd(CellText.Of(number), CellText.Of(sum)) && stated[CellText.Of(number)] != CellText.Of(sum))
            {
                return false;
            }
        }

        return stated.Count > 0;
    }

    private static List<int> Candidates(List<ColumnAssigner.Option> options, Concept concept) =>
        options.Where(o => o.Concept == concept && o.Fit > 0.5).OrderByDescending(o => o.Weight).Select(o => o.Header.Column).Distinct().Take(MaxCandidates).ToList();

    private static double Weight(List<ColumnAssigner.Option> options, int column, Concept concept) =>
        options.Where(o => o.Header.Column == column && o.Concept == concept).Select(o => o.Weight).DefaultIfEmpty(0).Max();

    private static bool Has(List<ColumnAssigner.Option> options, int column, Concept concept) =>
        options.Any(o => o.Header.Column == column && o.Concept == concept);

    private static decimal CaptionBasis(TableRegion table, int column, IValueWords words)
    {
        var header = table.Headers.First(h => h.Column == column);
        return Math.Max(PriceBasis.Of(header.Text, words), PriceBasis.Of(header.Parent, words));
    }

    /// <summary>The share of rows where quantity × price is the amount, be the price for one or for the number of units stated, whole or less its discount.</summary>
    private static double Share(TableRegion table, int q, int p, int a, int basisColumn = -1, decimal captionBasis = 1, int discountColumn = -1, DiscountStyle style = default)
    {
        int tested = 0, right = 0;
        foreach (var row in table.Rows)
        {
            if (Read(table, row, q) is { } x && Read(table, row, p) is { } y && Read(table, row, a) is { } z && x != 0 && y != 0 && z != 0)
            {
                tested++;
                var basis = basisColumn < 0 ? captionBasis : Read(table, row, basisColumn) is { } own && PriceBasis.IsBasis(own) ? own : captionBasis;
                right += Agrees(x, y, z) || basis > 1 && Agrees(x, y / basis, z) || discountColumn >= 0 && discountColumn != a && Kept(table, row, discountColumn, style) is { } kept && Agrees(x, y * kept, z) ? 1 : 0;
            }

            if (tested == MaxRows)
            {
                break;
            }
        }

        // One row where 1 × 5 = 5 proves nothing about which is which, several rows do.
        return tested == 0 ? 0 : (double)right / tested;
    }

    public static bool Agrees(decimal quantity, decimal price, decimal amount)
    {
        if (Math.Abs(quantity) > 1e12m || Math.Abs(price) > 1e12m)
        {
            return false;
        }

        return Math.Abs(quantity * price - amount) <= Math.Max(0.02m, Math.Abs(amount) * 0.0005m);
    }

    /// <summary>How the column writes its numbers; where nothing in it tells, as the columns beside it do.</summary>
    private static NumberStyle Style(TableRegion table, int column)
    {
        if (table.Profiles[column].NumberStyle is not NumberStyle.Unknown and var own)
        {
            return own;
        }

        var others = table.Profiles.Values.Where(p => p.NumberStyle != NumberStyle.Unknown && !p.NumberStyleContradicted).Select(p => p.NumberStyle).Distinct().Take(2).ToList();
        return others.Count == 1 ? others[0] : NumberStyle.Unknown;
    }

    private static decimal? Kept(TableRegion table, SheetRow row, int column, DiscountStyle style) =>
        TableRegion.Value(row, table.Headers.First(h => h.Column == column)) is { } cell ? DiscountText.Kept(cell, Style(table, column), style) : null;

    private static decimal? Read(TableRegion table, SheetRow row, int column)
    {
        var header = table.Headers.First(h => h.Column == column);
        return TableRegion.Value(row, header) switch
        {
            { Kind: CellKind.Number } cell => cell.Number,
            { Kind: CellKind.Text } cell when NumberText.TryRead(cell.Text, Style(table, column), out var n) => n.Value,
            _ => null,
        };
    }
}
