using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;

namespace IntegrationHub.Core.Orders;

/// <summary>Source-generated serialisation of everything that travels: orders, findings, answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CanonicalOrder))]
[JsonSerializable(typeof(IReadOnlyList<CanonicalOrder>))]
[JsonSerializable(typeof(CanonicalOrder[]))]
[JsonSerializable(typeof(Provenance))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, FieldSource>))]
[JsonSerializable(typeof(OrderLine[]))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(Finding[]))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class OrderJson : JsonSerializerContext
{
    /// <summary>For the store and the bus: absent members are left out.</summary>
    public static OrderJson Compact { get; } = new(CreateOptions(JsonIgnoreCondition.WhenWritingNull));

    /// <summary>For people and other programs: what the source does not say is an explicit null.</summary>
    public static OrderJson Wire { get; } = new(CreateOptions(JsonIgnoreCondition.Never, new WireFinding(), new WireResult()));

    private static JsonSerializerOptions CreateOptions(JsonIgnoreCondition ignore, params ReadOnlySpan<JsonConverter> more)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = ignore,

            // Chinese text stays readable and short; answers are never embedded in HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter<OrderStage>(JsonNamingPolicy.CamelCase),
                new JsonStringEnumConverter<Severity>(JsonNamingPolicy.CamelCase),
                new JsonStringEnumConverter<Checks.Outcome>(JsonNamingPolicy.CamelCase),
            },
        };
        foreach (var converter in more)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
