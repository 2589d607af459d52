using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Decides what each column of a table means: what its caption may say, times how well its values suit, times what the arithmetic
/// between columns proves. A meaning belongs to one column only; the best pairs are settled first.
/// </summary>
internal static class ColumnAssigner
{
    private const double Floor = 0.3;
    private const double SetBack = 0.3;
    private const double WeakWord = 0.55;
    private const double HalfWord = 0.5;
    private const double Known = 0.9;
    private const decimal SettledByValues = 0.89m;
    private const decimal UnnamedCode = 0.8m;
    private const decimal Proven = 0.93m;
    private const double WeakCaption = 0.7;
    private const double Sure = 0.75;
    private const double Named = 0.8;
    private const double Suits = 0.7;
    private const double Close = 0.9;
    private static readonly Concept[] DatesOfOthers = [Concept.OtherDate, Concept.InvoiceDate, Concept.ValidUntil, Concept.PrintDate];

    /// <param name="table">The table.</param>
    /// <param name="titled">What the title block states: a weak caption does not mean it once more.</param>
    /// <param name="isPurchase">True for a buyer's paper.</param>
    /// <param name="words">Vocabulary of values.</param>
    public static List<AssignedColumn> Assign(TableRegion table, IReadOnlySet<Concept> titled, bool isPurchase, IValueWords words)
    {
        var titleHasOrderNumber = titled.Contains(Concept.OrderNumber) || titled.Contains(Concept.CustomerOrderNumber);
        var options = Options(table);
        foreach (var option in options)
        {
            option.Score *= option.Weight < 0.75 && option.Concept is Concept.Customer or Concept.Supplier && titled.Contains(option.Concept) ? 0.4 : 1;
        }

        if (isPurchase && titled.Contains(Concept.Customer) && !titled.Contains(Concept.Supplier))
        {
            PartnerSupplies(options);
        }

        SetBackHidden(table, options);
        var proof = LineArithmetic.Prove(table, options, words, out var discounts);
        FalseFriends.Settle(table, options, titleHasOrderNumber);
        PlaceColumns.Settle(options);
        foreach (var option in options)
        {
            option.Score += proof.Contains((option.Header.Column, option.Concept)) ? 0.6 : 0;
        }

        var taken = new HashSet<Concept>();
        var settled = new HashSet<int>();
        var result = new List<AssignedColumn>();
        foreach (var option in options.OrderByDescending(o => o.Score).ThenBy(o => o.Header.Column))
        {
            // A word for sums somewhere inside a caption counts no goods.
            var counts = option.Concept != Concept.Quantity || option.Weight >= HalfWord || proof.Contains((option.Header.Column, option.Concept));
            if (option.Score < Floor || !counts || settled.Contains(option.Header.Column) || !taken.Add(option.Concept))
            {
                continue;
            }

            settled.Add(option.Header.Column);
            var proven = proof.Contains((option.Header.Column, option.Concept));
            result.Add(new AssignedColumn(option.Header, option.Concept, Confidence(table, option, options, proven), table.Profiles[option.Header.Column])
            {
                Rival = proven ? null : Rival(option, options),
                Discounts = option.Concept == Concept.DiscountPercent ? discounts ?? DiscountStyle.Of(option.Header.Text, table.Profiles[option.Header.Column].Integers == 0) : default,
            });
        }

        TakeProven(table, result);
        TakeProvenPair(table, result);
        TakeUnnamedDates(table, result);
        TakeUnnamedUnits(table, result);
        TakeUnnamedCodes(table, result, settled);
        TakeUnnamedNames(table, result, settled);
        DropActualDays(result);
        Promotion.Fill(result, titleHasOrderNumber);
        LineArithmetic.DropOrderTotals(table, result);
        LineArithmetic.TellWholePrices(table, result);
        TellCodesFromNames(result);
        PartyColumns.Settle(table, result);
        PersonColumns.Settle(result, titled.Contains(Concept.Customer));
        ExchangeCodeAndName(result);
        TakeNameBesideCodes(table, result);
        SideColumns.Drop(table, result, titled);
        result.Sort((a, b) => a.Header.Column.CompareTo(b.Header.Column));
        return result;
    }

    internal sealed class Option
    {
        public required HeaderCell Header { get; init; }

        public required Concept Concept { get; init; }

        public required double Weight { get; init; }

        public required double Fit { get; set; }

        public double Score { get; set; }
    }

