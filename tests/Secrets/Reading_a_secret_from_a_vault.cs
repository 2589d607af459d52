using System.Net;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Tests.Storage.Postgres;
using IntegrationHub.Tests.Sync;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Secrets;

public sealed class Reading_a_secret_from_a_vault : IDisposable
{
    private static readonly VaultSecret Key = new("contoso.vault.azure.net", "shop-key");
    private readonly VaultClock _clock = new();
    private readonly VaultDouble _double;
    private readonly IdentityDouble _identity;
    private readonly KeyVault _vault;

    public Reading_a_secret_from_a_vault()
    {
        _double = new VaultDouble(_clock) { Secrets = { ["shop-key"] = "one" } };
        _identity = _double.Identity();
        _vault = new KeyVault(new HttpMessageInvoker(_double), _ => _identity, _clock);
    }

    public void Dispose()
    {
        _vault.Dispose();
        _double.Dispose();
    }

    [Fact]
    public void Asks_once_and_keeps_it_for_minutes()
    {
        _vault.Read(Key).ShouldBe("one");
        _double.Secrets["shop-key"] = "two";
        _clock.Advance(TimeSpan.FromMinutes(4));
        _vault.Read(Key).ShouldBe("one");
        _double.Calls.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMinutes(2));
        _vault.Read(Key).ShouldBe("two");
    }

    [Fact]
    public void Whoever_was_refused_with_it_gets_the_rotated_one_at_once()
    {
        _vault.Read(Key);
        _double.Secrets["shop-key"] = "two";
        _clock.Advance(TimeSpan.FromSeconds(30));

        _vault.Forget(Key);

        _vault.Read(Key).ShouldBe("two");
    }

    [Fact]
    public void One_that_is_refused_time_and_again_is_not_read_each_time()
    {
        for (var i = 0; i < 20; i++)
        {
            _vault.Read(Key);
            _vault.Forget(Key);
        }

        _double.Calls.ShouldBe(1);
    }

    [Fact]
    public void A_vault_that_is_away_is_asked_again_and_then_what_was_read_last_serves()
    {
        _double.Trouble(HttpStatusCode.ServiceUnavailable, null);
        _vault.Read(Key).ShouldBe("one");
        _double.Calls.ShouldBe(3);

        _clock.Advance(TimeSpan.FromHours(1));
        _double.Trouble(null, null, null);
        _vault.Read(Key).ShouldBe("one");

        _double.Secrets["shop-key"] = "two";
        _clock.Advance(TimeSpan.FromMinutes(1));
        _vault.Read(Key).ShouldBe("two");
    }

    [Fact]
    public void What_was_taken_away_serves_no_longer()
    {
        _vault.Read(Key);
        _double.Allowed = false;
        _clock.Advance(TimeSpan.FromMinutes(6));

        Fault().Code.ShouldBe("vault-forbidden");
    }

    [Fact]
    public void Every_refusal_has_a_code_in_both_languages_and_shows_no_secret()
    {
        var absent = Should.Throw<SecretUnavailableException>(() => _vault.Read(Key with { Name = "no-such" }));
        absent.Finding.Code.ShouldBe("vault-secret-missing");
        absent.IsPassing.ShouldBeFalse();
        absent.Finding.Message.ShouldContain("keyvault:contoso.vault.azure.net/no-such");
        absent.Finding.MessageZh.ShouldContain("没有机密");

        _double.Disabled.Add("shop-key");
        Fault().Code.ShouldBe("vault-forbidden");
        _double.Disabled.Clear();

        _double.Trouble(HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway);
        Fault().Code.ShouldBe("vault-unreachable");

        _identity.Refuses = true;
        var refused = Should.Throw<SecretUnavailableException>(() => _vault.Read(Key));
        refused.Finding.Code.ShouldBe("vault-identity-refused");
        (refused.Message + refused.Finding.MessageZh).ShouldNotContain("canary-secret");
    }

    [Theory]
    [InlineData("contoso.vault.azure.net", "https://vault.azure.net/.default")]
    [InlineData("contoso-cn.vault.azure.cn", "https://vault.azure.cn/.default")]
    public void The_token_is_for_the_vaults_own_cloud(string host, string audience)
    {
        using var service = new VaultDouble(_clock, host) { Secrets = { ["a"] = "value" } };
        using var vault = new KeyVault(new HttpMessageInvoker(service), _ => service.Identity(), _clock);

        vault.Read(new VaultSecret(host, "a")).ShouldBe("value");
        service.Audience.ShouldBe(audience);
    }

    [Theory]
    [InlineData("keyvault:contoso.vault.azure.net/shop-key", true)]
    [InlineData("keyvault:Contoso.vault.azure.cn/Key1", true)]
    [InlineData("keyvault:evil.example/shop-key", false)]
    [InlineData("keyvault:contoso.vault.azure.net.evil.example/shop-key", false)]
    [InlineData("keyvault:evil.example#.vault.azure.net/shop-key", false)]
    [InlineData("keyvault:a@contoso.vault.azure.net/shop-key", false)]
    [InlineData("keyvault:contoso.vault.azure.net/shop-key/../other", false)]
    [InlineData("keyvault:contoso.vault.azure.net/shop-key?api-version=1", false)]
    [InlineData("keyvault:contoso.vault.azure.net/", false)]
    [InlineData("keyvault:", false)]
    public void No_token_goes_to_what_is_not_a_vault(string text, bool isReference)
    {
        (SecretReference.TryParse(text) is not null).ShouldBe(isReference);
        SecretRef.TryParse(text, out _).ShouldBe(isReference);
    }

    [Fact]
    public async Task A_key_of_service_bus_that_was_rotated_in_the_vault_is_taken_after_a_401()
    {
        var reference = SecretReference.TryParse(Key.ToString())!;
        var credential = new SasCredential(new Uri("https://contoso.servicebus.windows.net/"), "hub", reference, _clock, _vault);
        var first = await credential.AuthorizeAsync(default);
        _double.Secrets["shop-key"] = "two";
        _clock.Advance(TimeSpan.FromMinutes(1));

        credential.Forget();

        var second = await credential.AuthorizeAsync(default);
        second.ShouldNotBe(first);
        second.ShouldBe(SasToken.Create("https://contoso.servicebus.windows.net/", "hub", "two", _clock.GetUtcNow() + TimeSpan.FromMinutes(30)));
        _double.Secrets.Remove("shop-key");
        _clock.Advance(TimeSpan.FromMinutes(20));
        (await Should.ThrowAsync<BusUnavailableException>(async () => await credential.AuthorizeAsync(default))).Finding.Code.ShouldBe("vault-secret-missing");
    }

    [Fact]
    public async Task A_password_of_the_database_that_was_rotated_is_taken_with_the_next_connection()
    {
        using var database = new TempDatabase();
        using var folder = new EndToEnd.TempFolder();
        _double.Secrets["shop-key"] = "secret";
        Environment.SetEnvironmentVariable("HUB_TEST_VAULT_CONNECTION", LocalServer.WithPassword(database.ConnectionString));
        var options = OptionsLoader.Load(folder.At("data"), null, null, name => name switch
        {
            "HUB_STORE" => "postgres",
            "HUB_STORE_CONNECTION" => "env:HUB_TEST_VAULT_CONNECTION",
            "HUB_STORE_PASSWORD" => Key.ToString(),
            _ => null,
        }) with { Vault = new Lazy<KeyVault>(() => _vault) };
        await using var hub = PostgresHub.Open(StoreOpening.Server(options));
        hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0);
        _clock.Advance(TimeSpan.FromMinutes(1));

        // The clerk is everyone's: what is rotated here is what the vault says, to something wrong and back.
        _double.Secrets["shop-key"] = "wrong";
        _vault.Forget(Key);
        Should.Throw<StoreUnavailableException>(() => hub.Queries.CountOrders(new OrderQuery())).Finding.Code.ShouldBe("store-refused");

        _double.Secrets["shop-key"] = "secret";
        _clock.Advance(TimeSpan.FromSeconds(15));
        hub.Queries.CountOrders(new OrderQuery()).ShouldBe(0, "asked for once more within the same call");
    }

    [Fact]
    public async Task An_account_takes_its_secrets_from_the_vault()
    {
        _double.Secrets["access"] = "access-0";
        _double.Secrets["refresh"] = "refresh-0";
        await using var shop = new SyncedShop { Vault = _vault.Read };
        shop.Account = shop.Account with
        {
            Token = shop.Account.Token! with { Access = new SecretRef("keyvault:contoso.vault.azure.net/access"), Refresh = new SecretRef("keyvault:contoso.vault.azure.net/refresh") },
        };

        (await shop.RunAsync()).State.ShouldBe(SyncRunState.Done);

        _double.Secrets.Remove("access");
        _clock.Advance(TimeSpan.FromMinutes(6));
        var failed = await shop.RunAsync();
        failed.State.ShouldBe(SyncRunState.Failed);
        failed.Fault!.Code.ShouldBe("vault-secret-missing");
        failed.Fault.Class.ShouldBe(FaultClass.Config);
    }

    [Fact]
    public void A_vault_that_does_not_give_the_connection_string_is_a_store_that_cannot_be_used()
    {
        using var folder = new EndToEnd.TempFolder();
        var options = OptionsLoader.Load(folder.At("data"), null, null, name => name switch
        {
            "HUB_STORE" => "postgres",
            "HUB_STORE_CONNECTION" => "keyvault:contoso.vault.azure.net/no-such",
            _ => null,
        }) with { Vault = new Lazy<KeyVault>(() => _vault) };

        Should.Throw<StoreUnavailableException>(() => StoreOpening.Open(options, Functions.Client.HubAccess.Read)).Finding.Code.ShouldBe("vault-secret-missing");
    }

    private Core.Findings.Finding Fault() => Should.Throw<SecretUnavailableException>(() => _vault.Read(Key)).Finding;
}
