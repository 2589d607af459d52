using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Functions.Composition;

/// <summary>Everything that can be set. The defaults are valid: an empty configuration works.</summary>
internal sealed record HubOptions
{
    /// <summary>The one folder that holds all state.</summary>
    public required string Data { get; init; }

    /// <summary><c>port</c>: where <c>hub up</c> listens.</summary>
    public int Port { get; init; } = 7071;

    /// <summary><c>bind</c>: the address it listens on. Anything but loopback demands <see cref="ApiKey"/>.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>From <c>HUB_API_KEY</c> alone, never from a file.</summary>
    public string? ApiKey { get; init; }

    /// <summary><c>store.*</c>: where the orders are kept.</summary>
    public StoreSettings Store { get; init; } = new();

    /// <summary><c>understanding.acceptAt</c>: confidence below which an order is held; null leaves it to the rules, which say 0.85.</summary>
    public decimal? AcceptAt { get; init; }

    /// <summary><c>business.timeZone</c>: decides what day it is for the business.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary><c>limits.upload</c>: bytes of one uploaded file.</summary>
    public long MaxUploadBytes { get; init; } = 512L << 20;

    /// <summary><c>limits.order</c>: bytes of one <c>POST orders</c> body.</summary>
    public long MaxOrderBytes { get; init; } = 16L << 20;

    /// <summary><c>limits.request</c>: time that one request may take, besides what <c>wait</c> asks for.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary><c>limits.memory</c> and the other costs of reading one input.</summary>
    public ReadLimits Reading { get; init; } = ReadLimits.Default;

    /// <summary>Reads the secrets that references name in a vault; made when the first one is read, as its libraries cost time to load.</summary>
    public Lazy<KeyVault> Vault { get; init; } = new(() => KeyVault.OfThisMachine(TimeProvider.System));

    /// <summary><c>bus.*</c>: which bus carries the work.</summary>
    public BusOptions Bus { get; init; } = new();

    /// <summary>The business zone; only to be asked for once the options are valid.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Where files are dropped.</summary>
    public string Inbox => Path.Combine(Data, "inbox");

    /// <summary>Where the running hub tells the command line how to reach it.</summary>
    public string EndpointFile => Path.Combine(Data, "hub.endpoint");
}
