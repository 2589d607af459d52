using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>What is said of a body that is not the JSON expected: the place in it, and what should stand there in people's words.</summary>
internal static class MalformedJson
{
    private const string Code = "malformed-json";

    /// <param name="broken">What the reader met.</param>
    /// <param name="expected">What the body should have been; null where any JSON would do.</param>
    public static Problem Of(JsonException broken, JsonTypeInfo? expected = null)
    {
        var line = (broken.LineNumber ?? 0) + 1;
        var at = (broken.BytePositionInLine ?? 0) + 1;
        return IsSyntax(broken) || expected is null
            ? new Problem(
                StatusCodes.Status400BadRequest, Code, string.Create(CultureInfo.InvariantCulture, $"The body is not valid JSON at line {line}, byte {at}."),
                string.Create(CultureInfo.InvariantCulture, $"请求体第 {line} 行第 {at} 字节处不是合法的 JSON。"))
            { Where = Where(broken) }
            : Unexpected(broken, expected);
    }

    private static Problem Unexpected(JsonException broken, JsonTypeInfo body)
    {
        string[] steps = [.. (broken.Path ?? "$")[1..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)];
        var (en, zh) = Words(TypeAt(body, steps));
        var pointer = string.Concat(steps.Select(step => "/" + step));
        return new Problem(
            StatusCodes.Status400BadRequest, Code,
            steps.Length == 0 ? $"The body should be {en}." : $"{pointer} should be {en}.",
            steps.Length == 0 ? $"请求体应为{zh}。" : $"{pointer} 应为{zh}。")
        {
            Where = pointer.Length > 0 ? pointer : Where(broken),
        };
    }

    // What the reader itself refuses comes as a kind of its own, by itself or inside.
    private static bool IsSyntax(JsonException broken) => broken.GetType() != typeof(JsonException) || broken.InnerException is JsonException;

    private static string? Where(JsonException broken) =>
        broken.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{line + 1}:{broken.BytePositionInLine + 1}") : null;

    private static Type? TypeAt(JsonTypeInfo body, IEnumerable<string> steps)
    {
        var type = body.Type;
        foreach (var step in steps)
        {
            if (!body.Options.TryGetTypeInfo(type, out var known))
            {
                return null;
            }

            var next = known.Kind == JsonTypeInfoKind.Enumerable ? known.ElementType : known.Properties.FirstOrDefault(property => property.Name == step)?.PropertyType;
            if (next is null)
            {
                return null;
            }

            type = Nullable.GetUnderlyingType(next) ?? next;
        }

        return body.Options.TryGetTypeInfo(type, out var found) && found.Kind == JsonTypeInfoKind.Enumerable ? typeof(Array) : type;
    }

    private static (string En, string Zh) Words(Type? type) => type switch
    {
        null => ("another value; see /hub/openapi.json", "其他内容,见 /hub/openapi.json"),
        _ when type == typeof(string) => ("text in quotation marks", "带引号的文本"),
        _ when type == typeof(Guid) => ("an id such as 01983f2e-…, in quotation marks", "带引号的 id,形如 01983f2e-…"),
        _ when type == typeof(bool) => ("true or false", " true 或 false"),
        _ when type == typeof(int) || type == typeof(long) => ("a whole number", "整数"),
        _ when type == typeof(decimal) => ("a number", "数字"),
        _ when type == typeof(DateTimeOffset) => ("a time such as \"2026-11-22T08:00:00+08:00\"", "时刻,例如 \"2026-11-22T08:00:00+08:00\""),
        _ when type == typeof(DateOnly) => ("a date such as \"2026-11-22\"", "日期,例如 \"2026-11-22\""),
        _ when type == typeof(byte[]) => ("bytes as Base64 text", "以 Base64 表示的字节"),
        _ when type == typeof(Array) => ("an array, [ … ]", "数组 [ … ]"),
        _ when type.IsEnum => ($"one of {string.Join(", ", Names(type))}", $"{string.Join("、", Names(type))} 之一"),
        _ => ("an object, { … }", "对象 { … }"),
    };

    private static IEnumerable<string> Names(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
