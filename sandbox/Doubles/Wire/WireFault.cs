namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>What goes wrong with one call.</summary>
internal enum WireFault
{
    None,

    /// <summary>The platform's own flow control.</summary>
    FlowControl,

    /// <summary>The platform's own answer that something behind it timed out.</summary>
    RemoteTimeout,

    /// <summary>The platform says that it is not available.</summary>
    Unavailable,

    /// <summary>The window was too much for the platform.</summary>
    TooWide,

    /// <summary>The connection breaks before anything is done.</summary>
    BreakBefore,

    /// <summary>Everything is done, then the connection breaks.</summary>
    BreakAfter,

    /// <summary>The answer comes late.</summary>
    Slow,

    /// <summary>Half of the answer, as if it were all of it.</summary>
    CutOff,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    BreakWithin,

    /// <summary>Line breaks stand raw inside the texts of the JSON, which it forbids.</summary>
    RawControls,

    /// <summary>An empty answer.</summary>
    Empty,

    /// <summary>The answer in GBK although UTF-8 is agreed.</summary>
    WrongCharset,

    /// <summary>A gateway in between answers with a page of its own.</summary>
    BadGateway,

    /// <summary>Some order changes while it is being paged through.</summary>
    RowsMove,

    /// <summary>No answer until the caller gives up.</summary>
    Silence,
}

/// <summary>What happens to one call.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Wait">How long the platform asks to wait, where it does.</param>
internal readonly record struct CallFate(WireFault Fault, TimeSpan Wait);
