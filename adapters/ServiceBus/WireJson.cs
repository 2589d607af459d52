using System.Text.Json.Serialization;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Source-generated serialisation of what the hub writes into headers: members by their own names, ASCII only.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(ParkedFault.Text))]
internal sealed partial class WireJson : JsonSerializerContext;
