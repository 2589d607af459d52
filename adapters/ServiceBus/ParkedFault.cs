using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>A fault as a property of the parked message: base64 of JSON, since headers are ASCII and its sentences are not.</summary>
internal static class ParkedFault
{
    private const int LongestDetail = 3000;

    /// <summary>The fault as a literal; a long stack is cut.</summary>
    public static string Write(Fault fault)
    {
        var kept = fault.Detail is { Length: > LongestDetail } detail ? fault with { Detail = detail[..LongestDetail] + " …" } : fault;
        return WireProperties.Literal(Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Text(
            kept.Code, kept.Stage, kept.MappingVersion, kept.FieldPath, kept.Message, kept.MessageZh, kept.Detail, kept.Document, kept.Order), WireJson.Default.Text)));
    }

    /// <summary>Reads it back; null where it is none of the hub's.</summary>
    public static Fault? TryRead(string? literal)
    {
        try
        {
            return WireProperties.Text(literal) is { } text
                && JsonSerializer.Deserialize(Encoding.UTF8.GetString(Convert.FromBase64String(text)), WireJson.Default.Text) is { Code: not null, Stage: not null, Message: not null, MessageZh: not null } read
                ? new Fault
                {
                    Code = read.Code, Stage = read.Stage, MappingVersion = read.MappingVersion, FieldPath = read.FieldPath, Message = read.Message,
                    MessageZh = read.MessageZh, Detail = read.Detail, Document = read.Document, Order = read.Order,
                }
                : null;
        }
        catch (Exception forged) when (forged is FormatException or JsonException)
        {
            return null;
        }
    }

    internal sealed record Text(
        string Code, string Stage, string? MappingVersion, string? FieldPath, string Message, string MessageZh, string? Detail, string? Document, Guid? Order);
}
