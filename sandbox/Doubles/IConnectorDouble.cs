namespace IntegrationHub.Sandbox.Doubles;

/// <summary>
/// A strict local double of one connector's outside system. Discovered: a public sealed class with a parameterless constructor. It enforces
/// what the real system enforces (signature, clock skew, windows, page size, token, rate) and answers as the real system does.
/// </summary>
public interface IConnectorDouble
{
    /// <summary>Id of the connector it serves, e.g. <c>csv-over-http</c>.</summary>
    string Connector { get; }

    /// <summary>Starts it on a free port of the loopback interface, empty.</summary>
    /// <param name="clock">Its clock; the double never looks at another one.</param>
    /// <param name="cancellation">Ends the start.</param>
    Task<IRunningDouble> StartAsync(TimeProvider clock, CancellationToken cancellation = default);
}

/// <summary>A double that answers. All members may be called from any thread. Disposing stops it.</summary>
public interface IRunningDouble : IAsyncDisposable
{
    /// <summary>Where it answers.</summary>
    Uri BaseUrl { get; }

    /// <summary>The account's settings as an account file has them under <c>options</c>, the address included; secrets as <c>env:NAME</c>.</summary>
    IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>The account's <c>token</c> section (<c>access</c>, <c>refresh</c> as <c>env:NAME</c>, <c>expires</c> as ISO 8601); empty where it needs none.</summary>
    IReadOnlyDictionary<string, string> Token { get; }

    /// <summary>Values of the environment variables that the double accepts.</summary>
    IReadOnlyDictionary<string, string> GoodSecrets { get; }

    /// <summary>Values that it refuses.</summary>
    IReadOnlyDictionary<string, string> BadSecrets { get; }

    /// <summary>Adds a record to the first stream, as if it came into being at that moment.</summary>
    /// <param name="at">Created and modified, to the second.</param>
    /// <param name="shape">Sound or in which way not.</param>
    /// <param name="text">Text for a field where people write freely (remark, item name); must come out byte for byte.</param>
    ShownRecord Add(DateTimeOffset at, RecordShape shape = RecordShape.Sound, string? text = null);

    /// <summary>Changes a record: it gets a new version and moves to that moment.</summary>
    ShownRecord Change(string naturalKey, DateTimeOffset at);

    /// <summary>Every record in its final version, faulty ones included, by time and then key.</summary>
    IReadOnlyList<ShownRecord> Truth { get; }

    /// <summary>The next calls meet this instead of their answer.</summary>
    /// <param name="fault">What they meet.</param>
    /// <param name="times">How many calls.</param>
    /// <param name="wait">The wait that a rate limit asks for, whole seconds.</param>
    void Script(ScriptedFault fault, int times = 1, TimeSpan? wait = null);

    /// <summary>Runs the action right before the call with that number (1 is the next one) is answered.</summary>
    void Before(int call, Action action);

    /// <summary>Calls received, token refreshes included.</summary>
    int Calls { get; }

    /// <summary>Token refreshes granted.</summary>
    int Refreshes { get; }

    /// <summary>Writes that took effect, by business key; empty for a system that is only read.</summary>
    IReadOnlyDictionary<string, string> Written { get; }

    /// <summary>Rules of the system that a caller broke, one sentence each (e.g. called faster than allowed); empty when none.</summary>
    IReadOnlyList<string> Violations { get; }
}

/// <summary>A record as the double shows it.</summary>
/// <param name="NaturalKey">As the connector reports it; for a malformed record, what its key would be.</param>
/// <param name="SourceVersion">As the connector reports it; null where it is a hash of the bytes.</param>
/// <param name="At">When it last changed.</param>
/// <param name="Shape">Sound or in which way not.</param>
public sealed record ShownRecord(string NaturalKey, string? SourceVersion, DateTimeOffset At, RecordShape Shape);

/// <summary>What a record is like.</summary>
public enum RecordShape
{
    /// <summary>Sound.</summary>
    Sound,

    /// <summary>Its key cannot be read; the answer around it is well-formed.</summary>
    Malformed,

    /// <summary>Sound, with a field that no documentation knows.</summary>
    UnknownField,

    /// <summary>Has its key, but lacks something that an order needs.</summary>
    MissingRequired,
}

/// <summary>What a call may meet.</summary>
public enum ScriptedFault
{
    /// <summary>The system's own way to say "too often".</summary>
    RateLimited,

    /// <summary>The system's own way to say "not now" (HTTP 502, remote service error).</summary>
    Unavailable,

    /// <summary>The connection breaks in the middle of the body.</summary>
    Truncated,

    /// <summary>The current access token is no longer accepted until it is refreshed; without a refresh, until a person acts.</summary>
    TokenExpired,

    /// <summary>The call is taken and never answered, until the caller gives up.</summary>
    Silence,

    /// <summary>A write takes effect, and then its answer never comes.</summary>
    WrittenThenSilence,

    /// <summary>From now on the system's clock is behind the caller's by the wait; a system without times of its own does not mind.</summary>
    ClockBehind,
}
