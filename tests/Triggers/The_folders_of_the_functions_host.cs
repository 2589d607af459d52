using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

public sealed class The_folders_of_the_functions_host
{
    private const string Folder = "functions/host";

    [Fact]
    public void Are_written_from_the_catalogue()
    {
        var files = HostFolder.Files(TriggerCatalogue.Default);

        foreach (var (path, text) in files)
        {
            GeneratedFile.ShouldBeCurrent($"{Folder}/{path}", text);
        }

        var root = Path.Combine(GeneratedFile.Root, Folder);
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .ShouldBe(files.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Name_everything_that_has_a_handler_and_receive_only_from_what_the_topology_has()
    {
        var catalogue = TriggerCatalogue.Default;

        catalogue.Messages.Select(trigger => trigger.Entity).ShouldBeUnique();
        catalogue.Messages.ShouldContain(trigger => trigger.Entity == BusTopology.Documents);
        catalogue.Messages.ShouldContain(trigger => trigger.Entity == "sync-requests");
        catalogue.Messages.ShouldAllBe(trigger => BusTopology.Default.Receivable(trigger.Entity));
    }

    [Fact]
    public void Have_names_that_no_public_path_can_have()
    {
        var names = TriggerCatalogue.Default.Messages.Select(trigger => trigger.Name)
            .Concat(TriggerCatalogue.Default.Timers.Select(trigger => trigger.Name)).Append(TriggerCatalogue.PublicName).ToList();

        names.ShouldBeUnique();
        names.ShouldNotContain(TriggerCatalogue.PublicPrefix);
        names.ShouldAllBe(name => name.All(c => char.IsAsciiLetterLower(c) || c == '-'));
    }

    [Fact]
    public void Gain_a_trigger_for_a_handler_that_is_added_to_the_catalogue_without_more()
    {
        var catalogue = TriggerCatalogue.Default with
        {
            Messages =
            [
                .. TriggerCatalogue.Default.Messages,
                new("notify", parts => new DocumentMessages(parts.Importer())),
                new("orders/subscriptions/erp", parts => new DocumentMessages(parts.Importer())),
            ],
        };

        var files = HostFolder.Files(catalogue);

        Binding(files["notify/function.json"]).GetProperty("queueName").GetString().ShouldBe("notify");
        var subscription = Binding(files["orders-erp/function.json"]);
        subscription.GetProperty("topicName").GetString().ShouldBe("orders");
        subscription.GetProperty("subscriptionName").GetString().ShouldBe("erp");
        subscription.TryGetProperty("queueName", out _).ShouldBeFalse();
    }

    [Fact]
    public void Hold_what_a_custom_handler_relies_on()
    {
        var files = HostFolder.Files(TriggerCatalogue.Default);
        var host = JsonDocument.Parse(files["host.json"]).RootElement;

        host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString().ShouldBe("hub");
        host.GetProperty("customHandler").GetProperty("enableProxyingHttpRequest").GetBoolean().ShouldBeTrue();
        host.TryGetProperty("functionTimeout", out _).ShouldBeTrue();
        var trigger = Binding(files["documents/function.json"]);
        trigger.GetProperty("dataType").GetString().ShouldBe("binary");
        trigger.GetProperty("cardinality").GetString().ShouldBe("one");
        trigger.GetProperty("autoComplete").GetBoolean().ShouldBeTrue();
        trigger.GetProperty("connection").GetString().ShouldBe("ServiceBus");
        foreach (var (_, text) in files)
        {
            text.ShouldNotContain("\"type\": \"serviceBus\"", customMessage: "an output binding mangles bodies");
        }
    }

    [Fact]
    public void Are_understood_by_the_host()
    {
        using var folder = new EndToEnd.TempFolder();
        HostFolder.Write(folder.Path, TriggerCatalogue.Default);

        var app = FunctionsApp.Read(folder.Path);

        app.Functions.Select(function => function.Name).ShouldBe(["dead-letters", "documents", "http", "schedule", "sync-requests"]);
        app.LongestRenewal.ShouldBeGreaterThan(app.FunctionTimeout);
    }

    private static JsonElement Binding(string text) => JsonDocument.Parse(text).RootElement.GetProperty("bindings").EnumerateArray().Single();
}
