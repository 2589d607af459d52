using System.Globalization;

namespace IntegrationHub.Core.Orders;

/// <summary>How finely money of a currency is counted (ISO 4217, minor units).</summary>
public static class CurrencyDigits
{
    /// <summary>Digits behind the point; 2 where the currency is unknown.</summary>
    public static int Of(string? currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "PYG" or "XAF" or "XOF" or "XPF" or "UGX" or "RWF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>An amount for people, rounded to the currency's digits. Unit prices are finer and do not go through here.</summary>
    public static string Text(decimal amount, string? currency)
    {
        var digits = Of(currency);
        return decimal.Round(amount, digits, MidpointRounding.AwayFromZero).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
