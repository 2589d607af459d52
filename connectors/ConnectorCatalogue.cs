using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors;

/// <summary>The connectors of this assembly, found once by their descriptors.</summary>
public static class ConnectorCatalogue
{
    private const string Kept = "The product's own assemblies are kept whole: TrimmerRootAssembly in the project file of the program.";

    private static readonly Lazy<IReadOnlyList<ConnectorDescriptor>> Found = new(
        () => [.. Types.Select(Descriptor).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)]);

    /// <summary>Every connector class.</summary>
    public static IEnumerable<Type> Types
    {
        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
        get => typeof(ConnectorCatalogue).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConnector)));
    }

    /// <summary>All descriptors, by id.</summary>
    public static IReadOnlyList<ConnectorDescriptor> All => Found.Value;

    /// <summary>The connector of that id; null when there is none.</summary>
    public static ConnectorDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Kept)]
    private static ConnectorDescriptor Descriptor(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ConnectorDescriptor
            ?? throw new InvalidOperationException($"{type.Name} declares no public static Descriptor");
}
