namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>How a receiver reaches the caller.</summary>
internal enum ReceiverForm
{
    Plain,
    Masked,

    /// <summary>Name and street in cipher text, the number masked.</summary>
    Cipher,
}

/// <summary>How the double of JD's open service is set up.</summary>
internal sealed record JdSetup
{
    public string AppKey { get; init; } = "A0B1C2D3E4F5061728394A5B6C7D8E9F";

    public string AppSecret { get; init; } = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    /// <summary>Number of the shop.</summary>
    public string Vendor { get; init; } = "90000001";

    public int CallsPerSecond { get; init; } = 1000;

    public int CallsPerDay { get; init; } = 1_000_000;

    /// <summary>An application in test lives a day, one that is online a year.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromDays(365);

    public ReceiverForm Receivers { get; init; } = ReceiverForm.Masked;

    /// <summary>Largest page; more is refused.</summary>
    public int MaxPageSize { get; init; } = 50;

    /// <summary>Deepest page; more is refused.</summary>
    public int MaxPage { get; init; } = 100;
}
