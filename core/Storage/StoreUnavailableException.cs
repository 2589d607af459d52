using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>Why the store cannot be used.</summary>
public enum StoreFault
{
    /// <summary>Another process holds it for writing.</summary>
    Locked,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>The file is damaged or is no database.</summary>
    Corrupt,

    /// <summary>It cannot be opened, read or written (rights, device).</summary>
    Inaccessible,

    /// <summary>A newer version of the hub has written it.</summary>
    Newer,

    /// <summary>It was opened for reading only.</summary>
    ReadOnly,

    /// <summary>The engine that holds it has its own tools for this.</summary>
    Elsewhere,
}

/// <summary>The store as a whole cannot be used: exit code 5, HTTP 503. Work that met it may be tried again once the cause is gone.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Wraps the finding that is shown to people.</summary>
    public StoreUnavailableException(StoreFault fault, Finding finding, Exception? inner = null)
        : base(finding.Message, inner)
    {
        Fault = fault;
        Finding = finding;
    }

    /// <summary>The exit code of a command that met it.</summary>
    public const int ExitCode = 5;

    /// <summary>Why.</summary>
    public StoreFault Fault { get; }

    /// <summary>The reason for people, in two languages.</summary>
    public Finding Finding { get; }
}
