namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>The known name that a mistyped one is closest to.</summary>
internal static class Nearest
{
    public static string To(string typed, IEnumerable<string> names) =>
        names.MinBy(n => typed.Length > 64 ? n.Length : TypoIndex.Edits(typed.ToLowerInvariant(), n.ToLowerInvariant(), 64)) ?? string.Empty;
}
