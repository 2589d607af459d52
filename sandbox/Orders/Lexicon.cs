using System.Reflection;
using System.Text;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>
/// The trade's words of one language, written down for the sandbox alone: what the hub knows is measured with words that it was not given.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, string[]> _words = new(StringComparer.OrdinalIgnoreCase);

    private Lexicon(string language, TextReader text)
    {
        Language = language;
        while (text.ReadLine() is { } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.StartsWith('#') || colon < 0)
            {
                continue;
            }

            _words[line[..colon]] = line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries);
        }

        var marks = Of("number")[0];
        DecimalMark = marks[0];
        GroupMark = marks[^1] == '_' ? '\u00A0' : marks[^1];
    }

    /// <summary>BCP 47 tags of all lexicons.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        ["zh-Hans", "zh-Hant", "en", "de", "fr", "es", "pt", "it", "pl", "ru", "ja", "ko", "vi"];

    public string Language { get; }

    public char DecimalMark { get; }

    /// <summary>Stands between thousands; a no-break space where the language uses a blank.</summary>
    public char GroupMark { get; }

    public bool IsEastAsian => Language is "zh-Hans" or "zh-Hant" or "ja" or "ko";

    public string[] this[OrderField field] => Of(field.ToString());

    public static Lexicon Load(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{language}.lexicon")
            ?? throw new ArgumentException($"no lexicon for {language}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Lexicon(language, reader);
    }

    public string[] Of(string key) =>
        _words.TryGetValue(key, out var words) ? words : throw new KeyNotFoundException($"{Language}.lexicon has no {key}");

    /// <summary>The currency that a label itself names, as in <c>单价(元)</c> or <c>Цена, руб.</c>; null when none.</summary>
    public string? CurrencyIn(string label) => Of("currencies").Select(text => text.Split(' '))
        .FirstOrDefault(money => label.EndsWith($"({money[2]})", StringComparison.Ordinal) || label.EndsWith($", {money[2]}", StringComparison.Ordinal))?[0];

    public string[] MonthNames() => Of("months")[0].Split(' ');
}
