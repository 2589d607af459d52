using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// The files that the Functions host reads: <c>host.json</c> and a folder with <c>function.json</c> per trigger. Sources: the host.json reference,
/// "Azure Functions custom handlers", and the Service Bus trigger's reference of Microsoft Learn.
/// </summary>
internal static class HostFolder
{
    /// <summary>How long one call may take before the host kills the handler and everything that it has in hand.</summary>
    public static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Messages of one function in hand at a time, in one instance.</summary>
    public const int MaxConcurrentCalls = 16;

    /// <summary>Name of the app setting, or prefix of the settings, that says how the host reaches Service Bus.</summary>
    public const string Connection = "ServiceBus";

    /// <summary>Name of the binding that carries a message's body.</summary>
    public const string MessageBinding = "message";

    /// <summary>Name of the binding that carries what the timer says.</summary>
    public const string TimerBinding = "timer";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Path and text of each file.</summary>
    public static IReadOnlyDictionary<string, string> Files(TriggerCatalogue catalogue)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host.json"] = Text(Host()) };
        foreach (var trigger in catalogue.Messages)
        {
            files.Add(trigger.Name + "/function.json", Text(Function(Message(trigger))));
        }

        foreach (var trigger in catalogue.Timers)
        {
            files.Add(trigger.Name + "/function.json", Text(Function(Timer(trigger))));
        }

        files.Add(TriggerCatalogue.PublicName + "/function.json", Text(Function(Request(), Response())));
        return files;
    }

    /// <summary>Writes the files below a folder; what else is there stays.</summary>
    public static void Write(string folder, TriggerCatalogue catalogue)
    {
        foreach (var (path, text) in Files(catalogue))
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    private static JsonObject Host() => new()
    {
        ["version"] = "2.0",
        ["functionTimeout"] = Duration(FunctionTimeout),
        ["logging"] = new JsonObject { ["logLevel"] = new JsonObject { ["default"] = "Information" } },
        ["extensionBundle"] = new JsonObject { ["id"] = "Microsoft.Azure.Functions.ExtensionBundle", ["version"] = "[4.*, 5.0.0)" },
        ["extensions"] = new JsonObject
        {
            // A prefix of its own: what the public sends can then never have the path of a trigger.
            ["http"] = new JsonObject { ["routePrefix"] = TriggerCatalogue.PublicPrefix },
            ["serviceBus"] = new JsonObject
            {
                // Locks of messages fetched ahead run out while they wait.
                ["prefetchCount"] = 0,
                ["autoCompleteMessages"] = true,
                ["maxAutoLockRenewalDuration"] = Duration(FunctionTimeout + TimeSpan.FromMinutes(1)),
                ["maxConcurrentCalls"] = MaxConcurrentCalls,
            },
        },
        ["customHandler"] = new JsonObject
        {
            ["description"] = new JsonObject { ["defaultExecutablePath"] = "hub", ["arguments"] = new JsonArray("functions") },
            ["enableProxyingHttpRequest"] = true,
        },
    };

    private static JsonObject Function(params JsonNode[] bindings) => new() { ["bindings"] = new JsonArray(bindings) };

    private static JsonObject Message(MessageTrigger trigger)
    {
        var binding = new JsonObject { ["type"] = "serviceBusTrigger", ["direction"] = "in", ["name"] = MessageBinding };
        if (BusTopology.TrySubscription(trigger.Entity, out var topic, out var name))
        {
            binding["topicName"] = topic;
            binding["subscriptionName"] = name;
        }
        else
        {
            binding["queueName"] = trigger.Entity;
        }

        binding["connection"] = Connection;

        // As text, members of the body would take the place of the broker's own MessageId and DeliveryCount.
        binding["dataType"] = "binary";
        binding["cardinality"] = "one";
        binding["autoComplete"] = true;
        binding["isSessionsEnabled"] = false;
        return binding;
    }

    private static JsonObject Timer(TimerTrigger trigger) => new()
    {
        ["type"] = "timerTrigger", ["direction"] = "in", ["name"] = TimerBinding, ["schedule"] = trigger.Schedule,
    };

    // Who may come in is the hub's own gate's to say.
    private static JsonObject Request() => new()
    {
        ["type"] = "httpTrigger",
        ["direction"] = "in",
        ["name"] = "request",
        ["authLevel"] = "anonymous",
        ["methods"] = new JsonArray("get", "head", "post", "put", "patch", "delete", "options"),
        ["route"] = "{*path}",
    };

    private static JsonObject Response() => new() { ["type"] = "http", ["direction"] = "out", ["name"] = "response" };

    private static string Duration(TimeSpan time) => time.ToString("c");

    private static string Text(JsonObject file) => file.ToJsonString(Indented) + "\n";
}