    private static List<Option> Options(TableRegion table)
    {
        var options = new List<Option>();
        var empty = table.Profiles.Values.All(p => p.Filled == 0);
        foreach (var header in table.Headers)
        {
            foreach (var m in header.Meanings)
            {
                var fit = ColumnFit.Of(m.Concept, table.Profiles[header.Column], empty);
                options.Add(new Option { Header = header, Concept = m.Concept, Weight = m.Weight, Fit = fit, Score = m.Weight * fit });
            }
        }

        return options;
    }

    /// <summary>거래처 in a firm's list of its own purchases: the partner is who supplies.</summary>
    private static void PartnerSupplies(List<Option> options)
    {
        foreach (var option in options.Where(o => o.Concept == Concept.Customer && o.Weight >= Sure).ToList())
        {
            if (options.Find(o => o.Header == option.Header && o.Concept == Concept.Supplier && o.Weight >= HalfWord) is { } supplier)
            {
                (supplier.Score, option.Score) = (option.Score, option.Score * SetBack);
            }
        }
    }

    /// <summary>What a visible column says, a hidden one does not say once more: prices of cost, former quantities.</summary>
    private static void SetBackHidden(TableRegion table, List<Option> options)
    {
        foreach (var option in options.Where(o => o.Header.Hidden))
        {
            if (options.Exists(o => o.Concept == option.Concept && !o.Header.Hidden && o.Weight >= 0.55 && o.Fit > 0.45 && table.Profiles[o.Header.Column].Filled > 0))
            {
                option.Fit *= SetBack;
                option.Score *= SetBack;
            }
        }
    }

    /// <summary>A column whose caption says nothing of money is the price, or the amount, where every row proves it.</summary>
    private static void TakeProven(TableRegion table, List<AssignedColumn> result)
    {
        int Column(Concept concept, Concept withTax) => (result.Find(c => c.Meaning == concept) ?? result.Find(c => c.Meaning == withTax))?.Header.Column ?? -1;
        var (quantity, price, amount) = (Column(Concept.Quantity, Concept.Quantity), Column(Concept.UnitPrice, Concept.PriceWithTax), Column(Concept.Amount, Concept.AmountWithTax));
        if (quantity < 0 || price < 0 == amount < 0)
        {
            return;
        }

        foreach (var header in table.Headers.Where(h => !result.Exists(c => c.Header == h && c.Meaning != Concept.Unit && FillsField(c))))
        {
            if (price < 0 ? LineArithmetic.IsProven(table, quantity, header.Column, amount) : LineArithmetic.IsProven(table, quantity, price, header.Column, result.Find(c => c.Meaning == Concept.DiscountPercent && c.Header != header)))
            {
                result.RemoveAll(c => c.Header == header);
                result.Add(new AssignedColumn(header, price < 0 ? Concept.UnitPrice : Concept.Amount, Proven, table.Profiles[header.Column]));
                return;
            }
        }
    }

    /// <summary>
    /// Of two columns of prices the one that an amount proves, quantity × price on every row: the price of the goods beside the surcharge for
    /// an option, the price agreed beside the original one. The amount may stand under any caption.
    /// </summary>
    private static void TakeProvenPair(TableRegion table, List<AssignedColumn> result)
    {
        if (result.Find(c => c.Meaning == Concept.Quantity) is not { Profile.Distinct: > 1 } quantity || result.FindIndex(c => c.Meaning == Concept.UnitPrice) is not (>= 0 and var read)
            || result.Exists(c => c.Meaning is Concept.Amount or Concept.AmountWithTax && LineArithmetic.IsProven(table, quantity.Header.Column, result[read].Header.Column, c.Header.Column)))
        {
            return;
        }

        var free = table.Headers.Where(h => h.Spread is null && h != result[read].Header && !result.Exists(c => c.Header == h && FillsField(c) && c.Meaning != Concept.Amount)).ToList();
        foreach (var price in free.Where(h => h.WeightOf(Concept.UnitPrice) >= HalfWord || h.WeightOf(Concept.ListPrice) >= HalfWord || h.WeightOf(Concept.OtherPrice) >= HalfWord))
        {
            if (free.Find(h => h != price && LineArithmetic.IsProven(table, quantity.Header.Column, price.Column, h.Column)) is { } amount)
            {
                result.RemoveAll(c => c.Meaning is Concept.UnitPrice or Concept.Amount || c.Header == price || c.Header == amount);
                result.Add(new AssignedColumn(price, Concept.UnitPrice, Proven, table.Profiles[price.Column]));
                result.Add(new AssignedColumn(amount, Concept.Amount, Proven, table.Profiles[amount.Column]));
                return;
            }
        }
    }

