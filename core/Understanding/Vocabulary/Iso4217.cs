namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>ISO 4217 currency codes in circulation, and RMB's offshore CNH, which price lists use.</summary>
internal static class Iso4217
{
    private const string List =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNH CNY COP CRC "
        + "CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
        + "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
        + "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
        + "TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

    /// <summary>ISO 4217 for "no currency": in a vocabulary, a sign that several countries of the language write.</summary>
    public const string Open = "XXX";

    private static readonly HashSet<string> Codes = new(List.Split(' '), StringComparer.Ordinal);

    public static IEnumerable<string> All => Codes.Order(StringComparer.Ordinal);

    public static bool Contains(string code) => Codes.Contains(code);
}
