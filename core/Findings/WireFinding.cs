using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Core.Findings;

/// <summary>A finding as people and other programs get it: beside its own members it tells what to do, in <c>fix</c> and <c>fixZh</c>.</summary>
public sealed class WireFinding : JsonConverter<Finding>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options) => Write(writer, value, default);

    /// <summary>Findings on one thing: their remedies name it.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<Finding> findings, RemedyTargets about)
    {
        writer.WriteStartArray();
        foreach (var finding in findings)
        {
            Write(writer, finding, about);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Finding value, RemedyTargets about)
    {
        var remedy = Remedies.Of(value)?.For(about);
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(value.Severity.ToString()));
        writer.WriteString("message", value.Message);
        writer.WriteString("messageZh", value.MessageZh);
        writer.WriteString("where", value.Where);
        writer.WriteString("field", value.Field);
        writer.WriteString("fix", remedy?.En);
        writer.WriteString("fixZh", remedy?.Zh);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override Finding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new Finding(
            Text(root, "code") ?? throw new JsonException("a finding without a code"),
            Enum.TryParse<Severity>(Text(root, "severity"), ignoreCase: true, out var severity) ? severity : throw new JsonException("a finding without a severity"),
            Text(root, "message") ?? "",
            Text(root, "messageZh") ?? "",
            Text(root, "where"),
            Text(root, "field"));
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var member) ? member.GetString() : null;
}
