using System.Text.RegularExpressions;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Captions that mean one thing in one file and another in the next: what else the table has, and whether values repeat, decides.</summary>
internal static partial class FalseFriends
{
    private const int LongestDesignators = 60;
    private const double Likely = 0.87;
    private const double WeakWord = 0.55;
    private const double HalfWord = 0.5;
    private const int LongestCount = 5; // 10, 20, ... 99990; article numbers may happen to rise

    private static readonly Concept[] OfPerson = [Concept.CustomerCode, Concept.Contact, Concept.Email, Concept.Phone, Concept.City, Concept.Postcode, Concept.ShipTo, Concept.ShipToName];

    private static readonly Concept[] OfGoods =
        [Concept.Quantity, Concept.UnitPrice, Concept.ListPrice, Concept.PriceWithTax, Concept.OtherPrice, Concept.StockQuantity, Concept.ItemName, Concept.Specification, Concept.Description, Concept.Unit];

    private static readonly Concept[] OrderLevel = [Concept.Customer, Concept.OrderDate, Concept.Supplier, Concept.OrderNumber];

    public static void Settle(TableRegion table, List<ColumnAssigner.Option> options, bool titleHasOrderNumber)
    {
        foreach (var option in options.ToList())
        {
            switch (option.Concept)
            {
                case Concept.OrderNumber or Concept.ItemCode when option.Weight < 0.75 && table.Profiles[option.Header.Column] is { IsRunningNumber: true, MeanLength: <= LongestCount }
                    && (option.Concept == Concept.ItemCode || CountsLines(table, options, option)):
                    // "No." over 1, 2, 3 counts lines, whatever else it may mean elsewhere.
                    option.Score *= 0.3;
                    break;
                case Concept.OrderNumber or Concept.ItemCode when TechnicalIds.GivesWay(table, options, option):
                    option.Score *= 0.4;
                    break;
                case Concept.OrderNumber when option.Weight < 0.75 && NumbersParts(table.Profiles[option.Header.Column]):
                    // C1, C2, C5 | R1-R4 | U1: where the parts stand on a board.
                    option.Score *= 0.2;
                    break;
                case Concept.OrderNumber when Other(options, option, Concept.ItemCode) is { } item:
                    NumberOfOrderOrItem(table, options, option, item, titleHasOrderNumber);
                    break;
                case Concept.OrderNumber or Concept.CustomerOrderNumber when IsReferenceOfLines(table, options, option, titleHasOrderNumber):
                    // What differs on every row of a list that is one order numbers its lines: designators, projects, the buyer's own keys.
                    option.Score *= 0.2;
                    break;
                case Concept.OrderNumber when option.Weight < 0.75:
                    WeakOrderNumber(options, option, titleHasOrderNumber);
                    break;
                case Concept.PriceBasis when option.Fit >= 0.9 && table.Profiles[option.Header.Column].Filled > 0 && Has(options, Concept.UnitPrice, option.Header, 0.55):
                    // Beside a price, a column of nothing but 1, 100 and 1000 says for how many units the prices are.
                    option.Score = Math.Max(option.Score, 1.02);
                    break;
                case Concept.Quantity when option.Weight < 0.75 && Other(options, option, Concept.Amount) is { } amount:
                    QuantityOrAmount(options, option, amount);
                    break;
                case Concept.OrderDate when option.Weight is >= WeakWord and < 0.75 && option.Fit >= 0.9 && !Has(options, Concept.OrderDate, option.Header, 0.75):
                    // "Date" or "Created at" is the order's date where no caption says so better.
                    option.Score = Math.Max(option.Score, Likely * option.Fit);
                    break;
                case Concept.Contact when Other(options, option, Concept.Customer) is { Weight: >= HalfWord } contact && Has(options, Concept.OrderNumber, option.Header, 0.75)
                    && !Has(options, Concept.Customer, option.Header, WeakWord):
                    // In a list of orders that names nobody else, the contact is who ordered.
                    contact.Score = Math.Max(contact.Score, Likely * contact.Fit);
                    option.Score *= 0.4;
                    break;
                case Concept.ItemName when option.Weight < 0.75 && Other(options, option, Concept.Customer) is { } who && IsSameInEachOrder(table, options, option.Header):
                    // "Name" that changes with the order and not with the goods is who ordered.
                    who.Score = Math.Max(who.Score, Likely * who.Fit);
                    option.Score *= 0.3;
                    break;
                case Concept.ItemName when option.Weight < 0.75 && option.Fit >= 0.9 && IsOnlyName(table, options, option):
                    option.Score = Math.Max(option.Score, 1.01 * option.Fit);
                    break;
                case Concept.ItemCode when Other(options, option, Concept.ItemName) is { } name && IsNamed(table, option) && !IsSameThroughout(table, options, option.Header) && !Has(options, Concept.ItemName, option.Header, 0.75):
                    // "Article" over names is the name; the number beside it is the code, whatever it is called.
                    name.Score = Math.Max(name.Score, Likely);
                    option.Score *= 0.3;
                    NumberIsCode(table, options, option.Header);
                    break;
                case Concept.LineNumber when Has(options, Concept.SupplierItemCode, option.Header, 0.75) && NumbersItems(table, option.Header):
                    // Beside the other firm's item number, "No." over codes is the own one.
                    option.Score *= 0.3;
                    options.RemoveAll(o => o.Header == option.Header && o.Concept == Concept.ItemCode);
                    options.Add(new ColumnAssigner.Option { Header = option.Header, Concept = Concept.ItemCode, Weight = 0.8, Fit = 1, Score = Likely });
                    break;
                case Concept.ValidUntil when Other(options, option, Concept.DeliveryDate) is { } due && Has(options, Concept.Quantity, option.Header, 0.75) && !Has(options, Concept.DeliveryDate, option.Header, WeakWord):
                    // "到期日" beside quantities is when they are due.
                    due.Score = Math.Max(due.Score, 1.01 * due.Fit);
                    option.Score *= 0.4;
                    break;
                case Concept.Customer when option.Weight < 0.75 && Other(options, option, Concept.Supplier) is { Weight: < 0.75 } seller && Array.Exists(OfPerson, c => Has(options, c, option.Header, WeakWord)):
                    // "Firma" beside a person's name, address or mail is whose person that is.
                    option.Score = Math.Max(option.Score, 1.01 * option.Fit);
                    seller.Score *= 0.4;
                    break;
                case Concept.CustomerCode when !HasOrderLevel(options, option.Header) && !Has(options, Concept.ItemCode, option.Header, 0.75):
                    // On a bare list of goods the customer's code is the customer's code for the goods.
                    options.Add(new ColumnAssigner.Option { Header = option.Header, Concept = Concept.ItemCode, Weight = 0.8, Fit = option.Fit, Score = option.Score + 0.05 });
                    break;
            }
        }
    }

