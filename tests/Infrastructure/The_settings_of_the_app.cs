using System.Text.Json;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Triggers;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>What the template tells the app is what the program reads, no less and no more.</summary>
[Trait("speed", "slow")]
public sealed class The_settings_of_the_app
{
    // Read by others than the program, each with who reads it.
    private static readonly Dictionary<string, string> Platform = new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "Functions host",
        ["AzureWebJobsStorage__blobServiceUri"] = "Functions host",
        ["AzureWebJobsStorage__credential"] = "Functions host",
        ["AzureWebJobsStorage__clientId"] = "Functions host",
        ["ServiceBus__credential"] = "Service Bus extension of the Functions host",
        ["AZURE_CLIENT_ID"] = "Azure.Identity: which identity asks for the database's tokens",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "Functions host",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "Functions host",
    };

    [Fact]
    public async Task Are_all_read_by_someone()
    {
        var settings = await SettingsAsync();
        foreach (var name in await TelemetryAsync())
        {
            settings.Add(name, "");
        }

        var read = EnvironmentNames.ReadByTheProgram();

        // What a reference of another setting names is read as well.
        var named = settings.Values.Where(value => value.StartsWith("env:", StringComparison.Ordinal)).Select(value => value[4..]);

        settings.Keys.Except(read).Except(Platform.Keys).Except(named).ShouldBeEmpty("nobody reads these");
        Platform.Keys.Except(settings.Keys).ShouldBeEmpty("no longer set");
        named.Except(settings.Keys).ShouldBeEmpty("a reference to what is not set");
    }

    [Fact]
    public async Task Start_the_hub_under_the_functions_host()
    {
        var settings = await SettingsAsync();

        var options = await LoadAsync(settings);

        options.Bus.Kind.ShouldBe(BusKind.ServiceBus);
        options.Bus.Endpoint!.Host.ShouldEndWith(".example.net");
        options.Bus.ClientId.ShouldNotBeNullOrEmpty();
        options.Bus.KeyName.ShouldBeNull("it is an identity");
        options.Store.Kind.ShouldBe(StoreKind.Postgres);
        options.Store.Entra.ShouldBeTrue();
        options.Store.Connection!.Resolve()!.ShouldContain("SSL Mode=VerifyFull");
        options.Store.CheckpointKey.ShouldNotBeNull();
        options.TimeZone.ShouldBe("Asia/Shanghai");
    }

    [Theory]
    [InlineData("HUB_API_KEY")]
    [InlineData("HUB_STORE_CONNECTION")]
    public async Task Lack_nothing_that_it_needs_to_start(string name)
    {
        var settings = await SettingsAsync();
        settings.Remove(name).ShouldBeTrue();

        await Should.ThrowAsync<InvalidOptionsException>(() => LoadAsync(settings));
    }

    [Fact]
    public async Task Tell_triggers_and_hub_the_same_namespace()
    {
        var settings = await SettingsAsync();

        settings[HostFolder.Connection + "__fullyQualifiedNamespace"].ShouldBe(new Uri(settings["HUB_BUS_ENDPOINT"]).Host);
        settings[HostFolder.Connection + "__clientId"].ShouldBe(settings["HUB_BUS_CLIENT_ID"]);
    }

    [Fact]
    public async Task Take_secrets_from_the_vault_under_the_names_that_it_has()
    {
        var module = await BicepFile.FindAsync("modules/settings.bicep");
        var wanted = module.Outputs.Where(output => output.Name.EndsWith("ecrets", StringComparison.Ordinal))
            .SelectMany(output => output.Value!.Value.EnumerateArray().Select(secret => secret.GetProperty("vaultName").GetString())).Distinct();
        var kept = (await BicepFile.FindAsync("modules/vault.bicep")).Resources
            .Where(resource => resource.Type.StartsWith("Microsoft.KeyVault/vaults/secrets", StringComparison.Ordinal))
            .Select(resource => BicepFile.Object(resource.Body).GetProperty("name").GetString());

        wanted.Order().ShouldBe(kept.Order());
        var app = BicepFile.Object((await BicepFile.FindAsync("modules/containerapp.bicep")).Resources.Single(resource => resource.Name == "app").Body);
        app.GetProperty("properties").GetProperty("configuration").GetProperty("secrets").GetRawText().ShouldContain("keyVaultUrl");
    }

    /// <summary>Without these the platform mounts a share over <c>/home</c>, below which the image has the program.</summary>
    [Fact]
    public async Task Leave_the_program_of_the_image_in_its_place_on_Premium()
    {
        var plan = (await BicepFile.FindAsync("modules/premium.bicep")).Resources.Single(resource => resource.Name == "app");
        var settings = BicepFile.Object(plan.Body).GetProperty("properties").GetProperty("siteConfig").GetProperty("appSettings").GetRawText();

        settings.ShouldContain("WEBSITES_ENABLE_APP_SERVICE_STORAGE");
        settings.ShouldMatch(@"WEBSITES_ENABLE_APP_SERVICE_STORAGE\W+value\W+false");
        settings.ShouldContain("FUNCTIONS_EXTENSION_VERSION");
    }

    /// <summary>The address that the template tells ends with a slash: another one behind it asks for a page that is not there.</summary>
    [Fact]
    public async Task Have_an_address_that_the_guides_write_as_the_template_tells_it()
    {
        foreach (var module in new[] { "modules/containerapp.bicep", "modules/premium.bicep" })
        {
            (await BicepFile.FindAsync(module)).Outputs.Single(output => output.Name == "address").Value!.Value.GetRawText().ShouldContain("/hub/'");
        }

        foreach (var guide in Directory.GetFiles(Path.Combine(GeneratedFile.Root, "docs", "guides"), "first-deployment.*"))
        {
            var text = await File.ReadAllTextAsync(guide);
            text.ShouldContain("${HUB_ADDRESS}");
            text.ShouldNotMatch(@"\$\{?HUB_ADDRESS\}?/");
        }
    }

    /// <summary>
    /// The agent's own variables are injected by the platform: what the app is told must not stand in their way. Application Insights takes no metrics
    /// from the agent, and takes traces from it only where it allows local authentication.
    /// </summary>
    [Fact]
    public async Task Send_traces_by_the_agent_on_Container_Apps_and_elsewhere_to_the_collector_that_is_named()
    {
        var outputs = (await BicepFile.FindAsync("modules/settings.bicep")).Outputs.ToDictionary(output => output.Name, output => output.Value!.Value);
        Names(outputs["besideAgent"]).Concat(Names(outputs["besideAgentSecrets"])).ShouldBe(
            ["OTEL_METRICS_EXPORTER", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_HEADERS"]);
        Names(outputs["withoutAgent"]).Concat(Names(outputs["withoutAgentSecrets"])).ShouldBe(
            ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS"]);

        var injected = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://otel.service.k8se-apps:4317/", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_METRICS_EXPORTER"] = "none", ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = "", ["OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"] = "grpc",
        };
        var agent = Functions.Telemetry.TelemetrySettings.Read(injected.GetValueOrDefault);
        (agent.Problems.Count, agent.Traces!.IsGrpc, agent.Metrics).ShouldBe((0, true, null));

        var premium = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc" };
        Functions.Telemetry.TelemetrySettings.Read(premium.GetValueOrDefault).IsOn.ShouldBeFalse("no collector is named");

        (await BicepFile.FindAsync("modules/logs.bicep")).Root.GetRawText().ShouldContain("hosting != 'containerApp'");
        var app = (await BicepFile.FindAsync("modules/containerapp.bicep")).Resources.Single(resource => resource.Name == "environment");
        app.Body.GetRawText().ShouldContain("openTelemetryConfiguration");
    }

    private static IEnumerable<string> Names(JsonElement settings) => settings.EnumerateArray().Select(setting => setting.GetProperty("name").GetString()!);

    private static async Task<IEnumerable<string>> TelemetryAsync() => (await BicepFile.FindAsync("modules/settings.bicep")).Outputs
        .Where(output => output.Name.Contains("Agent", StringComparison.Ordinal)).SelectMany(output => Names(output.Value!.Value)).ToList();

    private static async Task<HubOptions> LoadAsync(Dictionary<string, string> settings)
    {
        using var folder = new EndToEnd.TempFolder();
        foreach (var (name, value) in settings)
        {
            // References are resolved by the environment of the process; no other test reads these two.
            if (name is "HUB_DATABASE" or "HUB_CHECKPOINT_KEY")
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        var options = OptionsLoader.Load(folder.At("data"), null, null, FunctionsSettings.Over(settings.GetValueOrDefault));
        FunctionsSettings.Check(options);
        return await Task.FromResult(options);
    }

    private static async Task<Dictionary<string, string>> SettingsAsync()
    {
        var outputs = (await BicepFile.FindAsync("modules/settings.bicep")).Outputs.ToDictionary(output => output.Name, output => output.Value!.Value);
        var settings = outputs["plain"].EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => Rendered(setting.GetProperty("value")));
        foreach (var secret in outputs["secrets"].EnumerateArray())
        {
            settings.Add(secret.GetProperty("name").GetString()!, "a secret of more than sixteen characters");
        }

        return settings;
    }

    // What only a deployment knows gets a value of its kind.
    private static string Rendered(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : value.GetProperty("$").GetString()!.Trim('\'')
            .Replace("${databaseHost}", "db.example.net", StringComparison.Ordinal).Replace("${identityName}", "id-hub", StringComparison.Ordinal)
            .Replace("${serviceBus}", "sb-hub.example.net", StringComparison.Ordinal).Replace("${clientId}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal) switch
        {
            "timeZone" => "Asia/Shanghai",
            "serviceBus" => "sb-hub.example.net",
            "clientId" => "00000000-0000-0000-0000-000000000001",
            "blobEndpoint" => "https://sthub.example.net/",
            "insightsConnection" => "InstrumentationKey=00000000-0000-0000-0000-000000000001",
            var text => text,
        };
}
