namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// A header, label or title reduced to what matters for comparing: NFKC, lower case, no blanks (also none inside 品 名), no punctuation,
/// no line breaks, no leading asterisk. What stands in brackets is kept apart: it is a unit, a currency or a remark.
/// </summary>
public sealed class HeaderText
{
    internal HeaderText(string text, string fullKey, string key, string[] hints, string[] tokens, HeaderText[] parts)
    {
        Text = text;
        FullKey = fullKey;
        Key = key;
        PlainFullKey = PlainLetters.Of(fullKey);
        PlainKey = ReferenceEquals(key, fullKey) ? PlainFullKey : PlainLetters.Of(key);
        Hints = hints;
        Tokens = tokens;
        Parts = parts;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>With the brackets' content in place: 单价（含税）→ 单价含税.</summary>
    public string FullKey { get; }

    /// <summary>Without the brackets' content: 单价（元）→ 单价. Equals <see cref="FullKey"/> where there are no brackets.</summary>
    public string Key { get; }

    /// <summary><see cref="FullKey"/> without diacritics.</summary>
    public string PlainFullKey { get; }

    /// <summary><see cref="Key"/> without diacritics.</summary>
    public string PlainKey { get; }

    /// <summary>Brackets' content and currency signs, trimmed, in order: 元, EUR, pcs.</summary>
    public IReadOnlyList<string> Hints { get; }

    /// <summary>The words outside brackets, lower case, without diacritics; one token for a run of a script written without blanks.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The pieces of a header that says it twice (品名/Description, 数量 Qty); empty for any other.</summary>
    public IReadOnlyList<HeaderText> Parts { get; }

    /// <summary>True where nothing is left to compare.</summary>
    public bool IsEmpty => FullKey.Length == 0;

    /// <summary>Reduces a text; never fails, whatever the text holds.</summary>
    public static HeaderText Normalise(string? text) => HeaderNormaliser.Normalise(text ?? string.Empty);

    /// <summary>The key alone, for words that are compared as a whole.</summary>
    public static string KeyOf(string? text) => HeaderNormaliser.KeyOf(text ?? string.Empty);

    /// <inheritdoc/>
    public override string ToString() => Key;
}
