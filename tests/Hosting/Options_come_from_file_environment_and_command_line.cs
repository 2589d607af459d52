using IntegrationHub.Functions.Composition;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Options_come_from_file_environment_and_command_line : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("hub-options-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Nothing_set_is_valid()
    {
        var options = Load();

        options.Port.ShouldBe(7071);
        options.AcceptAt.ShouldBeNull();
        options.Zone.BaseUtcOffset.ShouldBe(TimeSpan.FromHours(8));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        File.WriteAllText(Path.Combine(_data, "hub.yaml"), "port: 1001\nunderstanding:\n  acceptAt: 0.7\nlimits:\n  upload: 64MB\n  request: 30s\n");
        _environment["HUB_PORT"] = "1002";

        Load().Port.ShouldBe(1002);
        var options = Load(port: 1003);
        options.Port.ShouldBe(1003);
        options.AcceptAt.ShouldBe(0.7m);
        options.MaxUploadBytes.ShouldBe(64L << 20);
        options.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Everything_wrong_is_named_at_once_with_its_place()
    {
        File.WriteAllText(Path.Combine(_data, "hub.yaml"), "port: many\nlimits:\n  upload: 3\n  request: soon\nbind: here\nunderstanding: [1]\n");
        _environment["HUB_ACCEPT_AT"] = "2";
        _environment["HUB_API_KEY"] = "short";

        var invalid = Should.Throw<InvalidOptionsException>(() => Load());

        invalid.Violations.Select(violation => violation.Path).ShouldBe(
            [
                "hub.yaml:6:16 understanding", "hub.yaml:1:7 port", "hub.yaml:3:11 limits.upload", "hub.yaml:4:12 limits.request",
                "hub.yaml:5:7 bind", "HUB_ACCEPT_AT", "HUB_API_KEY",
            ],
            ignoreOrder: true);
        invalid.Violations.ShouldAllBe(violation => violation.Zh.Length > 0 && violation.En.Length > 0);
    }

    [Fact]
    public void Service_bus_is_chosen_with_an_address_and_where_its_key_is()
    {
        File.WriteAllText(
            Path.Combine(_data, "hub.yaml"),
            "bus:\n  kind: servicebus\n  endpoint: sb://contoso.servicebus.chinacloudapi.cn\n  keyName: hub\n  key: env:SB_KEY\n");

        var bus = Load().Bus;

        bus.Kind.ShouldBe(BusKind.ServiceBus);
        bus.Endpoint.ShouldBe(new Uri("https://contoso.servicebus.chinacloudapi.cn/"));
        bus.Key!.ToString().ShouldBe("env:SB_KEY");
    }

    [Fact]
    public void A_key_in_the_configuration_is_refused_and_not_repeated()
    {
        _environment["HUB_BUS"] = "servicebus";
        _environment["HUB_BUS_ENDPOINT"] = "http://contoso.servicebus.windows.net/";
        _environment["HUB_BUS_KEY"] = "q1w2e3r4t5y6=";

        var invalid = Should.Throw<InvalidOptionsException>(() => Load());

        invalid.Violations.Select(violation => violation.Path).ShouldBe(["HUB_BUS_ENDPOINT", "HUB_BUS_KEY"], ignoreOrder: true);
        invalid.ToString().ShouldNotContain("q1w2e3r4t5y6=");
    }

    [Fact]
    public void A_store_on_a_server_is_named_by_where_its_secrets_are()
    {
        var secret = Path.Combine(_data, "connection");
        File.WriteAllText(secret, "Host=db;Database=hub\n");
        File.WriteAllText(Path.Combine(_data, "hub.yaml"), $"store:\n  kind: postgres\n  connection: file:{secret}\n  password: entra\n");

        var store = Load().Store;

        (store.Kind, store.Entra, store.Password).ShouldBe((StoreKind.Postgres, true, null));
        store.Connection!.Resolve().ShouldBe("Host=db;Database=hub");
    }

    [Fact]
    public void A_secret_in_the_place_of_its_reference_is_refused_and_not_repeated()
    {
        _environment["HUB_STORE"] = "postgres";
        _environment["HUB_STORE_CONNECTION"] = "Host=db;Password=canary";
        _environment["HUB_STORE_PASSWORD"] = "file:/nowhere/at/all";

        var invalid = Should.Throw<InvalidOptionsException>(() => Load());

        invalid.Violations.Select(violation => violation.Path).ShouldBe(["HUB_STORE_CONNECTION", "HUB_STORE_PASSWORD"], ignoreOrder: true);
        invalid.ToString().ShouldNotContain("canary");
        _environment.Clear();
        _environment["HUB_STORE"] = "postgres";
        Should.Throw<InvalidOptionsException>(() => Load()).Violations.ShouldHaveSingleItem().Path.ShouldBe("store.connection");
    }

    [Fact]
    public void A_file_that_is_no_YAML_is_a_violation_with_line_and_column()
    {
        File.WriteAllText(Path.Combine(_data, "hub.yaml"), "port: 1\n  bad\n : x\n");

        Should.Throw<InvalidOptionsException>(() => Load()).Violations.ShouldHaveSingleItem().Path.ShouldStartWith("hub.yaml:");
    }

    [Theory]
    [InlineData("0.0.0.0", null, false)]
    [InlineData("0.0.0.0", "a-key-that-is-long-enough", true)]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    public void Other_machines_get_in_only_with_a_key(string bind, string? key, bool valid)
    {
        if (key is not null)
        {
            _environment["HUB_API_KEY"] = key;
        }

        if (valid)
        {
            Load(bind: bind).Bind.ShouldBe(bind);
        }
        else
        {
            Should.Throw<InvalidOptionsException>(() => Load(bind: bind)).Violations.ShouldHaveSingleItem().Path.ShouldBe("bind");
        }
    }

    private HubOptions Load(int? port = null, string? bind = null) =>
        OptionsLoader.Load(_data, port, bind, name => _environment.GetValueOrDefault(name));
}
