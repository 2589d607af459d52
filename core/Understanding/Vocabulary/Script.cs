namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Which writing a letter belongs to, as far as word boundaries depend on it.</summary>
internal enum Script
{
    /// <summary>Digits and signs: belong to whatever they stand beside.</summary>
    None,

    /// <summary>Latin, Cyrillic, Greek and other writings with blanks between words.</summary>
    Spaced,

    /// <summary>Han and kana: no blanks between words.</summary>
    Solid,

    /// <summary>Hangul: blanks are optional in headers.</summary>
    Hangul,
}

internal static class Scripts
{
    public static Script Of(char c) => c switch
    {
        < 'A' => Script.None,
        < '\u1100' => char.IsLetter(c) ? Script.Spaced : Script.None,
        >= '\u1E00' and < '\u2000' => Script.Spaced,
        (>= '\u1100' and < '\u1200') or (>= '\uAC00' and < '\uD7B0') => Script.Hangul,
        >= '\u2E80' and < '\uA000' => Script.Solid,
        >= '\uD800' and < '\uE000' => Script.Solid,
        >= '\uF900' and < '\uFB00' => Script.Solid,
        _ => Script.None,
    };

    public static bool IsSolid(string key) => key.Length > 0 && Of(key[^1]) == Script.Solid;
}
