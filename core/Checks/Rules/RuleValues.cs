using System.Globalization;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Reads single values of a rule file.</summary>
internal static class RuleValues
{
    public static decimal? Number(RuleNode? node) =>
        decimal.TryParse(node?.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A number with s, m, h or d, up to ten years.</summary>
    public static TimeSpan? Duration(RuleNode? node)
    {
        if (node?.Text is not { Length: > 1 } text
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var seconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3600L, 'd' => 86_400L, _ => 0L };
        return seconds > 0 && count * seconds <= 3660L * 86_400L ? TimeSpan.FromSeconds(count * seconds) : null;
    }

    public static bool? Flag(RuleNode? node) => node?.Text switch { "true" => true, "false" => false, _ => null };

    /// <summary>The scalars of a text or list of texts.</summary>
    public static IEnumerable<RuleNode> Texts(RuleNode? node) =>
        node is null ? [] : node.Items is { } items ? items.Where(i => i.Text is not null) : node.Text is null ? [] : [node];
}
