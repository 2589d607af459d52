using System.Globalization;

namespace IntegrationHub.Functions.Composition;

/// <summary>What the Functions host and its app settings say to the handler, and what must be set under it.</summary>
internal static class FunctionsSettings
{
    /// <summary>The port that the host names; null where it is not the host that starts the program.</summary>
    public static int? Port(Func<string, string?> environment) =>
        int.TryParse(environment("FUNCTIONS_CUSTOMHANDLER_PORT") ?? environment("FUNCTIONS_HTTPWORKER_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= 65535
            ? port
            : null;

    /// <summary>
    /// The environment with the host's own settings in the place of the hub's where those are absent: whoever told the triggers which namespace it
    /// is need not say it again.
    /// </summary>
    public static Func<string, string?> Over(Func<string, string?> environment) => name => Set(environment(name)) ?? name switch
    {
        "HUB_BUS" => "servicebus",
        "HUB_BUS_ENDPOINT" when Set(environment("ServiceBus__fullyQualifiedNamespace")) is { } host => $"https://{host}/",
        "HUB_BUS_CLIENT_ID" => Set(environment("ServiceBus__clientId")),
        _ => null,
    };

    /// <summary>What is missing under the Functions host.</summary>
    /// <exception cref="InvalidOptionsException">Names every violation.</exception>
    public static void Check(HubOptions options)
    {
        var violations = new List<OptionsViolation>();
        if (options.Bus.Kind != BusKind.ServiceBus)
        {
            violations.Add(new OptionsViolation(
                "bus.kind", "must be servicebus: under the Functions host, messages come from triggers", "须为 servicebus:在 Functions 宿主下,消息由触发器送来"));
        }

        if (options.ApiKey is null)
        {
            violations.Add(new OptionsViolation(
                "HUB_API_KEY", "missing: the Functions host opens the API to other machines", "缺少:Functions 宿主会把接口开放给其他机器"));
        }

        if (violations.Count > 0)
        {
            throw new InvalidOptionsException(violations);
        }
    }

    private static string? Set(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