    private static bool FillsField(AssignedColumn column) => Lines.FieldPaths.Of(column.Meaning) is not null;

    /// <summary>
    /// Days under a caption that no vocabulary knows are when to deliver where no other column says so, and with the time of day when it was
    /// ordered: shown, not accepted unasked.
    /// </summary>
    private static void TakeUnnamedDates(TableRegion table, List<AssignedColumn> result)
    {
        if (!result.Exists(c => c.Meaning == Concept.Quantity) || result.Exists(c => c.Meaning is Concept.DeliveryDate or Concept.RequestedDate))
        {
            return;
        }

        var unnamed = table.Headers.Where(h => h.Spread is null && h.Meanings.All(m => m.Weight < Known && (m.Concept != Concept.OrderDate || m.Weight < WeakWord)) && table.Profiles[h.Column] is { Filled: > 1 } profile && profile.Share(profile.Dates) >= 0.9
            && !result.Exists(c => c.Header == h && (FillsField(c) || DatesOfOthers.Contains(c.Meaning))) && !IsDayOfOrder(table, result, h)).ToList();
        if (unnamed.Count == 1)
        {
            // Nobody delivers at 09:12:44; when something happened to the second is when it was ordered.
            var stamped = IsStamped(table, unnamed[0]);
            if (stamped && result.Exists(c => c.Meaning == Concept.OrderDate))
            {
                return;
            }

            result.RemoveAll(c => c.Header == unnamed[0]);
            result.Add(new AssignedColumn(unnamed[0], stamped ? Concept.OrderDate : Concept.DeliveryDate, UnnamedCode, table.Profiles[unnamed[0].Column]));
        }
    }

    /// <summary>True where the days are those on which was ordered: of payment, of entry; nobody delivers then throughout.</summary>
    private static bool IsDayOfOrder(TableRegion table, List<AssignedColumn> result, HeaderCell dates) =>
        result.Find(c => c.Meaning == Concept.OrderDate) is { } ordered && table.Rows.All(row =>
            TableRegion.Value(row, ordered.Header) is not { } one || TableRegion.Value(row, dates) is not { } other || SameDay(CellText.Of(one), CellText.Of(other)));

    private static bool IsStamped(TableRegion table, HeaderCell dates) =>
        table.Rows.All(row => TableRegion.Value(row, dates) is not { } cell || CellText.Of(cell).Contains(':', StringComparison.Ordinal));

    private static bool SameDay(string one, string other)
    {
        const int Day = 10; // 2026-09-01 of 2026-09-01T08:10:11
        return string.Equals(one.Length > Day ? one[..Day] : one, other.Length > Day ? other[..Day] : other, StringComparison.Ordinal);
    }

    /// <summary>
    /// The one column of names under a caption that no vocabulary knows says what is ordered, where quantities and money stand beside it and
    /// no other column names the goods: "Nudelsorte", "Positionsname". Likely enough to show; where no code is stated, not to accept unasked.
    /// </summary>
    private static void TakeUnnamedNames(TableRegion table, List<AssignedColumn> result, HashSet<int> settled)
    {
        if (result.Exists(c => c.Meaning is Concept.ItemName or Concept.Description or Concept.Specification)
            || !result.Exists(c => c.Meaning == Concept.Quantity)
            || !result.Exists(c => c.Meaning is Concept.UnitPrice or Concept.PriceWithTax or Concept.Amount or Concept.AmountWithTax))
        {
            return;
        }

        var unnamed = table.Headers.Where(h => h.Spread is null && !settled.Contains(h.Column) && h.Meanings.All(m => m.Weight < WeakWord)
            && table.Profiles[h.Column] is var profile && profile.Filled > 1 && profile.Distinct * 10 >= profile.Filled * 6
            && profile.Share(Math.Max(profile.Phrases, profile.Worded)) >= 0.6).ToList();
        if (unnamed.Count == 1)
        {
            result.Add(new AssignedColumn(unnamed[0], Concept.ItemName, UnnamedCode, table.Profiles[unnamed[0].Column]));
        }
    }

