using System.Text;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// Letters without their diacritics, as people type them who have no such keyboard: <c>é→e</c>, <c>đ→d</c>, <c>ł→l</c>, <c>ß→ss</c>, <c>ё→е</c>.
/// Kana and Hangul stay whole: taking the dakuten from が or the jamo from 한 would make other words of them.
/// </summary>
internal static class PlainLetters
{
    private static readonly string?[] Table = Build();

    public static string Of(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (Lookup(key[i]) is not null)
            {
                return Rewrite(key, i);
            }
        }

        return key;
    }

    private static string Rewrite(string key, int from)
    {
        var plain = new StringBuilder(key.Length + 4).Append(key, 0, from);
        for (var i = from; i < key.Length; i++)
        {
            var c = key[i];
            if (Lookup(c) is { } replacement)
            {
                plain.Append(replacement);
            }
            else
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private static string? Lookup(char c) => c switch
    {
        < '\u00C0' => null,
        < '\u0250' => Table[c - 0xC0],
        >= '\u0300' and <= '\u036F' => string.Empty,
        'ё' => "е",
        >= '\u1E00' and <= '\u1EFF' => Table[c - 0x1E00 + 0x190],
        _ => null,
    };

    private static string?[] Build()
    {
        var table = new string?[0x190 + 0x100];
        Fill(table, 0xC0, 0x250, 0);
        Fill(table, 0x1E00, 0x1F00, 0x190);
        table['ß' - 0xC0] = "ss";
        table['æ' - 0xC0] = "ae";
        table['ø' - 0xC0] = "o";
        table['ð' - 0xC0] = "d";
        table['þ' - 0xC0] = "th";
        table['đ' - 0xC0] = "d";
        table['ħ' - 0xC0] = "h";
        table['ı' - 0xC0] = "i";
        table['ł' - 0xC0] = "l";
        table['œ' - 0xC0] = "oe";
        return table;
    }

    private static void Fill(string?[] table, int from, int to, int offset)
    {
        for (var c = from; c < to; c++)
        {
            var parts = ((char)c).ToString().Normalize(NormalizationForm.FormD);
            if (parts.Length > 1 && parts[1] is >= '\u0300' and <= '\u036F')
            {
                table[c - from + offset] = parts[..1];
            }
        }
    }
}
