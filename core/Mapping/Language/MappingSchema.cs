using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>JSON Schema (2020-12) of the mapping language for editors, generated from the declarations that the parser uses.</summary>
public static class MappingSchema
{
    /// <summary>File name below <c>mappings/schema</c>.</summary>
    public const string FileName = "mapping.schema.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented text with a final line break; the same text on every machine.</summary>
    public static string Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:integrationhub:schema:mapping",
            ["title"] = "IntegrationHub mapping / 映射文件",
        };
        foreach (var (key, value) in Object(MappingLanguage.File).ToArray())
        {
            schema[key] = value?.DeepClone();
        }

        schema["$defs"] = new JsonObject
        {
            ["scalar"] = Scalar(),
            ["scalars"] = new JsonObject { ["anyOf"] = new JsonArray(Scalar(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Scalar() }) },
            ["target"] = Target(),
            ["converter"] = ConverterStep(),
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/$defs/" + name };

    private static JsonObject Object(DeclaredKey declared)
    {
        var properties = new JsonObject();
        foreach (var key in declared.Keys)
        {
            properties[key.Name] = Key(key);
        }

        var result = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = declared.Keys.Where(k => k.Required).Select(k => (JsonNode?)k.Name).ToArray();
        if (required.Length > 0)
        {
            result["required"] = new JsonArray(required);
        }

        return result;
    }

    private static JsonObject Key(DeclaredKey key)
    {
        var node = key switch
        {
            { Name: "to" } => Reference("target"),
            { Kind: DeclaredKind.Text } => Reference("scalar"),
            { Kind: DeclaredKind.Number } => new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            { Kind: DeclaredKind.Flag } => new JsonObject { ["type"] = "boolean" },
            { Kind: DeclaredKind.Word } => new JsonObject { ["enum"] = new JsonArray([.. key.Words.Select(w => (JsonNode?)w)]) },
            { Kind: DeclaredKind.Texts } => Reference("scalars"),
            { Kind: DeclaredKind.Object } => Object(key),
            { Kind: DeclaredKind.Objects } => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Object(key) },
            { Kind: DeclaredKind.Maps } => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["additionalProperties"] = Scalar() },
            },
            { Kind: DeclaredKind.Converters } => new JsonObject
            {
                ["anyOf"] = new JsonArray(Reference("converter"), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference("converter") }),
            },
            _ => new JsonObject(),
        };
        node["description"] = $"{key.En} / {key.Zh}";
        if (key.DeprecatedFor is not null)
        {
            node["deprecated"] = true;
        }

        return node;
    }

    private static JsonObject Target() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. Targets.All.Select(t => (JsonNode?)t.Path)]) },
            new JsonObject { ["type"] = "string", ["pattern"] = @"^(lines\[\]\.)?attributes\..+$" }),
    };

    private static JsonObject ConverterStep()
    {
        var steps = new JsonArray();
        steps.Add((JsonNode)new JsonObject
        {
            ["enum"] = new JsonArray([.. ConverterCatalogue.All
                .Where(c => c.DeprecatedFor is null && !c.Parameters.Any(p => p.Required)).Select(c => (JsonNode?)c.Name)]),
        });
        foreach (var converter in ConverterCatalogue.All)
        {
            var step = new JsonObject
            {
                ["type"] = "object",
                ["description"] = $"{converter.En} / {converter.Zh}",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray(converter.Name),
                ["properties"] = new JsonObject { [converter.Name] = Arguments(converter) },
            };
            if (converter.DeprecatedFor is not null)
            {
                step["deprecated"] = true;
            }

            steps.Add((JsonNode)step);
        }

        return new JsonObject { ["anyOf"] = steps };
    }

    private static JsonObject Arguments(ConverterDeclaration converter)
    {
        if (converter.Parameters.Length == 0)
        {
            return new JsonObject { ["type"] = "null" };
        }

        var properties = new JsonObject();
        foreach (var parameter in converter.Parameters)
        {
            var node = Parameter(parameter);
            node["description"] = $"{parameter.En} / {parameter.Zh}";
            properties[parameter.Name] = node;
        }

        var named = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = converter.Parameters.Where(p => p.Required).Select(p => (JsonNode?)p.Name).ToArray();
        if (required.Length > 0)
        {
            named["required"] = new JsonArray(required);
        }

        return new JsonObject { ["anyOf"] = new JsonArray(Parameter(converter.Parameters[0]), named) };
    }

    private static JsonObject Parameter(ConverterParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Texts => Reference("scalars"),
        ParameterKind.Word => new JsonObject { ["enum"] = new JsonArray([.. parameter.Words.Select(w => (JsonNode?)w)]) },
        ParameterKind.Integer => new JsonObject { ["type"] = "integer" },
        ParameterKind.Flag => new JsonObject { ["type"] = "boolean" },
        _ => Reference("scalar"),
    };
}
