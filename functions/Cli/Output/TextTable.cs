using System.Text;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Lines columns up on a terminal, where a Chinese character is two cells wide.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const int Narrowest = 6;
    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => Printable(cell ?? ""))]);

    /// <param name="output">Where to.</param>
    /// <param name="screen">Columns of the screen: what is wider is cut in its widest columns, ids apart; null cuts nothing.</param>
    public void Write(TextWriter output, int? screen = null)
    {
        var widths = headers.Select((header, column) => _rows.Select(row => Width(row[column])).Append(Width(header)).Max()).ToArray();
        for (var over = widths.Sum() + (2 * (widths.Length - 1)) - screen ?? 0; over > 0;)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(column => headers[column] is not ("id" or "#")).MaxBy(column => widths[column]);
            var next = Enumerable.Range(0, widths.Length).Where(column => column != widest && headers[column] is not ("id" or "#")).Max(column => (int?)widths[column]) ?? 0;
            var cut = Math.Min(Math.Min(over, Math.Max(1, widths[widest] - next)), widths[widest] - Narrowest);
            if (cut <= 0)
            {
                break;
            }

            widths[widest] -= cut;
            over -= cut;
        }

        Line(output, headers, widths);
        Line(output, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows)
        {
            Line(output, row, widths);
        }
    }

    /// <summary>The text in so many cells of the terminal, an ellipsis in the place of what is too much.</summary>
    public static string Fit(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var used = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            used += IsWide(rune.Value) ? 2 : 1;
            if (used > width)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append('…').ToString();
    }

    /// <summary>Control characters out: text from a document must not drive the terminal.</summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0000', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
        {
            return text;
        }

        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }

    private static void Line(TextWriter output, string[] cells, int[] widths)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = Fit(cells[column], widths[column]);
            output.Write(cell);
            if (column < cells.Length - 1)
            {
                output.Write(new string(' ', widths[column] - Width(cell) + 2));
            }
        }

        output.WriteLine();
    }

    /// <summary>Cells of the terminal that the text takes.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += IsWide(rune.Value) ? 2 : 1;
        }

        return width;
    }

    // Unicode 15 East Asian Width W and F, by blocks.
    private static bool IsWide(int code) => code is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
