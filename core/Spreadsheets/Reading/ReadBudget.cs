using System.Globalization;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets.Reading;

/// <summary>Counts what reading one input costs and stops it at the limits. Time counts only while the reader works, not while its caller does.</summary>
internal sealed class ReadBudget(ReadLimits limits, TimeProvider clock, CancellationToken cancellation)
{
    private readonly long _frequency = clock.TimestampFrequency;
    private long _spent;
    private long _resumed;
    private long _rows;
    private long _inflated;

    public ReadLimits Limits => limits;

    public void Resume() => _resumed = clock.GetTimestamp();

    public void Pause()
    {
        _spent += clock.GetTimestamp() - _resumed;
        _resumed = 0;
    }

    /// <summary>Looks at the clock and the cancellation; cheap enough for every buffer refill.</summary>
    public void Tick()
    {
        cancellation.ThrowIfCancellationRequested();
        if (_resumed == 0)
        {
            return;
        }

        var seconds = (_spent + clock.GetTimestamp() - _resumed) / (double)_frequency;
        var allowed = limits.BaseTime + limits.TimePer10000Rows * (_rows / 10_000d);
        if (seconds > allowed.TotalSeconds)
        {
            throw Stop(WorkbookFindings.TooSlow, Math.Round(allowed.TotalSeconds, 1));
        }
    }

    public void CountRow()
    {
        if ((++_rows & 255) == 0)
        {
            Tick();
        }
    }

    /// <summary>Counts bytes that came out of a compressed part.</summary>
    /// <param name="bytes">Bytes of this read.</param>
    /// <param name="partOut">Bytes of the part so far.</param>
    /// <param name="partIn">Compressed bytes of the part consumed so far.</param>
    public void CountInflated(int bytes, long partOut, long partIn)
    {
        _inflated += bytes;
        if (_inflated > limits.MaxUncompressedBytes)
        {
            throw TooLarge($"{_inflated >> 20} MB uncompressed", $"解压后 {_inflated >> 20} MB", $"{limits.MaxUncompressedBytes >> 20} MB");
        }

        if (partOut > limits.RatioFloorBytes && partOut / Math.Max(1, partIn) > limits.MaxCompressionRatio)
        {
            throw Stop(WorkbookFindings.Bomb, limits.MaxCompressionRatio);
        }
    }

    /// <summary>Counts bytes that a reader expands by itself, such as repeated cells.</summary>
    public void CountExpanded(long bytes)
    {
        _inflated += bytes;
        if (_inflated > limits.MaxUncompressedBytes)
        {
            throw TooLarge($"{_inflated >> 20} MB uncompressed", $"解压后 {_inflated >> 20} MB", $"{limits.MaxUncompressedBytes >> 20} MB");
        }
    }

    public void CheckRow(long row, int limit)
    {
        if (row > limit)
        {
            throw TooLarge(Invariant($"row {row}"), Invariant($"第 {row} 行"), Invariant($"{limit}"));
        }
    }

    public void CheckColumn(long column)
    {
        if (column >= limits.MaxColumns)
        {
            throw TooLarge(Invariant($"column {column + 1}"), Invariant($"第 {column + 1} 列"), Invariant($"{limits.MaxColumns}"));
        }
    }

    public void CheckCharacters(long characters)
    {
        if (characters > limits.MaxCellCharacters)
        {
            throw TooLarge(Invariant($"a cell of {characters} characters"), Invariant($"单元格含 {characters} 个字符"), Invariant($"{limits.MaxCellCharacters}"));
        }
    }

    public static UnreadableWorkbookException TooLarge(string en, string zh, string limit) => Stop(WorkbookFindings.TooLarge, en, zh, limit);

    /// <summary>A sheet that ends before its rows do: what is not there any more would be lines that nobody misses.</summary>
    public static UnreadableWorkbookException CutOff(string sheet) =>
        Damaged($"sheet {sheet} ends in the middle of its rows", $"工作表“{sheet}”在行中间中断");

    public static UnreadableWorkbookException Damaged(string en, string zh) => Stop(WorkbookFindings.Damaged, en, zh);

    /// <summary>What a parser stumbled over. Its own words go to the engineer with the inner exception, not to the operator.</summary>
    public static UnreadableWorkbookException Damaged(Exception inner) =>
        new(WorkbookFindings.Damaged.At(null, null, "its inner structure does not hold together", "内部结构不一致"), inner);

    public static UnreadableWorkbookException Stop(FindingCode code, params object?[] args) => new(code.At(null, null, args));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