    /// <summary>A column of nothing but units says the units where no caption does: they read as nothing else.</summary>
    private static void TakeUnnamedUnits(TableRegion table, List<AssignedColumn> result)
    {
        if (result.Find(c => c.Meaning == Concept.Quantity) is not { } quantity || result.Exists(c => c.Meaning == Concept.Unit && c.Profile.Filled > 0))
        {
            return;
        }

        var unnamed = table.Headers.Where(h => h.Spread is null && (h.Meanings.Count == 0 || h.Meanings[0].Weight < WeakCaption)
            && !result.Exists(c => c.Header == h && FillsField(c))
            && table.Profiles[h.Column] is { Filled: > 0 } profile && profile.Units == profile.Filled && profile.Filled * 2 >= quantity.Profile.Filled).ToList();
        if (unnamed.Count == 1)
        {
            result.RemoveAll(c => c.Header == unnamed[0] || c.Meaning == Concept.Unit);
            result.Add(new AssignedColumn(unnamed[0], Concept.Unit, SettledByValues, table.Profiles[unnamed[0].Column]));
        }
    }

    /// <summary>Beside a barcode, codes under a caption that no vocabulary knows are the item's: likely enough to show, not to accept unasked.</summary>
    private static void TakeUnnamedCodes(TableRegion table, List<AssignedColumn> result, HashSet<int> settled)
    {
        if (result.Exists(c => c.Meaning is Concept.ItemCode or Concept.CustomerItemCode or Concept.SupplierItemCode) || !result.Exists(c => c.Meaning == Concept.Barcode))
        {
            return;
        }

        var unnamed = table.Headers.FirstOrDefault(h => h.Meanings.Count == 0 && h.Spread is null && !settled.Contains(h.Column)
            && table.Profiles[h.Column] is var profile && profile.LooksLikeCodes && profile.Distinct == profile.Filled);
        if (unnamed is not null)
        {
            result.Add(new AssignedColumn(unnamed, Concept.ItemCode, UnnamedCode, table.Profiles[unnamed.Column]));
        }
    }

    /// <summary>Of two weak captions ("Item" and "Description") values settle which is which: codes in the one, texts without digits in the other.</summary>
    private static void TellCodesFromNames(List<AssignedColumn> columns)
    {
        var code = columns.FindIndex(c => c.Meaning is Concept.ItemCode && c.Profile.LooksLikeCodes);
        var model = columns.FindIndex(c => c.Meaning is Concept.ItemCode or Concept.Specification && c.Profile.LooksLikeCodes);
        var name = columns.FindIndex(c => c.Meaning == Concept.ItemName && c.Profile.LooksLikeNames);
        if (model >= 0 && name >= 0)
        {
            columns[name] = columns[name] with { Confidence = Math.Max(columns[name].Confidence, SettledByValues) };
        }

        // A model without any other column that names goods is what the goods are ordered by.
        if (code >= 0 && columns[code].Header.Meanings.Count > 0 && (name >= 0 || columns.Count(c => Lines.TablePlan.ItemConcepts.Contains(c.Meaning)) == 1))
        {
            columns[code] = columns[code] with { Confidence = Math.Max(columns[code].Confidence, SettledByValues) };
        }
    }

    /// <summary>"Produto" over codes before "Descrição" over names: where each caption may mean the other as well, the values tell.</summary>
    private static void ExchangeCodeAndName(List<AssignedColumn> columns)
    {
        var code = columns.FindIndex(c => c.Meaning == Concept.ItemCode && c.Header.WeightOf(Concept.ItemName) >= WeakWord);
        var name = columns.FindIndex(c => c.Meaning == Concept.ItemName && c.Header.WeightOf(Concept.ItemCode) >= HalfWord && c.Profile is { Filled: > 0 } p && p.Share(p.Codes) >= Known && p.Share(p.Phrases) <= 1 - Known);
        if (code < 0 || name < 0 || !(columns[code].Profile is { Filled: > 0 } texts && texts.MeanLength > columns[name].Profile.MeanLength && texts.Share(texts.Spaced) >= HalfWord && columns[name].Profile.Spaced == 0))
        {
            return;
        }

        (columns[code], columns[name]) = (columns[code] with { Meaning = Concept.ItemName, Confidence = SettledByValues, Rival = null }, columns[name] with { Meaning = Concept.ItemCode, Confidence = SettledByValues, Rival = null });
    }

    /// <summary>Beside the days that were asked for, days of delivery on some rows only are those on which was delivered.</summary>
    private static void DropActualDays(List<AssignedColumn> columns)
    {
        var delivered = columns.FindIndex(c => c.Meaning == Concept.DeliveryDate);
        if (delivered >= 0 && columns.Find(c => c.Meaning == Concept.RequestedDate) is { } requested && columns[delivered].Profile.Filled < requested.Profile.Filled)
        {
            columns.RemoveAt(delivered);
        }
    }

