using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>The legacy encodings that spreadsheets exported as text come in, in order of preference between equals.</summary>
internal static class LegacyEncodings
{
    public static IReadOnlyList<LegacyEncoding> All { get; } =
    [
        Make("gb18030", EastAsianText.Simplified),
        Make("shift_jis", EastAsianText.ShiftJis),
        Make("big5", EastAsianText.Traditional),
        Make("ks_c_5601-1987", EastAsianText.Korean, "euc-kr"),
        Make("euc-jp", EastAsianText.Japanese),
        Make("windows-1252", LatinText.Western),
        Make("windows-1250", LatinText.Central),
        Make("windows-1251", AlphabetText.Cyrillic),
        Make("koi8-r", AlphabetText.Cyrillic),
        Make("ibm866", AlphabetText.Cyrillic),
        Make("windows-1254", LatinText.Turkish),
        Make("windows-1253", AlphabetText.Greek),
        Make("windows-1257", LatinText.Baltic),
        Make("windows-1258", LatinText.Vietnamese),
        Make("windows-874", AlphabetText.Thai),
        Make("windows-1255", AlphabetText.Hebrew),
        Make("windows-1256", AlphabetText.Arabic),
        Make("ibm850", LatinText.WesternDos),
    ];

    public static Encoding Get(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) ?? throw new ArgumentException($"no encoding {name}", nameof(name));

    private static LegacyEncoding Make(string name, Func<string, double> plausibility, string? iana = null) => new(
        iana ?? name,
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)
            ?? throw new ArgumentException($"no encoding {name}", nameof(name)),
        Get(name),
        plausibility);
}
