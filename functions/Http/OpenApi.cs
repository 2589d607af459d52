using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Orders;
using IntegrationHub.Functions.Cli;

namespace IntegrationHub.Functions.Http;

/// <summary>Writes OpenAPI 3.1 from the endpoints' declarations.</summary>
internal static class OpenApi
{
    /// <summary>The document; <paramref name="schemas"/> maps a name to its JSON Schema text.</summary>
    public static byte[] Write(IEnumerable<Endpoint> endpoints, IReadOnlyDictionary<string, string> schemas)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = OrderJson.Wire.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "IntegrationHub");
            json.WriteString("version", ProductVersion.Text);
            json.WriteString("description", "错误均为 RFC 9457 problem+json,带 code。 / Errors are RFC 9457 problems with a code.");
            json.WriteEndObject();
            json.WriteStartArray("servers");
            json.WriteStartObject();
            json.WriteString("url", "/hub");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("paths");
            foreach (var path in endpoints.GroupBy(endpoint => endpoint.Path))
            {
                json.WriteStartObject(path.Key);
                foreach (var endpoint in path)
                {
                    Operation(json, endpoint);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            Components(json, schemas);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Operation(Utf8JsonWriter json, Endpoint endpoint)
    {
        json.WriteStartObject(endpoint.Method.ToLowerInvariant());
        json.WriteString("operationId", endpoint.Id);
        json.WriteString("summary", $"{endpoint.Zh} / {endpoint.En}");
        json.WriteStartArray("parameters");
        foreach (var name in PathParameters(endpoint.Path))
        {
            Parameter(json, name, "path", "string", null);
        }

        foreach (var parameter in endpoint.Query)
        {
            Parameter(json, parameter.Name, "query", parameter.Type, $"{parameter.Zh} / {parameter.En}");
        }

        if (endpoint.Idempotent)
        {
            Parameter(json, "Idempotency-Key", "header", "string", "同键同体得同样的答复,异体为 422 / same key and body, same answer; another body is 422");
        }

        json.WriteEndArray();
        if (endpoint.Body is not null)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            Content(json, endpoint.Body, endpoint.BodySchema);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        foreach (var (status, schema) in endpoint.Answers)
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("description", status switch { 200 => "OK", 202 => "已可靠存档 / durably archived", 204 => "完成 / done", _ => $"HTTP {status}" });
            if (schema is not null)
            {
                Content(json, "application/json", schema);
            }

            json.WriteEndObject();
        }

        json.WriteStartObject("default");
        json.WriteString("description", "问题 / problem");
        Content(json, "application/problem+json", "Problem");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, string type, string? schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        if (schema is not null)
        {
            json.WriteStartObject("schema");
            json.WriteString("$ref", "#/components/schemas/" + schema);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string name, string place, string type, string? description)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", place);
        if (place == "path")
        {
            json.WriteBoolean("required", true);
        }

        if (description is not null)
        {
            json.WriteString("description", description);
        }

        json.WriteStartObject("schema");
        json.WriteString("type", type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Components(Utf8JsonWriter json, IReadOnlyDictionary<string, string> schemas)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("apiKey");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "仅当设置了 HUB_API_KEY / only where HUB_API_KEY is set");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("schemas");
        foreach (var (name, schema) in schemas)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Encoding.UTF8.GetBytes(schema));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<string> PathParameters(string path) =>
        path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
}
