using System.Globalization;
using IntegrationHub.Sandbox.Doubles.Wire;

namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>How an account of a double is set up.</summary>
internal sealed record ShopAccount(
    IReadOnlyDictionary<string, string> Options, IReadOnlyDictionary<string, string> Token,
    IReadOnlyDictionary<string, string> GoodSecrets, IReadOnlyDictionary<string, string> BadSecrets);

/// <summary>A shop platform's double while it answers over HTTP.</summary>
internal sealed class RunningShop : IRunningDouble
{
    private static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly IWireDouble _platform;
    private readonly WireServer _server;
    private readonly ShopAccount _account;

    private RunningShop(IWireDouble platform, WireServer server, ShopAccount account) => (_platform, _server, _account) = (platform, server, account);

    /// <summary>Starts it.</summary>
    public static async Task<RunningShop> StartAsync(IWireDouble platform, Func<Uri, ShopAccount> account, CancellationToken cancellation)
    {
        var server = await WireServer.StartAsync(platform, cancellation: cancellation);
        return new RunningShop(platform, server, account(server.Address));
    }

    public Uri BaseUrl => _server.Address;

    public IReadOnlyDictionary<string, string> Options => _account.Options;

    public IReadOnlyDictionary<string, string> Token => _account.Token;

    public IReadOnlyDictionary<string, string> GoodSecrets => _account.GoodSecrets;

    public IReadOnlyDictionary<string, string> BadSecrets => _account.BadSecrets;

    public IReadOnlyList<ShownRecord> Truth =>
        [.. _platform.Shop.All(End).Select(Shown).OrderBy(r => r.At).ThenBy(r => r.NaturalKey, StringComparer.Ordinal)];

    public int Calls => _server.Calls;

    public int Refreshes => _platform.Tokens.Renewals;

    public IReadOnlyDictionary<string, string> Written { get; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Violations => _platform.Quota.Refused == 0
        ? [] : [string.Create(CultureInfo.InvariantCulture, $"{_platform.Quota.Refused} calls came faster than allowed or during a ban")];

    public ShownRecord Add(DateTimeOffset at, RecordShape shape = RecordShape.Sound, string? text = null) =>
        Shown(_platform.Shop.Find(_platform.Shop.Add(at, shape, text).Key, End)!);

    public ShownRecord Change(string naturalKey, DateTimeOffset at)
    {
        var key = _platform.Key(naturalKey);
        _platform.Shop.EditAt(key, at);
        return Shown(_platform.Shop.Find(key, End)!);
    }

    public void Script(ScriptedFault fault, int times = 1, TimeSpan? wait = null)
    {
        if (fault == ScriptedFault.TokenExpired)
        {
            _platform.Tokens.Expire();
            return;
        }

        if (fault == ScriptedFault.ClockBehind)
        {
            _platform.Skew = -(wait ?? TimeSpan.FromMinutes(5));
            return;
        }

        for (var i = 0; i < times; i++)
        {
            _platform.Faults.Next(new CallFate(
                fault switch
                {
                    ScriptedFault.RateLimited => WireFault.FlowControl,
                    ScriptedFault.Unavailable => WireFault.Unavailable,
                    ScriptedFault.Truncated => WireFault.BreakWithin,
                    _ => WireFault.Silence,
                },
                wait ?? TimeSpan.FromSeconds(30)));
        }
    }

    public void Before(int call, Action action) => _server.Before(call, action);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private ShownRecord Shown(OrderState state) => new(
        _platform.Number(state.Order.Key),
        state.Modified.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        state.Modified,
        state.Order.Shape);
}
