namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>Currencies by the symbol in a number format; a symbol that several countries use needs the format's locale.</summary>
internal static class CurrencySymbol
{
    private static readonly string[] Symbols =
        ["$", "€", "£", "¥", "￥", "₩", "￦", "₫", "đ", "₽", "р.", "руб.", "zł", "Kč", "₹", "฿", "₺", "US$", "NT$", "HK$", "元", "円", "원", "Fr.", "kr", "kr.", "Ft", "R$", "RM", "Rp", "₴", "₪", "圆"];

    /// <summary>True where the text is a currency symbol or an ISO code in use, and so no unit of quantity.</summary>
    public static bool IsSymbol(string? text) => text is not null && (Array.IndexOf(Symbols, text) >= 0 || IsCode(text));

    /// <summary>The ISO 4217 code; null where there is none or the symbol alone leaves it open.</summary>
    public static string? Find(string? symbol, int locale)
    {
        if (string.IsNullOrEmpty(symbol))
        {
            return null;
        }

        return symbol switch
        {
            "€" => "EUR",
            "£" => "GBP",
            "₩" or "￦" or "원" => "KRW",
            "₫" or "đ" => "VND",
            "₽" or "р." or "руб." => "RUB",
            "zł" => "PLN",
            "Kč" => "CZK",
            "Ft" => "HUF",
            "₹" => "INR",
            "฿" => "THB",
            "₺" => "TRY",
            "₴" => "UAH",
            "₪" => "ILS",
            "R$" => "BRL",
            "US$" => "USD",
            "NT$" => "TWD",
            "HK$" => "HKD",
            "円" => "JPY",
            "¥" or "￥" or "元" => ByLocale(locale),
            "$" => ByLocale(locale),
            "kr" or "kr." => ByLocale(locale),
            "Fr." => ByLocale(locale),
            "RMB" => "CNY",
            _ when IsCode(symbol) => symbol,
            _ => null,
        };
    }

    private static bool IsCode(string text) =>
        text is "USD" or "EUR" or "CNY" or "RMB" or "JPY" or "GBP" or "CHF" or "KRW" or "TWD" or "HKD" or "VND" or "PLN" or "RUB" or "BRL" or "INR" or "CZK"
            or "HUF" or "SEK" or "NOK" or "DKK" or "TRY" or "THB" or "SGD" or "MYR" or "IDR" or "PHP" or "AUD" or "NZD" or "CAD" or "MXN" or "ZAR" or "UAH";

    /// <summary>By Windows language id; the neutral id 0 decides nothing.</summary>
    private static string? ByLocale(int locale) => locale switch
    {
        0x804 => "CNY",
        0x404 => "TWD",
        0xC04 => "HKD",
        0x411 => "JPY",
        0x409 => "USD",
        0xC09 => "AUD",
        0x1009 or 0xC0C => "CAD",
        0x1409 => "NZD",
        0x1004 => "SGD",
        0x80A => "MXN",
        0x41D => "SEK",
        0x414 or 0x814 => "NOK",
        0x406 => "DKK",
        0x807 or 0x100C or 0x810 => "CHF",
        _ => null,
    };
}