    /// <summary>True for reference designators, several in a cell among them.</summary>
    private static bool NumbersParts(ColumnProfile profile) =>
        profile.Filled > 1 && profile.Distinct == profile.Filled && profile.HoldsOnly(t => Designators().IsMatch(t)) && profile.HoldsMostly(t => t.Length <= LongestDesignators) && profile.HoldsAny(t => t.Contains(',') || t.Contains('-'));

    [GeneratedRegex(@"^[A-Z]{1,3}\d{1,4}(\s*[,;-]\s*[A-Z]{0,3}\d{1,4})*$")]
    private static partial Regex Designators();

    /// <summary>Bestellnummer, Référence, No.: an order number repeats or stands beside order data; an item number differs from row to row.</summary>
    private static void NumberOfOrderOrItem(
        TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option order, ColumnAssigner.Option item, bool titleHasOrderNumber)
    {
        var profile = table.Profiles[order.Header.Column];
        var repeats = profile.Filled > 1 && (profile.Distinct * 2 <= profile.Filled || HoldsSeveralGoods(table, options, order.Header));
        repeats &= !(titleHasOrderNumber && order.Weight < 0.75);
        if (order.Weight < 0.75 && profile is { Filled: > 1 } && profile.Distinct == profile.Filled && Has(options, Concept.ItemCode, order.Header, 0.85) && (titleHasOrderNumber || !MayHaveOrderLevel(options, order.Header)))
        {
            // "Код" beside "Артикул": another code of the goods, as it differs on every row and nothing says that rows are orders.
            order.Score *= 0.3;
            return;
        }

        var meansItem = !repeats && !Has(options, Concept.ItemCode, order.Header, 0.85) && (titleHasOrderNumber || !HasOrderLevel(options, order.Header))
            && !(profile.IsRunningNumber && order.Weight > item.Weight && !titleHasOrderNumber);

        // Where another caption names the order's number as well or better, a bare "Code" is the item's.
        meansItem |= !repeats && order.Weight < 0.75 && !Has(options, Concept.ItemCode, order.Header, 0.85) && Has(options, Concept.OrderNumber, order.Header, order.Weight);
        // A table that neither counts, prices nor names goods holds heads of orders.
        meansItem &= options.Exists(o => o.Header != order.Header && o.Weight >= WeakWord && o.Header.Meanings[0].Concept == o.Concept && Array.IndexOf(OfGoods, o.Concept) >= 0);
        var (winner, loser) = meansItem ? (item, order) : (order, item);
        winner.Score = Math.Max(winner.Score, Likely * winner.Fit);
        loser.Score *= 0.4;
    }

