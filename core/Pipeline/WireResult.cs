using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Pipeline;

/// <summary>A result as people and other programs get it: what to do about its findings names its order.</summary>
internal sealed class WireResult : JsonConverter<ImportResult>
{
    public override void Write(Utf8JsonWriter writer, ImportResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", value.Index);
        writer.WriteString("id", value.Id);
        writer.WriteString("orderNumber", value.OrderNumber);
        writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(value.Outcome.ToString()));
        writer.WritePropertyName("findings");
        WireFinding.WriteAll(writer, value.Findings, new RemedyTargets(value.Id, value.DuplicateOf));
        writer.WritePropertyName("duplicateOf");
        if (value.DuplicateOf is { } original)
        {
            writer.WriteStringValue(original);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    public override ImportResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new ImportResult(
            root.GetProperty("index").GetInt32(),
            root.GetProperty("id").GetGuid(),
            root.GetProperty("orderNumber").GetString(),
            Enum.TryParse<Outcome>(root.GetProperty("outcome").GetString(), ignoreCase: true, out var outcome) ? outcome : throw new JsonException("a result without an outcome"),
            root.GetProperty("findings").Deserialize(Orders.OrderJson.Wire.IReadOnlyListFinding) ?? [],
            root.GetProperty("duplicateOf") is { ValueKind: JsonValueKind.String } original ? original.GetGuid() : null);
    }
}
