using System.Text.Json.Serialization;

namespace IntegrationHub.Connectors.Jd;

/// <summary>Source-generated serialisation of a call's business parameters, <c>360buy_param_json</c>.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class BusinessJson : JsonSerializerContext;
