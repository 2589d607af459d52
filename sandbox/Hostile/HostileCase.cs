namespace IntegrationHub.Sandbox.Hostile;

/// <summary>What a reader must make of a hostile file.</summary>
internal enum Expectation
{
    /// <summary>Refused as a whole, with a coded finding.</summary>
    Failed,

    /// <summary>Read: strange, but within the format and the limits.</summary>
    Readable,

    /// <summary>Read or refused, as long as it ends within the limits.</summary>
    Either,
}

/// <summary>One file that is meant to hurt.</summary>
/// <param name="Name">File name.</param>
/// <param name="Expect">What must come of it.</param>
/// <param name="Why">What it attacks.</param>
/// <param name="Write">Makes it, quickly and from little.</param>
internal sealed record HostileCase(string Name, Expectation Expect, string Why, Action<Stream> Write)
{
    public static IEnumerable<HostileCase> All() =>
        [.. ZipTraps.Cases(), .. XmlTraps.Cases(), .. SheetTraps.Cases(), .. ValueTraps.Cases(), .. TextTraps.Cases(), .. OtherTraps.Cases()];
}
