using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>A function app as its files describe it. What the host would refuse or silently ignore is refused.</summary>
internal sealed partial record FunctionsApp
{
    public required string Root { get; init; }

    public required string Executable { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string RoutePrefix { get; init; }

    public required TimeSpan FunctionTimeout { get; init; }

    public required TimeSpan LongestRenewal { get; init; }

    public required int MaxConcurrentCalls { get; init; }

    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    public static FunctionsApp Read(string root)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "host.json")));
        var host = file.RootElement;
        Known("host.json", host, "version", "functionTimeout", "logging", "extensionBundle", "extensions", "customHandler");
        Require(host.GetProperty("version").GetString() == "2.0", "host.json: version must be 2.0");
        Require(host.TryGetProperty("extensionBundle", out _), "host.json: without an extension bundle there is no Service Bus trigger");
        var handler = host.GetProperty("customHandler");
        Known("customHandler", handler, "description", "enableProxyingHttpRequest");
        Require(handler.GetProperty("enableProxyingHttpRequest").GetBoolean(), "customHandler: this double forwards requests only by proxying");
        var description = handler.GetProperty("description");
        Known("customHandler.description", description, "defaultExecutablePath", "arguments", "workingDirectory");
        var extensions = host.GetProperty("extensions");
        var bus = extensions.GetProperty("serviceBus");
        Known("extensions.serviceBus", bus, "prefetchCount", "autoCompleteMessages", "maxAutoLockRenewalDuration", "maxConcurrentCalls");
        Require(bus.GetProperty("autoCompleteMessages").GetBoolean(), "autoCompleteMessages: a custom handler cannot settle");
        var executable = description.GetProperty("defaultExecutablePath").GetString()!;
        var local = Path.Combine(root, executable);
        return new FunctionsApp
        {
            Root = root,
            Executable = File.Exists(local) ? local : executable,
            Arguments = [.. description.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!)],
            RoutePrefix = extensions.GetProperty("http").GetProperty("routePrefix").GetString()!,
            FunctionTimeout = Time(host.GetProperty("functionTimeout")),
            LongestRenewal = Time(bus.GetProperty("maxAutoLockRenewalDuration")),
            MaxConcurrentCalls = bus.GetProperty("maxConcurrentCalls").GetInt32(),
            Functions = [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
                .Where(folder => File.Exists(Path.Combine(folder, "function.json"))).Select(Function)],
        };
    }

    private static FunctionDefinition Function(string folder)
    {
        var name = Path.GetFileName(folder);
        Require(FunctionName().IsMatch(name), $"{name}: not a function's name");
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "function.json")));
        Known(name, file.RootElement, "bindings");
        var bindings = file.RootElement.GetProperty("bindings").EnumerateArray().ToList();
        var trigger = bindings.Single(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        Require(Text(trigger, "direction") == "in", $"{name}: a trigger's direction is in");
        return Text(trigger, "type") switch
        {
            "serviceBusTrigger" => Message(name, trigger, bindings),
            "timerTrigger" => Timer(name, trigger),
            "httpTrigger" => Http(name, trigger, bindings),
            var other => throw new InvalidDataException($"{name}: no trigger {other}"),
        };
    }

    private static FunctionDefinition Message(string name, JsonElement trigger, List<JsonElement> bindings)
    {
        Known(
            name, trigger, "type", "direction", "name", "queueName", "topicName", "subscriptionName", "connection", "dataType", "cardinality", "autoComplete",
            "isSessionsEnabled");
        Require(bindings.Count == 1, $"{name}: the output binding mangles bodies");
        Require(Text(trigger, "dataType") is "binary" or "string", $"{name}: dataType must be binary or string");
        Require(Text(trigger, "cardinality") == "one", $"{name}: this double delivers one message at a time");
        Require(trigger.GetProperty("autoComplete").GetBoolean(), $"{name}: autoComplete must be true, a custom handler cannot settle");
        Require(!trigger.GetProperty("isSessionsEnabled").GetBoolean(), $"{name}: no entity of the hub requires sessions");
        var entity = Text(trigger, "queueName") ?? $"{Text(trigger, "topicName")}/subscriptions/{Text(trigger, "subscriptionName")}";
        return new MessageFunction(name, Text(trigger, "name")!, entity, Text(trigger, "connection")!, Text(trigger, "dataType") == "binary");
    }

    private static TimerFunction Timer(string name, JsonElement trigger)
    {
        Known(name, trigger, "type", "direction", "name", "schedule", "runOnStartup", "useMonitor");
        return new TimerFunction(name, Text(trigger, "name")!, Ncrontab.Parse(Text(trigger, "schedule")!));
    }

    // Forwarding needs exactly this one input and this one output; with any other binding the handler would get an envelope.
    private static HttpFunction Http(string name, JsonElement trigger, List<JsonElement> bindings)
    {
        Known(name, trigger, "type", "direction", "name", "authLevel", "methods", "route");
        Require(
            bindings.Count == 2 && bindings.Exists(binding => Text(binding, "type") == "http" && Text(binding, "direction") == "out"),
            $"{name}: requests are forwarded only with one http output");
        Require(Text(trigger, "authLevel") == "anonymous", $"{name}: this double knows no function keys");
        Require(Text(trigger, "route") == "{*path}", $"{name}: this double knows no other route");
        return new HttpFunction(name, [.. trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())]);
    }

    private static void Known(string where, JsonElement element, params string[] names)
    {
        foreach (var member in element.EnumerateObject())
        {
            Require(names.Contains(member.Name), $"{where}: the host knows no {member.Name}");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static TimeSpan Time(JsonElement element) => TimeSpan.ParseExact(element.GetString()!, "c", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex FunctionName();
}
