namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>How a text table separates its fields.</summary>
/// <param name="Separator">The character between fields; NUL for a file of single fields.</param>
/// <param name="SkipFirstLine">True where the first line only declares the separator (<c>sep=;</c>).</param>
internal readonly record struct TextDialect(char Separator, bool SkipFirstLine)
{
    /// <summary>Characters of the beginning that the decision is made on.</summary>
    public const int SampleLength = 1 << 16;

    private const int LongestField = 32_767;
    private const int SampleRecords = 500;
    private static readonly char[] Candidates = ['\t', ';', '|', ','];

    /// <summary>Finds the separator by how evenly it cuts the lines; lines without any (a title above the table) do not vote.</summary>
    public static TextDialect Detect(ReadOnlySpan<char> sample)
    {
        var lineEnd = sample.IndexOfAny('\r', '\n');
        var first = (lineEnd < 0 ? sample : sample[..lineEnd]).Trim('"');
        if (first.Length == 5 && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return new TextDialect(first[4], true);
        }

        var best = '\0';
        var bestScore = 0d;
        foreach (var candidate in Candidates)
        {
            var score = Score(sample, candidate, true) ?? Score(sample, candidate, false) ?? 0;
            if (score > bestScore + 1e-9)
            {
                best = candidate;
                bestScore = score;
            }
        }

        return new TextDialect(best, false);
    }

    /// <summary>Share of records with the commonest number of fields, weighed by that number; near 0 where the cuts look like decimal commas.</summary>
    /// <param name="sample">The beginning of the text.</param>
    /// <param name="separator">The candidate.</param>
    /// <param name="quotes">Whether quotes enclose fields; null comes back where one is never closed.</param>
    private static double? Score(ReadOnlySpan<char> sample, char separator, bool quotes)
    {
        var counts = new Dictionary<int, int>();
        int records = 0, separators = 0, insideNumbers = 0;
        var fields = 1;
        var quoted = false;
        var fieldStart = true;
        var opened = 0;
        for (var i = 0; i <= sample.Length && records < SampleRecords; i++)
        {
            var c = i < sample.Length ? sample[i] : '\n';
            if (c == '"' && quotes && (quoted || fieldStart))
            {
                quoted = !quoted;
                fieldStart = !quoted;
                opened = i;
                continue;
            }

            if (quoted && i < sample.Length)
            {
                continue;
            }

            // Behind any separator, whichever is scored: quotes mean the same to all candidates.
            fieldStart = c is '\n' or '\r' || Array.IndexOf(Candidates, c) >= 0;
            if (c == separator)
            {
                fields++;
                separators++;
                insideNumbers += i > 0 && i + 1 < sample.Length && char.IsAsciiDigit(sample[i - 1]) && char.IsAsciiDigit(sample[i + 1]) ? 1 : 0;
            }
            else if (c is '\n' or '\r')
            {
                if (fields > 1)
                {
                    records++;
                    counts[fields] = counts.GetValueOrDefault(fields) + 1;
                }

                fields = 1;
            }
        }

        // Open at the end: the sample cuts a field, unless nothing is cut or no field is that long.
        if (quoted && (sample.Length < SampleLength || sample.Length - opened > LongestField))
        {
            return null;
        }

        if (records == 0)
        {
            return 0;
        }

        var (width, often) = counts.MaxBy(pair => (long)pair.Value * 1000 + pair.Key);
        var evenness = often / (double)records;
        var looksDecimal = separator == ',' && insideNumbers * 2 > separators ? 0.3 : 1;
        return evenness * Math.Log2(width + 1) * Math.Min(1, 0.5 + (often / 4d)) * looksDecimal;
    }
}
