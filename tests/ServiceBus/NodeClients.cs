using IntegrationHub.Sandbox.Node;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>Clients of Service Bus that others wrote.</summary>
internal static class NodeClients
{
    private static readonly NodePackages Packages = new("servicebus", ["azure-sb@0.11.2", "@azure/service-bus@7.9.5"]);

    /// <summary>What a script of <c>clients/</c> printed.</summary>
    public static Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Packages.RunAsync(Path.Combine(AppContext.BaseDirectory, "clients", script), arguments, environment);
}
