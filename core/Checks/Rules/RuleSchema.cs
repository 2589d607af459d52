using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>The JSON Schema (2020-12) of a rule file for editors, from the same declaration as the parser.</summary>
public static class RuleSchema
{
    /// <summary>File name below <c>mappings/schema</c>.</summary>
    public const string FileName = "rules.schema.json";

    /// <summary>The schema as it stands in <c>mappings/schema/rules.schema.json</c>.</summary>
    public static string Write()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "rules.schema.json",
            ["title"] = "IntegrationHub rules",
        };
        foreach (var (name, value) in Of(RuleLanguage.File).ToList())
        {
            schema[name] = value?.DeepClone();
        }

        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        return schema.ToJsonString(options) + "\n";
    }

    private static JsonObject Of(RuleKey key)
    {
        var schema = new JsonObject { ["description"] = $"{key.Zh} / {key.En}" };
        switch (key.Kind)
        {
            case RuleKind.Text:
                schema["type"] = new JsonArray("string", "number");
                break;
            case RuleKind.Texts:
                schema["anyOf"] = new JsonArray(
                    Scalar(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Scalar() });
                break;
            case RuleKind.Number or RuleKind.Whole:
                schema["type"] = key.Kind == RuleKind.Whole ? "integer" : "number";
                schema["minimum"] = key.Min;
                if (key.Max != decimal.MaxValue)
                {
                    schema["maximum"] = key.Max;
                }

                break;
            case RuleKind.Flag:
                schema["type"] = "boolean";
                break;
            case RuleKind.Word:
                schema["enum"] = Words(key.Words);
                break;
            case RuleKind.Duration:
                schema["type"] = "string";
                schema["pattern"] = "^[0-9]+[smhd]$";
                break;
            case RuleKind.Severities:
                schema["type"] = "object";
                schema["propertyNames"] = new JsonObject { ["enum"] = Words(CheckCodes.All.Order(StringComparer.Ordinal)) };
                schema["additionalProperties"] = new JsonObject { ["enum"] = Words(key.Words) };
                break;
            case RuleKind.Objects:
                schema["type"] = "array";
                schema["items"] = Members(new JsonObject(), key);
                break;
            default:
                Members(schema, key);
                break;
        }

        return schema;
    }

    private static JsonObject Members(JsonObject schema, RuleKey key)
    {
        var properties = new JsonObject();
        foreach (var child in key.Keys)
        {
            properties[child.Name] = Of(child);
        }

        schema["type"] = "object";
        schema["additionalProperties"] = false;
        if (key.Keys.Any(k => k.Required))
        {
            schema["required"] = Words(key.Keys.Where(k => k.Required).Select(k => k.Name));
        }

        schema["properties"] = properties;
        return schema;
    }

    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number") };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);
}
