namespace IntegrationHub.Core.Messaging;

/// <summary>Faults by what happens next, not by who caused them.</summary>
public enum FaultClass
{
    /// <summary>Nobody expected it: stop, keep the work, let an engineer look.</summary>
    Bug,

    /// <summary>Settings, credential or permission: stop this account and tell its owner; repeating changes nothing.</summary>
    Config,

    /// <summary>The other side asks to wait: go on after <see cref="Fault.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>May pass by itself: repeat with growing delay.</summary>
    Transient,

    /// <summary>One record is not acceptable: park it with its place, the others go on.</summary>
    RecordRejected,

    /// <summary>One record breaks what reads it: park it, never repeat it by itself.</summary>
    Poison,

    /// <summary>A write whose effect is not known: ask before anything is sent again.</summary>
    OutcomeUnknown,
}
