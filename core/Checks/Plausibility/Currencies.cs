namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>How finely money is counted.</summary>
internal static class Currencies
{
    /// <summary>Half of the smallest coin: how far rounding alone may carry an amount.</summary>
    public static decimal HalfCoin(string? currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "PYG" or "XAF" or "XOF" or "XPF" or "UGX" or "RWF" => 0.5m,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 0.0005m,
        _ => 0.005m,
    };
}
