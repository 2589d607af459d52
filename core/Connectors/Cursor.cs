using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHub.Core.Connectors;

/// <summary>Where to go on. The runtime keeps it and never looks inside.</summary>
/// <param name="Version">Version of the position's shape; a connector that changes the shape counts up and still reads the older ones.</param>
/// <param name="Position">JSON that the connector wrote.</param>
public sealed record Cursor(int Version, string Position)
{
    /// <summary>A cursor over a position of the connector's own type.</summary>
    /// <param name="version">Version of the shape.</param>
    /// <param name="position">The position.</param>
    /// <param name="shape">Its source-generated shape.</param>
    public static Cursor Of<T>(int version, T position, JsonTypeInfo<T> shape) => new(version, JsonSerializer.Serialize(position, shape));

    /// <summary>The position.</summary>
    /// <param name="version">Version of the shape.</param>
    /// <param name="shape">Its source-generated shape.</param>
    /// <exception cref="ConnectorException"><see cref="Messaging.FaultClass.Config"/> <c>cursor-unknown</c>: another version wrote it, or it is damaged.</exception>
    public T As<T>(int version, JsonTypeInfo<T> shape)
    {
        if (Version != version)
        {
            throw new ConnectorException(ConnectorFaults.CursorUnknown($"version {Version}, expected {version}"));
        }

        try
        {
            return JsonSerializer.Deserialize(Position, shape) ?? throw new JsonException("null");
        }
        catch (JsonException damaged)
        {
            throw new ConnectorException(ConnectorFaults.CursorUnknown(damaged.Message), FaultRemedy.None, damaged);
        }
    }
}
