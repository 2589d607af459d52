using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Markup;

/// <summary>White space as a browser shows it: runs become one blank, line breaks stay, none at either end.</summary>
internal static class HtmlText
{
    public static string Collapse(StringBuilder text)
    {
        var result = new StringBuilder(Math.Min(text.Length, 256));
        var blank = false;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (c == ' ')
                {
                    blank = true;
                }
                else if (c == '\n')
                {
                    blank = false;
                    result.Append('\n');
                }
                else
                {
                    if (blank && result.Length > 0 && result[^1] != '\n')
                    {
                        result.Append(' ');
                    }

                    blank = false;
                    result.Append(c);
                }
            }
        }

        return result.ToString().Trim();
    }
}
