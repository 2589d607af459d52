namespace IntegrationHub.Core.Checks;

/// <summary>Decimal arithmetic on figures that a sender may have written: too large is an answer, not an exception.</summary>
internal static class Money
{
    // Far beyond any order and far below decimal's own limit (7.9e28), so that sums of a million of them still fit.
    private const decimal Largest = 1_000_000_000_000_000_000_000m;

    // Two figures up to this need no division to know that their product is within the largest.
    private const decimal Root = 31_622_776_601m;

    /// <summary>a + b; false where it is beyond any order.</summary>
    public static bool TryAdd(decimal a, decimal b, out decimal sum)
    {
        if (IsSane(a) && IsSane(b))
        {
            sum = a + b;
            return IsSane(sum);
        }

        sum = 0;
        return false;
    }

    /// <summary>a × b; false where it is beyond any order.</summary>
    public static bool TryMultiply(decimal a, decimal b, out decimal product)
    {
        if ((IsWithin(a, Root) && IsWithin(b, Root)) || (IsSane(a) && IsSane(b) && (b == 0 || Math.Abs(a) <= Largest / Math.Max(1m, Math.Abs(b)))))
        {
            product = a * b;
            return true;
        }

        product = 0;
        return false;
    }

    private static bool IsSane(decimal value) => IsWithin(value, Largest);

    private static bool IsWithin(decimal value, decimal most) => value >= -most && value <= most;
}
