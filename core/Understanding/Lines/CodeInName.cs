using IntegrationHub.Core.Understanding.Tables;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>A code before the name in one cell, as business systems print it: <c>[FURN_8888] Office Lamp</c>, <c>1051       R+W GmbH</c>. One cell proves nothing, the whole column does.</summary>
internal static class CodeInName
{
    private const int LeastDigits = 3;
    private const int MostDigits = 12;

    /// <summary>True where every value of the column is a code in brackets before a name.</summary>
    public static bool IsBracketed(ColumnProfile profile) => profile.Filled > 0 && profile.HoldsOnly(text => Bracketed(text) is not null);

    /// <summary>True where every value of the column is a number before a name, set off by a wide gap, or all of one length.</summary>
    public static bool IsNumbered(ColumnProfile profile)
    {
        var length = 0;
        return profile.Filled > 0 && (profile.HoldsOnly(text => Numbered(text) is { IsWide: true })
            || profile.Distinct > 1 && profile.HoldsOnly(text => Numbered(text) is { } split && (length == 0 ? length = split.Code.Length : length) == split.Code.Length));
    }

    public static (string Code, string Name)? Bracketed(string text) =>
        text is ['[', ..] && text.IndexOf(']', StringComparison.Ordinal) is > 1 and var end && text.AsSpan(1, end - 1).IndexOfAny(' ', '[') < 0 && text[(end + 1)..].Trim() is { Length: > 0 } name
            ? (text[1..end], name)
            : null;

    public static (string Code, string Name, bool IsWide)? Numbered(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < LeastDigits or > MostDigits || !char.IsWhiteSpace(text[digits]))
        {
            return null;
        }

        var name = text[digits..].TrimStart();
        return name.Length > 1 && char.IsLetter(name[0]) ? (text[..digits], name, text.Length - digits - name.Length > 1) : null;
    }
}
