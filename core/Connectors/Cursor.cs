using System.Text.Json;

namespace IntegrationHub.Core.Connectors;

/// <summary>Where to go on. The runtime keeps it and never looks inside.</summary>
/// <param name="Version">Version of the position's shape; a connector that changes the shape counts up and still reads the older ones.</param>
/// <param name="Position">JSON that the connector wrote.</param>
public sealed record Cursor(int Version, string Position)
{
    /// <summary>A cursor over a position of the connector's own type.</summary>
    public static Cursor Of<T>(int version, T position) => new(version, JsonSerializer.Serialize(position, Json));

    /// <summary>The position.</summary>
    /// <exception cref="ConnectorException"><see cref="Messaging.FaultClass.Config"/> <c>cursor-unknown</c>: another version wrote it, or it is damaged.</exception>
    public T As<T>(int version)
    {
        if (Version != version)
        {
            throw new ConnectorException(ConnectorFaults.CursorUnknown($"version {Version}, expected {version}"));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Position, Json) ?? throw new JsonException("null");
        }
        catch (JsonException damaged)
        {
            throw new ConnectorException(ConnectorFaults.CursorUnknown(damaged.Message), FaultRemedy.None, damaged);
        }
    }

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);
}
