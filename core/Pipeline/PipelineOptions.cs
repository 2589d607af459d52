using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Pipeline;

/// <summary>How documents are processed.</summary>
public sealed record PipelineOptions
{
    /// <summary>What reading one input may cost.</summary>
    public ReadLimits Limits { get; init; } = ReadLimits.Default;

    /// <summary>IANA name of the zone whose calendar the business day follows.</summary>
    public string BusinessZone { get; init; } = "Asia/Shanghai";

    /// <summary>Orders checked and committed as one piece of work.</summary>
    public int OrdersPerCommit { get; init; } = 200;

    /// <summary>Lines that end a piece of work before it has that many orders.</summary>
    public int LinesPerCommit { get; init; } = 4000;

    /// <summary>Pieces that wait for the writer while the next is read: the writer syncs those that wait at once.</summary>
    public int PiecesAtOnce { get; init; } = 4;

    /// <summary>Order numbers of one document that memory holds; those before them lie in a working file.</summary>
    public int NumbersInMemory { get; init; } = 80_000;

    /// <summary>JSON up to this many bytes is checked and committed with its archive.</summary>
    public int DirectJsonBytes { get; init; } = 1 << 20;

    /// <summary>Orders in such JSON.</summary>
    public int DirectJsonOrders { get; init; } = 200;

    /// <summary>Bytes of a document kept in one row of the archive.</summary>
    public int PartBytes { get; init; } = 1 << 20;

    /// <summary>Folder for working copies of archived documents; null is the system's.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>Where working copies lie.</summary>
    internal string WorkingFolder => WorkFolder ?? Path.GetTempPath();
}
