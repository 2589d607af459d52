namespace IntegrationHub.Core.Spreadsheets;

/// <summary>What reading one input may cost. Defaults are the product's (docs: limits).</summary>
public sealed record ReadLimits
{
    /// <summary>The defaults.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Uncompressed bytes over all parts of a container.</summary>
    public long MaxUncompressedBytes { get; init; } = 4L << 30;

    /// <summary>Uncompressed to compressed, looked at once a part inflated beyond <see cref="RatioFloorBytes"/>.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Below this many inflated bytes the ratio does not matter.</summary>
    public long RatioFloorBytes { get; init; } = 10L << 20;

    /// <summary>Shared strings beyond this many bytes of UTF-8 go to a file.</summary>
    public long SharedStringsInMemoryBytes { get; init; } = 4L << 20;

    /// <summary>Excel's own limit on characters in one cell.</summary>
    public int MaxCellCharacters { get; init; } = 32_767;

    /// <summary>Excel's own limit on rows.</summary>
    public int MaxRows { get; init; } = 1_048_576;

    /// <summary>Excel's own limit on columns.</summary>
    public int MaxColumns { get; init; } = 16_384;

    /// <summary>Rows that text files may have; they know no limit of their own.</summary>
    public int MaxTextRows { get; init; } = 20_000_000;

    /// <summary>Seconds before the first row's share counts.</summary>
    public TimeSpan BaseTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Further time per 10,000 rows read.</summary>
    public TimeSpan TimePer10000Rows { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Heap of the process that reads, bytes.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;
}

/// <summary>Opens a file as a workbook or text table, whatever its name says; the content decides.</summary>
public interface IWorkbookOpener
{
    /// <summary>Opens the file at <paramref name="path"/>.</summary>
    /// <param name="path">A readable file.</param>
    /// <param name="name">The name that the sender gave it (extension is only a hint, stem names the sheet of a text file).</param>
    /// <param name="limits">What reading may cost.</param>
    /// <param name="cancellation">Ends reading with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="UnreadableWorkbookException">Not a table, encrypted, damaged, hostile or over a limit.</exception>
    WorkbookCursor Open(string path, string name, ReadLimits limits, CancellationToken cancellation);
}
