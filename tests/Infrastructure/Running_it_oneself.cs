using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Functions.Triggers;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>The container image, compose file, unit and Kubernetes example say what the program understands.</summary>
public sealed class Running_it_oneself
{
    // Not of the program but of what it runs on.
    private static readonly string[] OfTheRuntime = ["TMPDIR", "DOTNET_EnableDiagnostics"];

    [Fact]
    public void Every_file_can_be_read()
    {
        var files = Directory.GetFiles(InfraFile.Folder, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Append(Path.Combine(GeneratedFile.Root, "azure.yaml")))
        {
            var stream = new YamlStream();
            Should.NotThrow(() => stream.Load(new StringReader(File.ReadAllText(file))), file);
            stream.Documents.Count.ShouldBeGreaterThan(0, file);
        }

        foreach (var file in files.Where(file => file.EndsWith(".json", StringComparison.Ordinal)))
        {
            Should.NotThrow(() => JsonDocument.Parse(File.ReadAllText(file)).Dispose(), file);
        }
    }

    [Fact]
    public void Every_variable_is_read_by_the_program()
    {
        var read = EnvironmentNames.ReadByTheProgram();
        foreach (var (place, variables) in Variables())
        {
            var named = variables.Values.Where(value => value.StartsWith("env:", StringComparison.Ordinal)).Select(value => value[4..]).ToList();
            variables.Keys.Except(read).Except(named).Except(OfTheRuntime).ShouldBeEmpty(place);
            named.Except(variables.Keys).ShouldBeEmpty(place);
            variables.Where(variable => variable.Key is "HUB_STORE_PASSWORD" or "HUB_STORE_CHECKPOINT_KEY").Select(variable => variable.Value)
                .ShouldAllBe(value => value == "entra" || value.StartsWith("file:", StringComparison.Ordinal) || value.StartsWith("env:", StringComparison.Ordinal), place);
        }
    }

