namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>German without umlaut keys: Stück → Stueck.</summary>
internal static class Umlauts
{
    /// <summary>The key spelled with ae, oe, ue; null where it has no umlaut.</summary>
    public static string? WithoutDots(string key) =>
        key.AsSpan().IndexOfAny('ä', 'ö', 'ü') < 0
            ? null
            : key.Replace("ä", "ae", StringComparison.Ordinal)
                .Replace("ö", "oe", StringComparison.Ordinal)
                .Replace("ü", "ue", StringComparison.Ordinal);
}