    /// <summary>
    /// True where a reference differs on every row and nothing beside it changes with an order: no date, no party, no number of the order. Whoever
    /// numbers the order in the title block, or counts the rows through, has one order.
    /// </summary>
    private static bool IsReferenceOfLines(TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option option, bool titleHasOrderNumber) =>
        (option.Concept == Concept.CustomerOrderNumber || option.Weight < 0.75)
        && table.Profiles[option.Header.Column] is { Filled: > 1 } profile && profile.Distinct == profile.Filled
        && Has(options, Concept.Quantity, option.Header, WeakWord) && (titleHasOrderNumber || !MayHaveOrderLevel(options, option.Header));

    /// <summary>"Pedido" over 5001, 5002 numbers orders: the word never means a line, and not every row has one.</summary>
    private static bool CountsLines(TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option option) =>
        Other(options, option, Concept.LineNumber) is not null || table.Profiles.Values.Max(p => p.Filled) == table.Profiles[option.Header.Column].Filled;

    /// <summary>One name in every row, beside codes that differ, is a party's and not the goods'.</summary>
    private static bool IsSameThroughout(TableRegion table, List<ColumnAssigner.Option> options, HeaderCell header) =>
        table.Profiles[header.Column] is { Distinct: 1, Filled: > 1 }
        && options.Exists(o => o.Header != header && o.Concept == Concept.ItemCode && o.Weight >= WeakWord && table.Profiles[o.Header.Column].Distinct > 1);

    /// <summary>Orders of several lines, each with one text throughout, while another column names or numbers the goods.</summary>
    private static bool IsSameInEachOrder(TableRegion table, List<ColumnAssigner.Option> options, HeaderCell header)
    {
        var number = options.Where(o => o.Concept == Concept.OrderNumber && o.Header != header && o.Fit > 0.45).MaxBy(o => o.Weight);
        var goods = options.Where(o => o.Header != header && o.Concept is Concept.ItemCode or Concept.ItemName or Concept.Description && o.Weight >= WeakWord && o.Header != number?.Header);
        if (number is null || !goods.Any(g => table.Profiles[g.Header.Column].Distinct > 1))
        {
            return false;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var repeats = false;
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, number.Header) is not { } order || TableRegion.Value(row, header) is not { } name)
            {
                continue;
            }

