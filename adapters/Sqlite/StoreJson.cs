using System.Text.Json.Serialization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>JSON of what the store keeps for itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DocumentAnswer))]
[JsonSerializable(typeof(CustomerReference))]
[JsonSerializable(typeof(CreditPosition))]
[JsonSerializable(typeof(PriceReference))]
[JsonSerializable(typeof(StockReference))]
[JsonSerializable(typeof(MaterialReference))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StoreJson : JsonSerializerContext;
