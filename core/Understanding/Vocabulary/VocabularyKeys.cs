namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>The keys that vocabulary files may use, by their camelCase spelling: one declaration for reader, lints and schema.</summary>
internal static class VocabularyKeys
{
    public const string Language = "language";
    public const string DecimalSeparator = "decimalSeparator";
    public const string DateOrderKey = "dateOrder";
    public const string Head = "head";
    public const string Replace = "replace";
    public const string Remove = "remove";
    public const string Words = "words";
    public const string Weak = "weak";

    public static IReadOnlyDictionary<string, int> Concepts { get; } = ByName(typeof(Concept));

    public static IReadOnlyDictionary<string, int> Documents { get; } = ByName(typeof(DocumentKind));

    public static IReadOnlyDictionary<string, int> Rows { get; } = ByName(typeof(RowKind));

    public static IReadOnlyDictionary<string, int> Sections { get; } = ByName(typeof(VocabularySection));

    public static IReadOnlyList<string> Settings { get; } = [Language, DecimalSeparator, DateOrderKey, Head, Replace, Remove];

    /// <summary>True where the section's words are grouped under keys, false where it is a plain list.</summary>
    public static bool HasKeys(VocabularySection section) => section
        is VocabularySection.Fields or VocabularySection.Documents or VocabularySection.Rows
        or VocabularySection.Units or VocabularySection.Currencies or VocabularySection.Months;

    /// <summary>Whether the key may stand in the section.</summary>
    public static bool IsKnown(VocabularySection section, string key) => section switch
    {
        VocabularySection.Fields => Concepts.ContainsKey(key),
        VocabularySection.Documents => Documents.ContainsKey(key),
        VocabularySection.Rows => Rows.ContainsKey(key),
        VocabularySection.Units => Rec20.Contains(key),
        VocabularySection.Currencies => key == Iso4217.Open || Iso4217.Contains(key),
        VocabularySection.Months => key is [>= '1' and <= '9'] or "10" or "11" or "12",
        _ => false,
    };

    /// <summary>What the keys of a section are codes of; null where they are names.</summary>
    public static string? CodeListOf(VocabularySection section) => section switch
    {
        VocabularySection.Units => "UN/ECE Rec 20",
        VocabularySection.Currencies => "ISO 4217",
        VocabularySection.Months => "1…12",
        _ => null,
    };

    public static IEnumerable<string> NamesIn(VocabularySection section) => section switch
    {
        VocabularySection.Fields => Concepts.Keys,
        VocabularySection.Documents => Documents.Keys,
        VocabularySection.Rows => Rows.Keys,
        _ => [],
    };

    public static string NameOf<T>(T value)
        where T : struct, Enum => CamelCase(value.ToString());

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The values are numbered from 0 in the order of their names; asking the enumeration by type spares the compiling of generics at start.</summary>
    private static Dictionary<string, int> ByName(Type enumeration)
    {
        var names = Enum.GetNames(enumeration);
        var byName = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            byName.Add(CamelCase(names[i]), i);
        }

        return byName;
    }
}
