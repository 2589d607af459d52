using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>The sum of an order's lines, with and without the tax that they state.</summary>
internal struct LineSum()
{
    /// <summary>Sum of amounts, or of quantity × price where a line states no amount.</summary>
    public decimal Amounts { get; private set; }

    /// <summary>Sum of quantity × price; equal to <see cref="Amounts"/> where amounts are without tax.</summary>
    public decimal Products { get; private set; }

    /// <summary>Tax on the amounts by the lines' own rates.</summary>
    public decimal Tax { get; private set; }

    /// <summary>Tax contained in the amounts by the lines' own rates.</summary>
    public decimal TaxWithin { get; private set; }

    /// <summary>Lines counted.</summary>
    public int Count { get; private set; }

    /// <summary>False where a line states neither amount nor quantity and price, or a figure is beyond any order.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a line.</summary>
    public void Add(OrderLine line)
    {
        Count++;
        var product = 0m;
        var hasProduct = line is { Quantity: { } quantity, UnitPrice: { } price } && Money.TryMultiply(quantity, price, out product);
        if (line.Amount is not { } amount)
        {
            amount = product;
            IsComplete &= hasProduct;
        }
        else if (!hasProduct)
        {
            product = amount;
        }

        IsComplete = IsComplete && Money.TryAdd(Amounts, amount, out var amounts) && Set(amounts) && Money.TryAdd(Products, product, out product);
        if (!IsComplete)
        {
            return;
        }

        Products = product;
        if (line.TaxRate is { } rate and > 0 and < 1)
        {
            Tax += amount * rate;
            TaxWithin += amount - (amount / (1 + rate));
        }
    }

    private bool Set(decimal amounts)
    {
        Amounts = amounts;
        return true;
    }
}
