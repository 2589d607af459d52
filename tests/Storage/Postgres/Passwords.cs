using Azure.Core;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>Without a pool, so that each transaction opens a connection of its own and needs a password for it.</summary>
public sealed class Passwords : IDisposable
{
    private readonly TempDatabase _database = new();
    private readonly TestClock _clock = new();
    private int _asked;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_token_serves_until_shortly_before_it_expires()
    {
        await using var hub = Open(TimeSpan.FromHours(1));
        Use(hub);
        _clock.Advance(TimeSpan.FromMinutes(50));
        Use(hub);
        _asked.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMinutes(6));
        Use(hub);
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_without_an_end_is_asked_for_each_time()
    {
        await using var hub = Open(null);
        var before = _asked;

        Use(hub);
        Use(hub);

        // The listening connection may come in between.
        _asked.ShouldBeGreaterThanOrEqualTo(before + 2);
    }

    [Fact]
    public async Task A_token_service_that_is_away_for_a_while_is_asked_again()
    {
        var away = false;
        await using var hub = PostgresHub.Open(Options with
        {
            Password = _ => away ? throw new HttpRequestException("no token") : Task.FromResult(new PostgresPassword("secret", null)),
        });
        away = true;
        Should.Throw<StoreUnavailableException>(() => Use(hub)).Fault.ShouldBe(StoreFault.Inaccessible);

        away = false;
        Use(hub);
    }

    [Fact]
    public void A_wrong_password_is_a_coded_finding()
    {
        var options = Options with { Password = _ => Task.FromResult(new PostgresPassword("hunter2", null)) };

        var fault = Should.Throw<StoreUnavailableException>(() => PostgresHub.Open(options));

        fault.Finding.Code.ShouldBe("store-refused");
        fault.ToString().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("Host=hub.postgres.database.azure.com", "https://ossrdbms-aad.database.windows.net/.default")]
    [InlineData("Host=hub.postgres.database.chinacloudapi.cn", "https://ossrdbms-aad.database.chinacloudapi.cn/.default")]
    public async Task A_token_of_Entra_is_asked_for_with_the_audience_of_the_servers_cloud(string server, string audience)
    {
        var identity = new Identity(_clock.GetUtcNow().AddHours(1));

        var password = await EntraPassword.Of(identity, server)(default);

        password.ShouldBe(new PostgresPassword("token for " + audience, _clock.GetUtcNow().AddHours(1)));
    }

    private PostgresHubOptions Options => _database.Options with { ConnectionString = LocalServer.WithPassword(_database.ConnectionString), Clock = _clock };

    private PostgresHub Open(TimeSpan? life) => PostgresHub.Open(Options with
    {
        Password = _ =>
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(new PostgresPassword("secret", life is { } lives ? _clock.GetUtcNow() + lives : null));
        },
    });

    private static void Use(PostgresHub hub) => hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0);

    private sealed class Identity(DateTimeOffset until) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token for " + requestContext.Scopes.Single(), until);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