    [Theory]
    [InlineData("Containerfile")]
    [InlineData("Containerfile.functions")]
    public void The_image_is_made_of_what_there_is(string name)
    {
        var ignored = File.ReadAllLines(Path.Combine(GeneratedFile.Root, ".dockerignore")).Select(line => line.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var stages = new HashSet<string>(StringComparer.Ordinal);
        var copied = new List<string>();
        foreach (var (word, rest) in InfraFile.Instructions(name))
        {
            if (word == "FROM")
            {
                stages.Add(rest.Split(' ')[2]);
                continue;
            }

            if (word != "COPY")
            {
                continue;
            }

            var parts = rest.Split(' ').Where(part => !part.StartsWith("--ch", StringComparison.Ordinal)).ToList();
            if (parts[0].StartsWith("--from=", StringComparison.Ordinal))
            {
                stages.ShouldContain(parts[0]["--from=".Length..]);
                continue;
            }

            foreach (var source in parts.SkipLast(1))
            {
                Path.Exists(Path.Combine(GeneratedFile.Root, source)).ShouldBeTrue(source);
                ignored.ShouldNotContain(source.Split('/')[0]);
                copied.Add(source);
            }
        }

        // Every project that the program is built from, what their files include, and what all of them share.
        new[] { "core", "adapters", "connectors", "functions", "mappings", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt" }
            .Except(copied).ShouldBeEmpty();
        Regex.Matches(File.ReadAllText(Path.Combine(GeneratedFile.Root, "functions", "IntegrationHub.Functions.csproj")), @"Include=""\.\./(\w+)/")
            .Select(match => match.Groups[1].Value).Except(copied).ShouldBeEmpty();
    }

    /// <summary>A registry that builds the image gets the whole context, not only what is copied from it.</summary>
    [Fact]
    public void No_secret_is_sent_to_whoever_builds_the_image()
    {
        var ignored = File.ReadAllLines(Path.Combine(GeneratedFile.Root, ".dockerignore")).Select(line => line.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var secrets = File.ReadAllLines(Path.Combine(GeneratedFile.Root, ".gitignore")).Select(line => line.TrimEnd('/'))
            .Where(line => line is ".azure" || line.EndsWith("secrets", StringComparison.Ordinal) || line.EndsWith(".env", StringComparison.Ordinal)).ToList();

        // A name alone is ignored at the root only.
        secrets.Count.ShouldBe(3);
        secrets.ShouldAllBe(path => ignored.Contains(path) || ignored.Contains("**/" + Path.GetFileName(path)));
    }

    [Fact]
    public void The_image_runs_without_rights_and_tells_how_it_is()
    {
        var instructions = InfraFile.Instructions("Containerfile");

        instructions.Last(instruction => instruction.Word == "USER").Text.ShouldBe("$APP_UID");
        instructions.Single(instruction => instruction.Word == "HEALTHCHECK").Text.ShouldEndWith("CMD [\"hub-healthcheck\"]");
        instructions.Count(instruction => instruction.Word == "FROM").ShouldBe(2);
        instructions.Where(instruction => instruction.Word is "ENV" or "ARG").ShouldAllBe(instruction => !Regex.IsMatch(instruction.Text, "KEY|PASSWORD|SECRET"));
        var hub = InfraFile.Yaml("compose.yaml")[0].At("services", "hub");
        hub.At("read_only").Text().ShouldBe("true");
        hub.At("cap_drop").Items().Select(item => item.Text()).ShouldBe(["ALL"]);
        hub.At("security_opt").Items().Select(item => item.Text()).ShouldContain("no-new-privileges:true");
        hub.At("build", "dockerfile").Text().ShouldBe("infra/container/Containerfile");
        hub.At("ports").Items().Select(item => item.Text()).ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

        // With a read-only file system, what is written goes to a volume.
        var written = hub.At("volumes").Items().Select(item => item.Text().Split(':')[1]).ToList();
        written.ShouldContain(Environment_("HUB_DATA"));
        written.ShouldContain(Environment_("TMPDIR"));

        string Environment_(string name) => ImageVariables()[name];
    }

    [Fact]
    public void The_compose_file_names_only_what_it_has()
    {
        var compose = InfraFile.Yaml("compose.yaml")[0];
        var (secrets, volumes) = (compose.At("secrets").Map(), compose.At("volumes").Map());
        foreach (var (name, service) in ((YamlMappingNode)compose.At("services")).Children)
        {
            if (service.Has("secrets"))
            {
                service.At("secrets").Items().Select(item => item.Text()).Except(secrets.Keys).ShouldBeEmpty(name.Text());
            }

            foreach (var source in service.At("volumes").Items().Select(item => item.Text().Split(':')[0]))
            {
                (source[0] == '.' ? Directory.Exists(Path.Combine(InfraFile.Folder, source)) : volumes.ContainsKey(source)).ShouldBeTrue($"{name.Text()}: {source}");
            }
        }

        // Compose copies the others into the container's file system, and refuses a service where that may not be written.
        secrets.Keys.Where(secret => !compose.At("secrets", secret).Has("file")).ShouldBeEmpty("read-only services take secrets from files alone");
        foreach (var value in compose.At("services", "hub", "environment").Map().Values.Where(value => value.StartsWith("file:/run/secrets/", StringComparison.Ordinal)))
        {
            compose.At("services", "hub", "secrets").Items().Select(item => item.Text()).ShouldContain(value["file:/run/secrets/".Length..]);
        }
    }

    /// <summary>Accounts and mappings go into the image: where they changed, the image is another one, committed or not.</summary>
    [Fact]
    [Trait("speed", "slow")]
    public async Task An_image_with_another_configuration_has_another_name()
    {
        using var folder = new EndToEnd.TempFolder();
        var said = folder.Write("said", "");
        var script = folder.Write("repository/infra/container/build-image.sh", InfraFile.Read("container", "build-image.sh"));
        var account = folder.Write("repository/infra/container/config/accounts/shop.yaml", "connector: jd\n");
        var repository = folder.At("repository");
        foreach (var tool in new[] { "az", "azd" })
        {
            (await RunAsync("/bin/chmod", "700", folder.Write("bin/" + tool, $"#!/bin/sh\necho {tool} \"$@\" >> '{said}'\n"))).ExitCode.ShouldBe(0);
        }

        (await RunAsync("/bin/sh", "-c", $"cd '{repository}' && git init -q . && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm first")).ExitCode.ShouldBe(0);

        var first = await BuiltAsync();
        (await BuiltAsync(first)).ShouldBe(first);
        (await File.ReadAllLinesAsync(said)).Count(line => line.StartsWith("az acr build", StringComparison.Ordinal)).ShouldBe(1, "it is deployed already");
        await File.WriteAllTextAsync(account, "connector: taobao\n");
        var changed = await BuiltAsync(first);
        folder.Write("repository/infra/container/config/accounts/second.yaml", "connector: jd\n");
        var added = await BuiltAsync(changed);

        new[] { first, changed, added }.Distinct().Count().ShouldBe(3);
        added.ShouldMatch("^registry.example/integration-hub:[0-9a-f-]+$");

        async Task<string> BuiltAsync(string deployed = "")
        {
            var run = await RunAsync(
                "/usr/bin/env", $"PATH={folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}", "AZURE_CONTAINER_REGISTRY_NAME=registry",
                "AZURE_CONTAINER_REGISTRY_ENDPOINT=registry.example", "HUB_IMAGE=" + deployed, "/bin/sh", "-c", $"cd '{repository}' && sh '{script}'");
            run.ExitCode.ShouldBe(0, run.Said);
            return (await File.ReadAllLinesAsync(said)).Last(line => line.StartsWith("azd env set", StringComparison.Ordinal)).Split(' ')[^1];
        }
    }

    [Fact]
    public void Instances_are_added_by_the_queues_that_the_program_receives_from()
    {
        var documents = InfraFile.Yaml("keda", "hub.yaml");
        var scaled = documents.Single(document => document.At("kind").Text() == "ScaledObject").At("spec");

        scaled.At("triggers").Items().Select(trigger => trigger.At("metadata", "queueName").Text())
            .ShouldBe(TriggerCatalogue.Default.Messages.Select(trigger => trigger.Entity));
        scaled.At("minReplicaCount").Text().ShouldBe("1", "timers and the outbox need one");
        var deployment = documents.Single(document => document.At("kind").Text() == "Deployment");
        scaled.At("scaleTargetRef", "name").Text().ShouldBe(deployment.At("metadata", "name").Text());
        var container = deployment.At("spec", "template", "spec", "containers").Items().Single();
        container.At("securityContext", "readOnlyRootFilesystem").Text().ShouldBe("true");
        container.At("readinessProbe", "httpGet", "path").Text().ShouldBe("/hub/health/ready");
        container.At("livenessProbe", "httpGet", "path").Text().ShouldBe("/hub/health/live");
    }

    [Fact]
    public void The_unit_gives_the_program_its_folder_and_nothing_else()
    {
        var unit = InfraFile.Unit();

        One("ProtectSystem").ShouldBe("strict");
        One("NoNewPrivileges").ShouldBe("yes");
        One("User").ShouldBe("hub");
        One("CapabilityBoundingSet").ShouldBe("");
        One("PrivateTmp").ShouldBe("yes");
        One("StateDirectory").ShouldBe(Path.GetFileName(UnitVariables()["HUB_DATA"]));
        Path.GetDirectoryName(UnitVariables()["HUB_DATA"]).ShouldBe("/var/lib");
        unit.Select(directive => directive.Name).ShouldNotContain("MemoryDenyWriteExecute", "the runtime compiles while it runs");

        string One(string name) => unit.Single(directive => directive.Name == name).Value;
    }

    [Fact]
    public void The_documentation_of_the_unit_is_where_the_guides_put_it()
    {
        var documentation = InfraFile.Read("systemd", "integration-hub.service").Split('\n').Single(line => line.StartsWith("Documentation=", StringComparison.Ordinal));
        documentation.ShouldBe("Documentation=file:/opt/integration-hub/README.md");
        foreach (var guide in new[] { "self-hosting.en.md", "self-hosting.zh-CN.md" })
        {
            File.ReadAllText(Path.Combine(GeneratedFile.Root, "docs", "guides", guide)).ShouldContain("cp -r README.md docs /opt/integration-hub/");
        }

        File.Exists(Path.Combine(GeneratedFile.Root, "README.md")).ShouldBeTrue();
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task The_unit_is_what_systemd_understands()
    {
        var analyze = "/usr/bin/systemd-analyze";
        File.Exists(analyze).ShouldBeTrue("apt-get install systemd");
        using var folder = new EndToEnd.TempFolder();
        var unit = folder.Write("integration-hub.service", InfraFile.Read("systemd", "integration-hub.service").Replace("/opt/integration-hub/hub", EndToEnd.HubProgram.Path, StringComparison.Ordinal));

        var (verified, said) = await RunAsync(analyze, "verify", unit);
        verified.ShouldBe(0, said);
        said.ShouldBeEmpty();

        // Of 10 for a service without any protection; in tenths.
        var (secured, why) = await RunAsync(analyze, "security", "--offline=true", "--threshold=20", unit);
        secured.ShouldBe(0, why);
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task The_health_check_tells_a_running_hub_from_none_without_the_key()
    {
        using var folder = new EndToEnd.TempFolder { Environment = { ["HUB_API_KEY"] = "a-key-of-thirty-two-characters!!" } };
        var check = Path.Combine(InfraFile.Folder, "container", "healthcheck.sh");
        string port;
        await using (var hub = await EndToEnd.RunningHub.StartAsync(folder))
        {
            port = hub.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            (await RunAsync("/usr/bin/env", "HUB_PORT=" + port, check)).ExitCode.ShouldBe(0);
            using var metrics = await hub.GetAsync("metrics");
            metrics.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized, "health alone is told without the key");
        }

        (await RunAsync("/usr/bin/env", "HUB_PORT=" + port, check)).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task The_image_brings_every_native_library_that_the_program_loads()
    {
        // Where Debian and Ubuntu keep them, without the version; the first four are said to be in Microsoft's ASP.NET image, the rest is the C library.
        Dictionary<string, string> brought = new()
        {
            ["libicu"] = "libicu", ["libssl"] = "libssl", ["libcrypto"] = "libssl", ["libstdc++"] = "libstdc++", ["libgcc_s"] = "libstdc++",
        };
        string[] library = ["ld-linux", "libc", "libm", "libdl", "libpthread", "librt"];
        using var folder = new EndToEnd.TempFolder();
        await using var hub = await EndToEnd.RunningHub.StartAsync(folder);
        using var answer = await hub.PostFileAsync("a.csv", EndToEnd.Samples.Sheet("PO-1"), "?wait=60");

        // The folder may be a link to the build in force; the system names files by where they really are.
        var folderOf = new DirectoryInfo(Path.GetDirectoryName(EndToEnd.HubProgram.Path)!);
        var own = (folderOf.ResolveLinkTarget(returnFinalTarget: true) ?? folderOf).FullName;
        var loaded = (await File.ReadAllLinesAsync($"/proc/{hub.Process.Id}/maps")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 5 && parts[5].Contains(".so", StringComparison.Ordinal)).Select(parts => parts[5]).Distinct()
            .Where(path => !path.StartsWith(own, StringComparison.Ordinal) && !path.Contains("/Microsoft.NETCore.App/", StringComparison.Ordinal) && !path.Contains("/host/fxr/", StringComparison.Ordinal))
            .Select(path => Regex.Match(Path.GetFileName(path), @"^(lib[a-zA-Z_+]+|ld-linux)").Value is var name && name.StartsWith("libicu", StringComparison.Ordinal) ? "libicu" : Regex.Match(Path.GetFileName(path), @"^(lib[a-zA-Z_+]+|ld-linux)").Value)
            .Distinct().Except(library).ToList();

        loaded.ShouldContain("libicu");
        loaded.Except(brought.Keys).ShouldBeEmpty("not in the image");
        var installed = InfraFile.Instructions("Containerfile.functions").Single(instruction => instruction is { Word: "RUN" } && instruction.Text.Contains("apt-get", StringComparison.Ordinal)).Text;
        brought.Values.Distinct().ShouldAllBe(package => installed.Contains(package, StringComparison.Ordinal));
    }

    [Fact]
    public void The_functions_image_runs_as_a_user_of_its_own_at_the_port_that_the_templates_ask()
    {
        var instructions = InfraFile.Instructions("Containerfile.functions");

        int.Parse(instructions.Last(instruction => instruction.Word == "USER").Text, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        var port = instructions.Single(instruction => instruction.Word == "EXPOSE").Text;
        instructions.Last(instruction => instruction.Word == "ENV").Text.ShouldContain($"ASPNETCORE_URLS=http://+:{port} ");
        var app = File.ReadAllText(Path.Combine(GeneratedFile.Root, "bicep", "modules", "containerapp.bicep"));
        Regex.Matches(app, @"\b(targetPort|port): (\d+)").Select(match => match.Groups[2].Value).ShouldBe(Enumerable.Repeat(port, 4));
        File.ReadAllText(Path.Combine(GeneratedFile.Root, "bicep", "modules", "premium.bicep")).ShouldContain($"name: 'WEBSITES_PORT', value: '{port}'");
    }

    private static IEnumerable<(string Place, Dictionary<string, string> Variables)> Variables()
    {
        yield return ("compose.yaml", InfraFile.Yaml("compose.yaml")[0].At("services", "hub", "environment").Map());
        yield return ("systemd", UnitVariables());
        yield return ("Containerfile", ImageVariables());
        yield return ("keda", InfraFile.Yaml("keda", "hub.yaml").Single(document => document.At("kind").Text() == "Deployment")
            .At("spec", "template", "spec", "containers").Items().Single().At("env").Items()
            .ToDictionary(variable => variable.At("name").Text(), variable => variable.Has("value") ? variable.At("value").Text() : ""));
    }

    private static Dictionary<string, string> UnitVariables() =>
        InfraFile.Unit().Where(directive => directive.Name == "Environment").Select(directive => directive.Value.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static Dictionary<string, string> ImageVariables() =>
        InfraFile.Instructions("Containerfile").Where(instruction => instruction.Word == "ENV")
            .SelectMany(instruction => instruction.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output + await errors);
    }
}
