using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>How finely money is counted.</summary>
internal static class Currencies
{
    /// <summary>Half of the smallest coin: how far rounding alone may carry an amount.</summary>
    public static decimal HalfCoin(string? currency) => CurrencyDigits.Of(currency) switch { 0 => 0.5m, 3 => 0.0005m, _ => 0.005m };
}
