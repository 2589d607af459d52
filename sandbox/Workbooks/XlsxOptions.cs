using System.IO.Compression;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Choices that differ between the programs that write workbooks.</summary>
internal sealed record XlsxOptions
{
    /// <summary>Text stands in the cell instead of the table of shared strings.</summary>
    public bool InlineStrings { get; init; }

    /// <summary>Day numbers count from 1904.</summary>
    public bool Date1904 { get; init; }

    /// <summary>Cell and row references are left out, as some generators do.</summary>
    public bool OmitReferences { get; init; }

    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;
}
