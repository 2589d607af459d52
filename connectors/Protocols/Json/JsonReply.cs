using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Protocols.Json;

/// <summary>Answers that are one JSON object.</summary>
internal static class JsonReply
{
    /// <summary>Finds the error in an answer; one that is no JSON object in UTF-8 is unreadable.</summary>
    public static VendorError? Error(HttpReply reply, Func<JsonElement, VendorError?> find)
    {
        try
        {
            if (JsonSlices.Mended(reply.Body) is not { } body)
            {
                return VendorError.Unreadable("the answer is not UTF-8");
            }

            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object ? find(answer.RootElement) : VendorError.Unreadable("the answer is no object");
        }
        catch (JsonException broken)
        {
            return VendorError.Unreadable(broken.Message);
        }
    }

    /// <summary>What stands at that path, as text; null where nothing does.</summary>
    public static string? Text(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return null;
            }
        }

        return from.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array ? null : from.ToString();
    }

    /// <summary>The same of a text that holds one JSON value.</summary>
    public static string? Text(ReadOnlyMemory<byte> json, params ReadOnlySpan<string> path)
    {
        using var document = JsonDocument.Parse(json);
        return Text(document.RootElement, path);
    }

    /// <summary>A whole number, written as number or text; 0 where there is none.</summary>
    public static long Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
