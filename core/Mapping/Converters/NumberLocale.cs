namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>How a language writes numbers and dates (CLDR's main patterns).</summary>
/// <param name="Name">Name in mapping files.</param>
/// <param name="Decimal">Decimal separator; <c>\0</c> where the number itself must tell.</param>
/// <param name="Groups">Characters that may stand between groups of three digits.</param>
/// <param name="DateOrder"><c>ymd</c>, <c>dmy</c> or <c>mdy</c> for dates in digits; null where the date itself must tell.</param>
internal sealed record NumberLocale(string Name, char Decimal, string Groups, string? DateOrder)
{
    private const string Spaces = " \u00A0\u202F\u2009";

    /// <summary>Each number must be clear by itself: <c>1.234</c> is refused.</summary>
    public static NumberLocale Auto { get; } = new("auto", '\0', ".,'’" + Spaces, null);

    private static readonly NumberLocale[] All =
    [
        Auto,
        new("zh", '.', "," + Spaces, "ymd"),
        new("zh-TW", '.', "," + Spaces, "ymd"),
        new("ja", '.', "," + Spaces, "ymd"),
        new("ko", '.', "," + Spaces, "ymd"),
        new("en", '.', "," + Spaces, "dmy"),
        new("en-US", '.', "," + Spaces, "mdy"),
        new("de", ',', "." + Spaces, "dmy"),
        new("de-CH", '.', "'’" + Spaces, "dmy"),
        new("fr", ',', "." + Spaces, "dmy"),
        new("es", ',', "." + Spaces, "dmy"),
        new("pt", ',', "." + Spaces, "dmy"),
        new("it", ',', "." + Spaces, "dmy"),
        new("pl", ',', "." + Spaces, "dmy"),
        new("ru", ',', "." + Spaces, "dmy"),
        new("vi", ',', "." + Spaces, "dmy"),
    ];

    /// <summary>Names that a mapping file may write.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(l => l.Name)];

    /// <summary>The locale of that name; null when there is none.</summary>
    public static NumberLocale? Find(string name) => Array.Find(All, l => l.Name == name);
}
