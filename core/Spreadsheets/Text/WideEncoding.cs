using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>UTF-16 and UTF-32 without a byte order mark, told by where the zero bytes of ASCII and line ends stand.</summary>
internal static class WideEncoding
{
    public static DetectedEncoding? Detect(ReadOnlySpan<byte> sample)
    {
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < sample.Length; i++)
        {
            zeros[i & 3] += sample[i] == 0 ? 1 : 0;
        }

        var quarter = sample.Length / 4;
        if (quarter > 0 && sample.Length % 4 == 0)
        {
            if (zeros[3] >= quarter && zeros[2] * 10 >= quarter * 9)
            {
                return Checked(sample, new UTF32Encoding(false, false, true), new UTF32Encoding(false, false), "utf-32le");
            }

            if (zeros[0] >= quarter && zeros[1] * 10 >= quarter * 9)
            {
                return Checked(sample, new UTF32Encoding(true, false, true), new UTF32Encoding(true, false), "utf-32be");
            }
        }

        int even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
        var little = odd > even;
        if (Math.Max(even, odd) < 5 * Math.Min(even, odd))
        {
            return null;
        }

        return Checked(sample, new UnicodeEncoding(!little, false, true), new UnicodeEncoding(!little, false), little ? "utf-16le" : "utf-16be");
    }

    /// <summary>Accepts the reading where it decodes strictly and holds line ends or printable characters only.</summary>
    private static DetectedEncoding? Checked(ReadOnlySpan<byte> sample, Encoding strict, Encoding lenient, string name)
    {
        string text;
        try
        {
            text = strict.GetString(sample[..(sample.Length & ~3)]);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var odd = text.Count(c => (char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse);
        return odd * 50 <= text.Length ? new DetectedEncoding(lenient, name) : null;
    }
}
