using System.Reflection;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors;

/// <summary>The connectors of this assembly, found once by their descriptors.</summary>
public static class ConnectorCatalogue
{
    private static readonly Lazy<IReadOnlyList<ConnectorDescriptor>> Found = new(() => [.. Types
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ConnectorDescriptor
            ?? throw new InvalidOperationException($"{type.Name} declares no public static Descriptor"))
        .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)]);

    /// <summary>Every connector class.</summary>
    public static IEnumerable<Type> Types => typeof(ConnectorCatalogue).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConnector)));

    /// <summary>All descriptors, by id.</summary>
    public static IReadOnlyList<ConnectorDescriptor> All => Found.Value;

    /// <summary>The connector of that id; null when there is none.</summary>
    public static ConnectorDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}
