using System.Text;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Lines columns up on a terminal, where a Chinese character is two cells wide.</summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private const int Narrowest = 6;
    private const int Readable = 12;
    private const int Gap = 2;
    private readonly List<(string[] Cells, string? Below)> _rows = [];

    public void Add(params string?[] cells) => _rows.Add(([.. cells.Select(cell => Printable(cell ?? ""))], null));

    /// <summary>What belongs to the row before and has no column of its own; it is never cut.</summary>
    public void Below(string text) => _rows[^1] = _rows[^1] with { Below = Printable(text) };

    /// <param name="output">Where to.</param>
    /// <param name="screen">Columns of the screen: what is wider is cut or left out as its columns say; null cuts nothing.</param>
    public void Write(TextWriter output, int? screen = null)
    {
        var natural = columns.Select((column, at) => _rows.Select(row => Width(row.Cells[at])).Append(Width(column.Header)).Max()).ToArray();
        var shown = Enumerable.Range(0, columns.Length).ToList();
        while (Total(shown.Select(at => columns[at].Yields == ColumnYields.Characters ? Math.Min(natural[at], Readable) : natural[at])) > screen
            && shown.FindLastIndex(at => columns[at].Yields == ColumnYields.Itself) is >= 0 and var spare)
        {
            shown.RemoveAt(spare);
        }

        var widths = Cut(natural, shown, screen);
        Line(output, shown, widths, at => columns[at].Header);
        Line(output, shown, widths, at => new string('-', widths[at]));
        foreach (var (cells, below) in _rows)
        {
            Line(output, shown, widths, at => cells[at]);
            if (below is not null)
            {
                output.WriteLine("    " + below);
            }
        }
    }

    /// <summary>Takes the widest columns down together.</summary>
    private int[] Cut(int[] natural, List<int> shown, int? screen)
    {
        int[] widths = [.. natural];
        var soft = shown.Where(at => columns[at].Yields == ColumnYields.Characters).ToList();
        for (var over = Total(shown.Select(at => widths[at])) - screen ?? 0; over > 0 && soft.Count > 0;)
        {
            var widest = soft.MaxBy(at => widths[at]);
            var next = soft.Where(at => at != widest).Max(at => (int?)widths[at]) ?? 0;
            var cut = Math.Min(Math.Min(over, Math.Max(1, widths[widest] - next)), widths[widest] - Narrowest);
            if (cut <= 0)
            {
                break;
            }

            widths[widest] -= cut;
            over -= cut;
        }

        return widths;
    }

    private static int Total(IEnumerable<int> widths)
    {
        var each = widths.ToList();
        return each.Sum() + (Gap * (each.Count - 1));
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

    private void Line(TextWriter output, List<int> shown, int[] widths, Func<int, string> text)
    {
        var line = new StringBuilder();
        foreach (var column in shown)
        {
            var cell = Fit(text(column), widths[column]);
            var room = new string(' ', widths[column] - Width(cell));
            line.Append(columns[column].IsNumber ? room + cell : cell + room).Append(' ', Gap);
        }

        output.WriteLine(line.ToString().TrimEnd());
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
