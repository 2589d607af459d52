namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Lines columns up on a terminal, where a Chinese character is two cells wide.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => Printable(cell ?? ""))]);

    public void Write(TextWriter output)
    {
        var widths = headers.Select((header, column) => _rows.Select(row => Width(row[column])).Append(Width(header)).Max()).ToArray();
        Line(output, headers, widths);
        Line(output, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows)
        {
            Line(output, row, widths);
        }
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
            output.Write(cells[column]);
            if (column < cells.Length - 1)
            {
                output.Write(new string(' ', widths[column] - Width(cells[column]) + 2));
            }
        }

        output.WriteLine();
    }

    private static int Width(string text)
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