            var (key, text) = (CellText.Of(order), CellText.Of(name));
            if (names.TryGetValue(key, out var known))
            {
                if (known != text)
                {
                    return false;
                }

                repeats = true;
            }
            else
            {
                names[key] = text;
            }
        }

        return repeats && names.Count > 1;
    }

    /// <summary>One value over differently named goods is no code of theirs.</summary>
    private static bool HoldsSeveralGoods(TableRegion table, List<ColumnAssigner.Option> options, HeaderCell header)
    {
        var goods = options.Where(o => o.Header != header && o.Concept is Concept.ItemName or Concept.Description && o.Weight >= WeakWord && o.Fit > 0.45).MaxBy(o => o.Weight);
        if (goods is null)
        {
            return false;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, header) is { } value && TableRegion.Value(row, goods.Header) is { } name
                && !names.TryAdd(CellText.Of(value), CellText.Of(name)) && names[CellText.Of(value)] != CellText.Of(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(TableRegion table, ColumnAssigner.Option option)
    {
        var profile = table.Profiles[option.Header.Column];
        return profile.Filled > 0 && (profile.Share(profile.Worded) >= 0.6 || profile.Share(profile.Phrases) >= 0.5);
    }

    /// <summary>"Item #" over codes rather than counted lines.</summary>
    private static void NumberIsCode(TableRegion table, List<ColumnAssigner.Option> options, HeaderCell except)
    {
        if (Has(options, Concept.ItemCode, except, 0.75))
        {
            return;
        }

        foreach (var line in options.Where(o => o.Concept == Concept.LineNumber && o.Header != except).ToList())
        {
            if (NumbersItems(table, line.Header))
            {
                line.Score *= 0.3;
                options.RemoveAll(o => o.Header == line.Header && o.Concept == Concept.ItemCode);
                options.Add(new ColumnAssigner.Option { Header = line.Header, Concept = Concept.ItemCode, Weight = 0.8, Fit = 1, Score = Likely });
            }
        }
    }

    private static bool NumbersItems(TableRegion table, HeaderCell header)
    {
        var profile = table.Profiles[header.Column];
        return profile.Filled > 0 && profile.Share(profile.Codes) >= 0.8 && profile.Share(profile.Integers) < 0.5 && profile.Share(profile.Worded) < 0.2;
    }

    /// <summary>A caption for a text that may as well be a remark names the goods where no other caption does.</summary>
    private static bool IsOnlyName(TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option name)
    {
        var profile = table.Profiles[name.Header.Column];
        return profile.Share(Math.Max(profile.Phrases, profile.Worded)) >= 0.5
            && !options.Exists(o => o.Concept == Concept.ItemName && o.Header != name.Header && o.Weight >= 0.55 && o.Fit > 0.45 && !HoldsCodes(table.Profiles[o.Header.Column]))
            && options.TrueForAll(o => o.Header != name.Header || o.Concept is Concept.ItemName or Concept.Remarks or Concept.Description
                || !IsSameThroughout(table, options, name.Header) && NamesGoodsRather(options, o));
    }

    /// <summary>"Nazwa" beside a code of the goods names them, not who orders; but beside a customer of its own "Nombre" may be anything.</summary>
    private static bool NamesGoodsRather(List<ColumnAssigner.Option> options, ColumnAssigner.Option rival) =>
        rival is { Weight: < 0.75, Concept: Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.Contact or Concept.OrderNumber or Concept.ItemCode }
        && Has(options, Concept.ItemCode, rival.Header, WeakWord) && !HasOrderLevel(options, rival.Header);

    private static bool HoldsCodes(ColumnProfile profile) => profile.Share(profile.Codes) >= 0.9 && profile.Share(profile.Worded) <= 0.1;

    private static void WeakOrderNumber(List<ColumnAssigner.Option> options, ColumnAssigner.Option option, bool titleHasOrderNumber)
    {
        if (titleHasOrderNumber)
        {
            option.Score *= 0.4;
        }
        else if (!Has(options, Concept.OrderNumber, option.Header, 0.75)
            && (Has(options, Concept.Customer, option.Header, 0.75) || Has(options, Concept.Supplier, option.Header, 0.75)
                || Has(options, Concept.OrderDate, option.Header, 0.55))
            && options.Exists(o => o.Header == option.Header && o.Concept is Concept.Project or Concept.Contract or Concept.Tender))
        {
            // Who numbers projects and no orders means the project's number.
            option.Score = Math.Max(option.Score, 1.01 * option.Fit);
        }
    }

    /// <summary>"Amount" before "Total" counts pieces.</summary>
    private static void QuantityOrAmount(List<ColumnAssigner.Option> options, ColumnAssigner.Option quantity, ColumnAssigner.Option amount)
    {
        var total = options.Exists(o => o.Header.Column > quantity.Header.Column && o.Concept is Concept.Amount or Concept.AmountWithTax && o.Weight >= 0.55);
        var goods = options.Exists(o => o.Header != quantity.Header && o.Weight >= WeakWord && o.Header.Meanings[0].Concept == o.Concept && Array.IndexOf(Lines.TablePlan.ItemConcepts, o.Concept) >= 0);
        if (total && goods && !Has(options, Concept.Quantity, quantity.Header, 0.75))
        {
            quantity.Score = Math.Max(quantity.Score, Likely * quantity.Fit);
            amount.Score *= 0.4;
        }
    }

    private static ColumnAssigner.Option? Other(List<ColumnAssigner.Option> options, ColumnAssigner.Option option, Concept concept) =>
        options.Find(o => o.Header == option.Header && o.Concept == concept);

    private static bool Has(List<ColumnAssigner.Option> options, Concept concept, HeaderCell except, double atLeast) =>
        options.Exists(o => o.Concept == concept && o.Header != except && o.Weight >= atLeast && o.Fit > 0.45);

    private static bool MayHaveOrderLevel(List<ColumnAssigner.Option> options, HeaderCell except) =>
        Has(options, Concept.OrderDate, except, WeakWord) || Array.Exists(OrderLevel, concept => Has(options, concept, except, 0.75));

    private static bool HasOrderLevel(List<ColumnAssigner.Option> options, HeaderCell except) =>
        Array.Exists(OrderLevel, concept => Has(options, concept, except, 0.85));
}
