using System.Text;
using System.Text.Unicode;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>
/// Decides a text file's encoding: byte order mark, then strict UTF-8, then every legacy encoding that decodes the sample
/// without error, ranked by how plausible the decoded characters are for the script it stands for.
/// </summary>
internal static class EncodingDetector
{
    private const int ChunkBytes = 1 << 16;
    private const int SampleBytes = 1 << 18;
    private const int LookBytes = 1 << 26;
    private const double Margin = 0.12;
    private const double LeastPlausible = -0.35;

    public static DetectedEncoding Detect(Stream file)
    {
        var sample = Sample(file);
        if (ByMark(sample) is { } marked)
        {
            return marked;
        }

        if (sample.AsSpan().IndexOf((byte)0) >= 0)
        {
            return WideEncoding.Detect(sample) ?? throw ReadBudget.Stop(WorkbookFindings.UnknownBytes);
        }

        if (HasControls(sample))
        {
            throw ReadBudget.Stop(WorkbookFindings.UnknownBytes);
        }

        if (Utf8.IsValid(sample))
        {
            return Escaped(sample) ?? new DetectedEncoding(new UTF8Encoding(false), "utf-8");
        }

        return ByPlausibility(sample);
    }

    /// <summary>The beginning of the file, and further whole lines that hold more than ASCII: a header may be ASCII while the rows are not.</summary>
    private static byte[] Sample(Stream file)
    {
        file.Position = 0;
        var chunk = new byte[ChunkBytes];
        var sample = new MemoryStream();
        long looked = 0;
        while (sample.Length < SampleBytes && looked < LookBytes)
        {
            var length = file.ReadAtLeast(chunk, chunk.Length, false);
            var bytes = chunk.AsSpan(0, length);
            looked += length;
            if (looked == length)
            {
                sample.Write(length == ChunkBytes ? bytes[..WholeLines(bytes)] : bytes);
            }
            else if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
            {
                var start = bytes.IndexOf((byte)'\n') + 1;
                var end = length == ChunkBytes ? WholeLines(bytes) : length;
                sample.Write(end > start ? bytes[start..end] : default);
            }

            if (length < ChunkBytes)
            {
                break;
            }
        }

        return sample.ToArray();
    }

    private static int WholeLines(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? bytes.Length : end + 1;
    }

    private static DetectedEncoding? ByMark(ReadOnlySpan<byte> sample) => sample switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new DetectedEncoding(new UTF8Encoding(false), "utf-8", 3),
        [0xFF, 0xFE, 0, 0, ..] => new DetectedEncoding(new UTF32Encoding(false, false), "utf-32le", 4),
        [0, 0, 0xFE, 0xFF, ..] => new DetectedEncoding(new UTF32Encoding(true, false), "utf-32be", 4),
        [0xFF, 0xFE, ..] => new DetectedEncoding(new UnicodeEncoding(false, false), "utf-16le", 2),
        [0xFE, 0xFF, ..] => new DetectedEncoding(new UnicodeEncoding(true, false), "utf-16be", 2),
        [0x84, 0x31, 0x95, 0x33, ..] => new DetectedEncoding(LegacyEncodings.Get("gb18030"), "gb18030", 4),
        _ => null,
    };

    /// <summary>Control characters that no text has; a few (form feed, Ctrl-Z of DOS) do occur.</summary>
    private static bool HasControls(ReadOnlySpan<byte> sample)
    {
        var bad = 0;
        foreach (var b in sample)
        {
            bad += b is < 0x09 or 0x0B or (>= 0x0E and < 0x1A) or (>= 0x1C and < 0x20) or 0x7F ? 1 : 0;
        }

        return bad > 2 + (sample.Length / 200);
    }

    private static DetectedEncoding? Escaped(ReadOnlySpan<byte> sample)
    {
        if (sample.IndexOf("\u001b$"u8) < 0)
        {
            return null;
        }

        var name = sample.IndexOf("\u001b$)C"u8) >= 0 ? "iso-2022-kr" : "iso-2022-jp";
        return new DetectedEncoding(LegacyEncodings.Get(name), name);
    }

    private static DetectedEncoding ByPlausibility(byte[] sample)
    {
        var ranked = new List<(LegacyEncoding Candidate, double Score)>();
        foreach (var candidate in LegacyEncodings.All)
        {
            if (candidate.Decode(sample) is { } text)
            {
                ranked.Add((candidate, candidate.Score(text)));
            }
        }

        // Equals stay in the order of preference.
        ranked = [.. ranked.OrderByDescending(r => r.Score)];
        if (ranked.Count == 0 || ranked[0].Score < LeastPlausible)
        {
            // Mostly UTF-8 with a few broken bytes is still UTF-8.
            return MostlyUtf8(sample)
                ? new DetectedEncoding(new UTF8Encoding(false), "utf-8")
                : throw ReadBudget.Stop(WorkbookFindings.UnknownBytes);
        }

        if (MostlyUtf8(sample))
        {
            return new DetectedEncoding(new UTF8Encoding(false), "utf-8");
        }

        var best = ranked[0];
        var second = ranked.Skip(1).FirstOrDefault(r => !best.Candidate.DecodesLike(r.Candidate, sample));
        return new DetectedEncoding(
            best.Candidate.Lenient,
            best.Candidate.Name,
            0,
            second.Candidate is not null && best.Score - second.Score < Margin ? second.Candidate.Name : null);
    }

    private static bool MostlyUtf8(ReadOnlySpan<byte> sample)
    {
        int good = 0, bad = 0;
        while (sample.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(sample, out var rune, out var used);
            good += status == System.Buffers.OperationStatus.Done && rune.Value >= 0x80 ? 1 : 0;
            bad += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            sample = sample[used..];
        }

        return good >= 4 && bad * 10 <= good;
    }
}
