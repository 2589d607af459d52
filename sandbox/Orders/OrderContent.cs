using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Makes up what is ordered: buyers, goods, quantities and prices that add up.</summary>
internal sealed class OrderContent(Lexicon lexicon, string currency, DateOnly today, Chance chance)
{
    private readonly int _numberStyle = chance.Below(6);
    private readonly int _codeStyle = chance.Below(8);
    private int _serial = chance.Between(120, 7800);
    private readonly Party _supplier = new() { Name = Company(lexicon, chance) };
    private readonly int _priceDecimals = chance.PickOf(2, 2, 2, 3, 4);

    /// <summary>Digits behind the decimal mark in amounts.</summary>
    public int AmountDecimals => currency is "JPY" or "KRW" or "VND" ? 0 : 2;

    public CanonicalOrder Order(int lines)
    {
        _serial += chance.Between(1, 9);
        var orderDate = today.AddDays(-chance.Between(1, 18));
        var list = Enumerable.Range(1, lines).Select(number => Line(number, orderDate)).ToList();
        var goods = list.Sum(line => line.Amount ?? 0);
        var tax = decimal.Round(goods * 0.1m, AmountDecimals, MidpointRounding.AwayFromZero);
        var freight = AmountDecimals == 0 ? chance.Between(5, 90) * 100 : chance.Between(20, 400);
        return new CanonicalOrder
        {
            OrderNumber = Number(orderDate, _serial),
            OrderDate = orderDate,
            RequestedDate = orderDate.AddDays(chance.Between(21, 70)),
            Currency = currency,
            Customer = new Party
            {
                Name = Buyer(),
                Code = string.Create(CultureInfo.InvariantCulture, $"K{chance.Between(100, 99_999):000000}"),
                Contact = chance.Pick(lexicon.Of("people")),
                Phone = string.Create(CultureInfo.InvariantCulture, $"0{chance.Between(20, 89)}-555{chance.Between(10_000, 99_999)}"),
            },
            Supplier = _supplier,
            ShipTo = new ShipTo { Street = chance.Pick(lexicon.Of("streets")) },
            Lines = list,
            Totals = new OrderTotals { Goods = goods, Tax = tax, Freight = freight, Payable = goods + tax + freight },
        };
    }

    /// <summary>Nobody orders from himself.</summary>
    private string Buyer()
    {
        while (true)
        {
            var name = Company(lexicon, chance);
            if (name != _supplier.Name)
            {
                return name;
            }
        }
    }

    private OrderLine Line(int number, DateOnly orderDate)
    {
        var goods = chance.Pick(lexicon.Of("goods")).Split(';', StringSplitOptions.TrimEntries);
        var unit = chance.Pick(lexicon.Of("units")).Split('=');
        var quantity = unit is [_, "KGM" or "MTR"]
            ? chance.Between(5, 4000) / 2m
            : chance.Between(1, 60) * chance.PickOf(1, 1, 5, 10, 50, 100);
        var price = AmountDecimals == 0
            ? chance.Between(8, 4200) * (currency == "JPY" ? 1m : 100m)
            : decimal.Round(chance.Between(1500, 4_000_000) / 10_000m, _priceDecimals);
        return new OrderLine
        {
            LineNumber = number,
            ItemCode = ItemCode(),
            ItemName = goods[0],
            Specification = goods[1],
            Quantity = quantity,
            UnitText = unit[0],
            Unit = unit.ElementAtOrDefault(1),
            UnitPrice = price,
            Amount = decimal.Round(quantity * price, AmountDecimals, MidpointRounding.AwayFromZero),
            DeliveryDate = orderDate.AddDays(chance.Between(14, 75)),
            TaxRate = 0.1m,
        };
    }

    private string Number(DateOnly day, int serial) => _numberStyle switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"PO{day:yyyyMMdd}{serial % 1000:000}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"PO-{day:yyyy}-{serial:00000}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{4_500_000_000L + (serial * 7L)}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{day:yyMM}/{serial}"),
        4 => string.Create(CultureInfo.InvariantCulture, $"CG{day:yyMM}{serial:0000}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"B-{serial}"),
    };

    private string ItemCode() => _codeStyle switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{chance.Between(1, 9)}{chance.Below(100):00}-{chance.Below(10_000):0000}-{chance.Below(100):00}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{chance.Between(100, 99_999):00000000}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"SKU-{chance.Between(1000, 9999)}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"40063{chance.Between(10_000_000, 99_999_999)}"),
        4 => string.Create(CultureInfo.InvariantCulture, $"BR/{chance.Between(600, 6399)}-{chance.PickOf("2RS", "ZZ", "C3")}"),
        5 => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + chance.Below(26))}{chance.Between(100, 999)}.{chance.Between(10, 99)}"),
        6 => string.Create(CultureInfo.InvariantCulture, $"{chance.Between(100_000, 999_999)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"WL{chance.PickOf("A", "B", "C")}{chance.Between(10_000, 99_999)}X{chance.Below(10)}"),
    };

    private static string Company(Lexicon lexicon, Chance chance) => chance.Pick(lexicon.Of("companyForms"))
        .Replace("{stem}", chance.Pick(lexicon.Of("companyStems")), StringComparison.Ordinal)
        .Replace("{trade}", chance.Pick(lexicon.Of("companyTrades")), StringComparison.Ordinal);
}
