namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Text inside XML and HTML, escaped.</summary>
internal static class XmlText
{
    public static void Write(TextWriter writer, string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var replacement = text[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\t' or '\n' or '\r' => null,
                < ' ' or '\uFFFE' or '\uFFFF' => "",
                _ => null,
            };
            if (replacement is null)
            {
                continue;
            }

            writer.Write(text.AsSpan(from, i - from));
            writer.Write(replacement);
            from = i + 1;
        }

        writer.Write(text.AsSpan(from));
    }

    public static string Escape(string text)
    {
        var writer = new StringWriter();
        Write(writer, text);
        return writer.ToString();
    }

    /// <summary>XML readers drop blanks at the ends unless told otherwise.</summary>
    public static bool NeedsPreserve(string text) =>
        text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal));
}
