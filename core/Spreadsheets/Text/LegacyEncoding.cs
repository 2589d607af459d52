using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>One legacy encoding with the measure of how plausible text is when read in it.</summary>
internal sealed class LegacyEncoding(string name, Encoding strict, Encoding lenient, Func<string, double> plausibility)
{
    private const int ComparedBytes = 4096;

    public string Name => name;

    public Encoding Lenient => lenient;

    /// <summary>The text; null where a byte sequence is invalid. A character cut off at the sample's end does not count.</summary>
    public string? Decode(ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut < Math.Min(3, sample.Length); cut++)
        {
            try
            {
                return strict.GetString(sample[..(sample.Length - cut)]);
            }
            catch (DecoderFallbackException error) when (error.Index < sample.Length - 4)
            {
                return null;
            }
            catch (DecoderFallbackException)
            {
                // Within the last bytes: look again without them.
            }
        }

        return null;
    }

    public double Score(string text) => plausibility(text);

    /// <summary>True where both read the sample's beginning alike, so that choosing between them decides nothing.</summary>
    public bool DecodesLike(LegacyEncoding other, ReadOnlySpan<byte> sample)
    {
        var start = sample[..Math.Min(sample.Length, ComparedBytes)];
        return string.Equals(lenient.GetString(start), other.Lenient.GetString(start), StringComparison.Ordinal);
    }
}
