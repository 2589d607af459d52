namespace IntegrationHub.Core.Connectors;

/// <summary>One kind of record that a connector fetches.</summary>
public sealed record StreamDescriptor
{
    /// <summary>Kebab-case, e.g. <c>orders</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What its records are, Chinese.</summary>
    public required string DescriptionZh { get; init; }

    /// <summary>What its records are, English.</summary>
    public required string DescriptionEn { get; init; }

    /// <summary>Name of the mapping file that reads a record; usually the connector's id.</summary>
    public required string Mapping { get; init; }

    /// <summary>What the bytes of a record are.</summary>
    public RecordFormat Format { get; init; }

    /// <summary>How the stream is cut by source time; null where it can only be read as a whole, behind a cursor of its own.</summary>
    public WindowRule? Windows { get; init; }

    /// <summary>Records of a page unless the account says otherwise.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>Records of a page at most.</summary>
    public int MaxPageSize { get; init; } = 100;
}

/// <summary>What the bytes of a record are.</summary>
public enum RecordFormat
{
    /// <summary>One JSON value, read by a mapping with <c>json:</c>.</summary>
    Json,

    /// <summary>A text table or workbook, read by a mapping with <c>table:</c>.</summary>
    Table,
}

/// <summary>How a stream is cut by source time.</summary>
public sealed record WindowRule
{
    /// <summary>Longest window the other side answers well.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>How far a window reaches back into the one before it, for what the other side shows late.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How far the end of a window stays behind now, for what the other side has not yet settled.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>How far back the other side remembers.</summary>
    public required TimeSpan History { get; init; }

    /// <summary>Smallest window that is still cut in halves when the other side finds a window too wide.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMinutes(1);
}
