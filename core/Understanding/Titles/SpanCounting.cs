namespace IntegrationHub.Core.Understanding.Titles;

internal static class SpanCounting
{
    public static int CountAny(this ReadOnlySpan<char> text, char a, char b)
    {
        var n = 0;
        foreach (var c in text)
        {
            n += c == a || c == b ? 1 : 0;
        }

        return n;
    }
}
