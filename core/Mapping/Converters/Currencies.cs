using System.Collections.Frozen;
using System.Text;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Ways to write a currency → ISO 4217.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, string> Aliases = Build(
        "CNY: ¥ 元 圆 人民币 人民幣 RMB CNH CNY元 人民币元 RENMINBI YUAN RMB¥ CN¥",
        "TWD: NT$ NTD NT 新台币 新台幣 台币 台幣 新臺幣",
        "HKD: HK$ 港币 港幣 港元",
        "MOP: MOP$ 澳门币",
        "USD: $ US$ 美元 美金 美圆 DOLLAR DOLLARS USDOLLAR",
        "EUR: € 欧元 歐元 EURO EUROS",
        "GBP: £ 英镑 英鎊 POUND POUNDS",
        "JPY: 円 日元 日圆 日圓 JP¥ YEN",
        "KRW: ₩ 원 韩元 韓元 WON",
        "VND: ₫ đ VNĐ đồng 越南盾",
        "THB: ฿ 泰铢",
        "RUB: ₽ руб рубль рублей р",
        "PLN: zł zl złoty złotych",
        "CHF: SFr Fr 瑞士法郎",
        "BRL: R$ real reais",
        "MXN: MX$",
        "CAD: C$ CA$ 加元",
        "AUD: A$ AU$ 澳元",
        "SGD: S$ 新加坡元",
        "INR: ₹ Rs 卢比",
        "TRY: ₺ TL",
        "CZK: Kč",
        "SEK: ", "NOK: ", "DKK: ", "HUF: Ft", "RON: lei", "BGN: ", "UAH: ₴ грн", "KZT: ₸", "ILS: ₪", "ZAR: ", "AED: ", "SAR: ", "IDR: Rp",
        "MYR: RM 令吉", "PHP: ₱", "NZD: NZ$", "ARS: ", "CLP: ", "COP: ", "PEN: ", "EGP: ", "NGN: ", "PKR: ", "BDT: ", "LKR: ", "KHR: ", "MMK: ", "LAK: ");

    /// <summary>The ISO code; null when the text is no currency. <c>¥</c> is yen in a Japanese source and yuan elsewhere.</summary>
    public static string? Find(string text, NumberLocale locale)
    {
        var key = Key(text);
        return key == "¥" && locale.Name == "ja" ? "JPY" : Aliases.GetValueOrDefault(key);
    }

    private static FrozenDictionary<string, string> Build(params string[] rows)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var code = row[..3];
            result[code] = code;
            foreach (var alias in row[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                result.Add(Key(alias), code);
            }
        }

        return result.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Key(string text) =>
        text.Normalize(NormalizationForm.FormKC).Trim().TrimEnd('.', ':').Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
