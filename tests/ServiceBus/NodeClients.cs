namespace IntegrationHub.Tests.ServiceBus;

/// <summary>Clients of Service Bus that others wrote.</summary>
internal static class NodeClients
{
    private static readonly NodePackages Packages = new("node-servicebus", "azure-sb@0.11.2", "@azure/service-bus@7.9.5");

    /// <inheritdoc cref="NodePackages.RunAsync"/>
    public static Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Packages.RunAsync(script, environment, arguments);
}
