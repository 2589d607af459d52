namespace IntegrationHub.Adapters.Isolation;

/// <summary>What a frame between the hub and its reading process carries.</summary>
internal enum FrameKind : byte
{
    /// <summary>Hub to reader: open this file.</summary>
    Open = 1,

    /// <summary>Hub to reader: the rest is not wanted.</summary>
    Stop,

    /// <summary>Reader to hub: the file opened; format and encoding.</summary>
    Opened,

    /// <summary>Reader to hub: a sheet begins; string and format tables start anew.</summary>
    Sheet,

    /// <summary>Reader to hub: a batch of rows.</summary>
    Rows,

    /// <summary>Reader to hub: the sheet's merged ranges; the sheet ends.</summary>
    SheetEnd,

    /// <summary>Reader to hub: findings since the last such frame.</summary>
    Findings,

    /// <summary>Reader to hub: the file cannot be read (on); the finding that says why.</summary>
    Failed,

    /// <summary>Reader to hub: done; whether the process is still fit for another file.</summary>
    End,
}
