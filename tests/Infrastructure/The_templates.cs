using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>
/// There is no Bicep compiler here. What it would say first is checked instead: syntax, names, types, modules' parameters, and what must never be
/// in a template. The names in <c>resource-types.json</c> are from the published resource types.
/// </summary>
[Trait("speed", "slow")]
public sealed partial class The_templates
{
    // Data-plane roles, each given on one resource; whoever adds one says here why.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["serviceBusDataOwner"] = "sends, receives and reads counts, for the scaler",
        ["keyVaultSecretsUser"] = "reads secrets",
        ["keyVaultSecretsOfficer"] = "a person who sets secrets, never the app",
        ["storageBlobDataOwner"] = "locks of the Functions host's timers",
        ["registryPull"] = "fetches the image",
        ["monitoringMetricsPublisher"] = "sends telemetry",
    };

    [Fact]
    public async Task Have_no_syntax_error_and_use_no_name_that_nothing_declares()
    {
        var files = await BicepFile.AllAsync();

        files.Count.ShouldBeGreaterThan(15);
        files.SelectMany(file => file.Errors.Concat(file.Unknown).Select(problem => $"{file.Name}:{problem}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Use_resource_types_and_properties_that_exist_and_the_list_of_them_holds_no_others()
    {
        var known = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
            await File.ReadAllTextAsync(Path.Combine(GeneratedFile.Root, "tests", "Infrastructure", "resource-types.json")))!
            .SelectMany(type => type.Value.Select(name => $"{type.Key} {name}"));

        // These three are Bicep's own.
        var used = (await BicepFile.AllAsync()).SelectMany(file => file.Resources).SelectMany(resource =>
            BicepFile.Leaves(resource.Body, "").Where(name => name is not "" and not "parent" and not "scope" and not "dependsOn").Select(name => $"{resource.Type} {name}")).Distinct().ToList();

        used.Except(known).ShouldBeEmpty("not in resource-types.json");
        known.Except(used).ShouldBeEmpty("no longer used");
    }

    [Fact]
    public async Task Give_each_module_what_it_asks_for_and_read_only_what_it_gives_back()
    {
        var files = await BicepFile.AllAsync();
        foreach (var file in files)
        {
            foreach (var (name, path, body) in file.Modules)
            {
                var module = files.Single(candidate => candidate.Name == Path.GetRelativePath(BicepFile.Folder, Path.GetFullPath(path, Path.Combine(BicepFile.Folder, Path.GetDirectoryName(file.Name)!))));
                var given = BicepFile.Object(body).GetProperty("params").EnumerateObject().Select(property => property.Name).ToList();
                given.Except(module.Params.Select(parameter => parameter.Name)).ShouldBeEmpty($"{file.Name}: {name} is given what it does not know");
                module.Params.Where(parameter => parameter.Value is null).Select(parameter => parameter.Name).Except(given).ShouldBeEmpty($"{file.Name}: {name} lacks");
                var read = Outputs().Matches(file.Root.GetRawText()).Where(match => match.Groups[1].Value == name).Select(match => match.Groups[2].Value);
                read.Except(module.Outputs.Select(output => output.Name)).ShouldBeEmpty($"{file.Name}: {name} has no such output");
            }
        }
    }

    [Fact]
    public async Task Are_given_by_each_parameter_file_what_they_ask_for()
    {
        var main = (await BicepFile.FindAsync("main.bicep")).Params.ToList();
        var files = (await BicepFile.AllAsync()).Where(file => file.IsParameters).ToList();

        files.Select(file => file.Name).ShouldBe(["china.bicepparam", "main.bicepparam", "premium.bicepparam"]);
        foreach (var file in files)
        {
            file.Root.GetProperty("using").GetString().ShouldBe("./main.bicep");
            var given = file.Variables.ToDictionary(value => value.Name, value => value.Value!.Value);
            given.Keys.Except(main.Select(parameter => parameter.Name)).ShouldBeEmpty(file.Name);
            main.Where(parameter => parameter.Value is null).Select(parameter => parameter.Name).Except(given.Keys).ShouldBeEmpty(file.Name);
            foreach (var (name, members) in new[] { ("cloud", "cloud"), ("database", "database"), ("databaseAdministrator", "administrator"), ("replicas", "replicas") })
            {
                var read = (await BicepFile.AllAsync()).Where(template => !template.IsParameters).SelectMany(template => Regex.Matches(template.Root.GetRawText(), $@"(?<![\w.]){members}\.(\w+)").Select(match => match.Groups[1].Value))
                    .Where(member => member != "outputs").Distinct();
                given[name].EnumerateObject().Select(member => member.Name).Order().ShouldBe(read.Order(), $"{file.Name}: {name}");
            }
        }
    }

    [Fact]
    public async Task Of_Azure_China_name_its_addresses_alone()
    {
        var china = await BicepFile.FindAsync("china.bicepparam");
        var cloud = china.Variables.Single(value => value.Name == "cloud").Value!.Value;

        cloud.GetProperty("serviceBusSuffix").GetString().ShouldBe("servicebus.chinacloudapi.cn");
        cloud.GetProperty("databaseZone").GetString().ShouldBe("postgres.database.chinacloudapi.cn");
        china.Variables.Single(value => value.Name == "location").Value!.Value.GetString().ShouldStartWith("china");

        // Everything else asks Azure for its addresses, so that no template is for one cloud.
        var literal = (await BicepFile.AllAsync()).Where(file => !file.IsParameters)
            .Where(file => Regex.IsMatch(file.Root.GetRawText(), @"\.(windows\.net|azure\.com|azure\.net|azurecr\.io|chinacloudapi\.cn|azure\.cn)\b")).Select(file => file.Name);
        literal.ShouldBeEmpty("names addresses of one cloud");
    }

    [Fact]
    public async Task Hold_no_secret_in_a_default_nor_tell_one_in_an_output()
    {
        foreach (var file in await BicepFile.AllAsync())
        {
            foreach (var parameter in file.Params.Where(parameter => parameter.IsSecure))
            {
                (parameter.Value is null || parameter.Value.Value.ValueKind == JsonValueKind.String && parameter.Value.Value.GetString() == "")
                    .ShouldBeTrue($"{file.Name}: {parameter.Name} has a default");
                file.Outputs.SelectMany(output => BicepFile.Texts(output.Value!.Value)).Where(text => Regex.IsMatch(text, $@"\b{parameter.Name}\b")).ShouldBeEmpty(file.Name);
            }

            file.Params.Where(parameter => Secret().IsMatch(parameter.Name) && !parameter.IsSecure).Select(parameter => parameter.Name)
                .Except(["secrets", "secretsOfficer"]).ShouldBeEmpty(file.Name);
            var text = file.Root.GetRawText();
            text.ShouldNotContain("listKeys", Case.Insensitive, file.Name);
            text.ShouldNotContain("adminUserEnabled\":true", Case.Insensitive, file.Name);
        }

        foreach (var file in (await BicepFile.AllAsync()).Where(file => file.IsParameters))
        {
            foreach (var value in file.Variables.Where(value => value.Name is "apiKey" or "checkpointKey"))
            {
                value.Value!.Value.GetProperty("$").GetString()!.ShouldStartWith("readEnvironmentVariable(", Case.Sensitive, file.Name);
            }
        }
    }

    [Fact]
    public async Task Give_the_app_no_more_than_it_needs_on_one_resource_each()
    {
        var roles = JsonSerializer.Deserialize<Dictionary<string, Guid>>(await File.ReadAllTextAsync(Path.Combine(BicepFile.Folder, "roles.json")))!;
        roles.Keys.Order().ShouldBe(Roles.Keys.Order());

        // Owner, Contributor, User Access Administrator, Role Based Access Control Administrator.
        roles.Values.Select(role => role.ToString()[..8]).Intersect(["8e3af657", "b24988ac", "18d7d88d", "f58310d9"]).ShouldBeEmpty();
        var assigned = new List<string>();
        foreach (var (name, _, body) in (await BicepFile.AllAsync()).SelectMany(file => file.Resources).Where(resource => resource.Type.StartsWith("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal)))
        {
            var assignment = BicepFile.Object(body);
            assignment.TryGetProperty("scope", out _).ShouldBeTrue($"{name} holds for the whole group");
            var role = RoleName().Match(assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetProperty("$").GetString()!).Groups[1].Value;
            assigned.Add(role);
            if (role == "keyVaultSecretsOfficer")
            {
                assignment.GetProperty("properties").GetProperty("principalId").GetProperty("$").GetString().ShouldBe("officerId");
            }
        }

        assigned.Order().ShouldBe(Roles.Keys.Order());
    }

    [Fact]
    public async Task Leave_no_door_open_for_keys_and_passwords()
    {
        var resources = (await BicepFile.AllAsync()).SelectMany(file => file.Resources).ToLookup(resource => resource.Type.Split('@')[0], resource => BicepFile.Object(resource.Body).TryGetProperty("properties", out var properties) ? properties : default);

        resources["Microsoft.ServiceBus/namespaces"].Single().GetProperty("disableLocalAuth").GetBoolean().ShouldBeTrue();
        resources["Microsoft.Storage/storageAccounts"].Single().GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
        resources["Microsoft.Storage/storageAccounts"].Single().GetProperty("allowBlobPublicAccess").GetBoolean().ShouldBeFalse();
        resources["Microsoft.DBforPostgreSQL/flexibleServers"].Single().GetProperty("authConfig").GetProperty("passwordAuth").GetString().ShouldBe("Disabled");
        resources["Microsoft.KeyVault/vaults"].Single().GetProperty("enableRbacAuthorization").GetBoolean().ShouldBeTrue();
        resources["Microsoft.KeyVault/vaults"].Single().GetProperty("enablePurgeProtection").GetBoolean().ShouldBeTrue();

        // The agent of a Container Apps environment has no identity: only there does Application Insights take its key.
        resources["Microsoft.Insights/components"].Single().GetProperty("DisableLocalAuth").GetProperty("$").GetString().ShouldBe("hosting != 'containerApp'");
        resources["Microsoft.App/containerApps"].Single().GetProperty("configuration").GetProperty("ingress").GetProperty("allowInsecure").GetBoolean().ShouldBeFalse();
        resources["Microsoft.Web/sites"].Single().GetProperty("httpsOnly").GetBoolean().ShouldBeTrue();
    }

    [GeneratedRegex(@"\b(\w+)!?\.outputs\.(\w+)")]
    private static partial Regex Outputs();

    [GeneratedRegex("key|password|secret|token", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"roles\.(\w+)\)$")]
    private static partial Regex RoleName();
}