    /// <summary>"Produto" over codes where no other column has the code: the texts beside it, which its caption may mean, are the names.</summary>
    private static void TakeNameBesideCodes(TableRegion table, List<AssignedColumn> columns)
    {
        var code = columns.FindIndex(c => c.Meaning == Concept.ItemName && c.Profile.LooksLikeCodes && c.Profile.Spaced == 0 && c.Header.WeightOf(Concept.ItemCode) > 0);
        if (code < 0 || columns.Exists(c => c.Meaning == Concept.ItemCode))
        {
            return;
        }

        var name = table.Headers.FirstOrDefault(h => h != columns[code].Header && h.Spread is null && (h.WeightOf(Concept.ItemName) >= HalfWord || h.WeightOf(Concept.Description) >= Sure)
            && table.Profiles[h.Column] is { Filled: > 0 } p && p.Share(p.Spaced) >= HalfWord && !columns.Exists(c => c.Header == h && FillsField(c) && c.Meaning is not Concept.Specification));
        if (name is not null)
        {
            columns.RemoveAll(c => c.Header == name);
            code = columns.FindIndex(c => c.Meaning == Concept.ItemName);
            columns[code] = columns[code] with { Meaning = Concept.ItemCode, Confidence = SettledByValues, Rival = null };
            columns.Add(new AssignedColumn(name, Concept.ItemName, SettledByValues, table.Profiles[name.Column]));
        }
    }

    private static HeaderCell? Rival(Option option, List<Option> options) =>
        options.Find(o => o.Header != option.Header && o.Concept == option.Concept && o.Weight >= Named && o.Fit >= Suits && o.Score >= option.Score * Close)?.Header;

    /// <summary>Another column says it better, so this one can hardly mean it.</summary>
    private static bool HasBetter(List<Option> options, Option option) =>
        options.Exists(o => o.Header != option.Header && o.Concept == option.Concept && o.Score > option.Score + 0.1);

    /// <summary>Where every row is an order of its own, the order's total is the amount of its only line.</summary>
    private static bool IsSumOfOnlyLine(TableRegion table, Option option, Option other, List<Option> options) =>
        option.Concept == Concept.Amount && other.Concept is Concept.GoodsTotal or Concept.Payable
        && options.Exists(o => o is { Concept: Concept.OrderNumber, Weight: >= 0.85 } && table.Profiles[o.Header.Column] is { Filled: > 0 } orders && orders.Distinct == orders.Filled);

    /// <summary>"Imię i nazwisko" where no other column says who ordered: the person named is the customer, contact or not.</summary>
    private static bool IsSamePerson(Option option, Option other, List<Option> options) =>
        option.Concept == Concept.Customer && other.Concept is Concept.Contact or Concept.ShipToName && !options.Exists(o => o.Concept == Concept.Customer && o.Header != option.Header && o.Weight >= HalfWord);

    /// <summary>Two columns with the same values: whichever is read, the same is read.</summary>
    private static bool SaySame(TableRegion table, HeaderCell one, HeaderCell other) =>
        table.Profiles[one.Column].Distinct == table.Profiles[other.Column].Distinct && table.Rows.All(row =>
            TableRegion.Value(row, one) is not { } x || TableRegion.Value(row, other) is { } y && string.Equals(CellText.Of(x), CellText.Of(y), StringComparison.Ordinal));

    private static decimal Confidence(TableRegion table, Option option, List<Option> options, bool proven)
    {
        if (proven)
        {
            return 0.98m;
        }

        var rival = options.Where(o => o.Header != option.Header && o.Concept == option.Concept && table.Profiles[o.Header.Column].Filled > 0 && !SaySame(table, o.Header, option.Header)).Select(o => o.Score).DefaultIfEmpty(0).Max();
        var other = options.Where(o => o.Header == option.Header && o.Concept != option.Concept && !HasBetter(options, o) && !IsSumOfOnlyLine(table, option, o, options) && !IsSamePerson(option, o, options)).Select(o => o.Score).DefaultIfEmpty(0).Max();
        var value = option.Weight >= 0.99 ? 0.97 : option.Weight >= 0.85 ? 0.93 : option.Weight >= 0.7 ? 0.89 : 0.87;
        value *= option.Fit >= 0.85 ? 1 : option.Fit >= 0.7 ? 0.95 : 0.75;
        value -= option.Weight < 0.85 && other > option.Score * 0.85 ? 0.06 : 0;
        value -= rival > option.Score * 0.97 ? 0.04 : 0;
        return Math.Round((decimal)Math.Clamp(value, 0.05, 0.98), 3);
    }
}
