using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Tests.Storage;
using Shouldly;

namespace IntegrationHub.Tests.Sync;

/// <summary>The shop in miniature, a store, and a runtime between them under virtual time.</summary>
internal sealed class SyncedShop : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly HttpMessageInvoker _transport;

    public SyncedShop(Engine engine = Engine.Sqlite)
    {
        _folder = TempFolder.On(engine);
        Now = Time.GetUtcNow();
        _transport = new HttpMessageInvoker(Shop);
        Store = Open();
        Account = new Account
        {
            Name = "shop",
            Connector = FakeConnector.Descriptor,
            Options = new FakeOptions(),
            Token = new TokenSeed(new SecretRef("env:ACCESS"), new SecretRef("env:REFRESH"), null),
            From = Now - TimeSpan.FromHours(1),
        };
    }

    public VirtualTime Time { get; } = new();

    public DateTimeOffset Now { get; }

    public FakeShop Shop { get; } = new();

    public StoreHub Store { get; private set; }

    public Account Account { get; set; }

    public Dictionary<string, string> Variables { get; } = new() { ["ACCESS"] = "access-0", ["REFRESH"] = "refresh-0" };

    public Func<VaultSecret, string> Vault { get; init; } = secret => throw new InvalidOperationException($"{secret}: no vault");

    public SyncService Service(IHubStore? store = null) => new(store ?? Store, new SyncEnvironment
    {
        Clock = Time,
        Random = new Random(11),
        Transport = _transport,
        Variable = name => Variables.GetValueOrDefault(name),
        Vault = Vault,
        Lease = TimeSpan.FromDays(2),
        Calls = new CallPolicy { AnswerWithin = TimeSpan.FromDays(1) },
    });

    public Task<SyncRun> RunAsync(SyncRequest? request = null, CancellationToken cancellation = default, IHubStore? store = null) =>
        Time.RunAsync(Service(store).RunAsync(Account, request ?? new SyncRequest(SyncKind.Sync), cancellation));

    /// <summary>Runs to the end without a fault.</summary>
    public async Task<SyncRun> SucceedAsync(SyncRequest? request = null)
    {
        var run = await RunAsync(request);
        run.State.ShouldBe(SyncRunState.Done, run.Fault?.ToString());
        run.Counts.Balanced.ShouldBeTrue();
        return run;
    }

    /// <summary>Puts so many orders into the shop, spread over the last hour up to ten minutes ago.</summary>
    public void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Shop.Put($"T{i:000}", Now - TimeSpan.FromMinutes(60) + (TimeSpan.FromMinutes(50) / count * i));
        }
    }

    public SyncProgress? Progress(string job = "") => Store.Read(unit => unit.Sync.FindProgress("shop", "orders", job));

    /// <summary>Every order of the shop is in the hub in its last version.</summary>
    public void ShouldHoldEverything() => Store.Read(unit => Shop.Orders
        .Where(o => unit.FindDocument("fake-shop", "shop", $"orders/{o.Key}", $"{o.Value.Version}") is null).Select(o => $"{o.Key} v{o.Value.Version} of {o.Value.At:HH:mm:ss}").ToList()).ShouldBeEmpty();

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _transport.Dispose();
        Shop.Dispose();
        _folder.Dispose();
    }

    private StoreHub Open() => _folder.Open(Time);
}
