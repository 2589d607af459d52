using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>JSON Schema (2020-12) of order/v1, generated from <see cref="OrderV1"/>; shipped as <c>mappings/schema/order.v1.schema.json</c>.</summary>
public static class OrderV1Schema
{
    /// <summary>File name below <c>mappings/schema</c>.</summary>
    public const string FileName = "order.v1.schema.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented text with a final line break; the same text on every machine.</summary>
    public static string Generate()
    {
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var root = Object(OrderV1.Order, definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:integrationhub:schema:order:v1",
            ["title"] = CanonicalOrder.SchemaName,
            ["description"] = "One order as every part of the hub sees it. What the source does not say is null. / 一张规范化订单；来源没有写的内容为 null。",
        };
        foreach (var (key, value) in root.ToArray())
        {
            root.Remove(key);
            schema[key] = value;
        }

        schema["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Object(OrderShape shape, SortedDictionary<string, JsonNode> definitions)
    {
        var properties = new JsonObject();
        foreach (var member in shape.Members)
        {
            properties[member.Name] = Member(member, definitions);
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = shape.Members.Where(m => m.Required).Select(m => (JsonNode?)m.Name).ToArray();
        if (required.Length > 0)
        {
            result["required"] = new JsonArray(required);
        }

        // A member that order/v1 does not know is remarked on, not refused, so the schema allows it too.
        return result;
    }

    private static JsonObject Member(OrderMember member, SortedDictionary<string, JsonNode> definitions)
    {
        var node = new JsonObject { ["description"] = $"{member.En} / {member.Zh}" };
        switch (member.Kind)
        {
            case OrderMemberKind.Text:
                node["type"] = Type(member, "string");
                node["maxLength"] = member.Limit;
                if (member.Pattern is not null)
                {
                    node["pattern"] = member.Pattern;
                }

                break;
            case OrderMemberKind.Integer:
                node["type"] = Type(member, "integer");
                break;
            case OrderMemberKind.Decimal:
                node["type"] = Type(member, "number");
                break;
            case OrderMemberKind.Boolean:
                node["type"] = Type(member, "boolean");
                break;
            case OrderMemberKind.Date:
                node["type"] = Type(member, "string");
                node["format"] = "date";
                break;
            case OrderMemberKind.Instant:
                node["type"] = Type(member, "string");
                node["format"] = "date-time";
                break;
            case OrderMemberKind.Uuid:
                node["type"] = Type(member, "string");
                node["format"] = "uuid";
                break;
            case OrderMemberKind.Word:
                node["enum"] = new JsonArray([.. member.Words.Select(w => (JsonNode?)w), .. member.Required ? Array.Empty<JsonNode?>() : [null]]);
                break;
            case OrderMemberKind.Object:
                node["anyOf"] = new JsonArray(Reference(member.Shape!, definitions), new JsonObject { ["type"] = "null" });
                break;
            case OrderMemberKind.ObjectList:
                node["type"] = Type(member, "array");
                node["maxItems"] = member.Limit;
                node["items"] = Reference(member.Shape!, definitions);
                break;
            case OrderMemberKind.IntegerList:
                node["type"] = Type(member, "array");
                node["maxItems"] = member.Limit;
                node["items"] = new JsonObject { ["type"] = "integer" };
                break;
            case OrderMemberKind.TextMap:
                node["type"] = Type(member, "object");
                node["maxProperties"] = member.Limit;
                node["additionalProperties"] = new JsonObject { ["type"] = "string", ["maxLength"] = OrderV1.MaxText };
                break;
            case OrderMemberKind.ObjectMap:
                node["type"] = Type(member, "object");
                node["maxProperties"] = member.Limit;
                node["additionalProperties"] = Reference(member.Shape!, definitions);
                break;
        }

        if (member.Minimum is { } minimum)
        {
            node["minimum"] = minimum;
        }

        return node;
    }

    private static JsonNode Type(OrderMember member, string type) =>
        member.Required ? JsonValue.Create(type) : new JsonArray(type, "null");

    private static JsonObject Reference(OrderShape shape, SortedDictionary<string, JsonNode> definitions)
    {
        if (!definitions.ContainsKey(shape.Title))
        {
            definitions[shape.Title] = new JsonObject();
            definitions[shape.Title] = Object(shape, definitions);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{shape.Title}" };
    }
}
