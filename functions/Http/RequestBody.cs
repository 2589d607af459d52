using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Reads bodies with their limit in force before anything is parsed.</summary>
internal static class RequestBody
{
    /// <summary>The whole body in memory.</summary>
    /// <exception cref="ProblemException">Too large.</exception>
    public static async ValueTask<byte[]> ReadAsync(HttpContext http, long limit)
    {
        if (http.Request.ContentLength > limit)
        {
            throw new ProblemException(Problem.TooLarge(limit));
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > limit)
            {
                throw new ProblemException(Problem.TooLarge(limit));
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A body is JSON where it says so, and where it says nothing (RFC 9110, 8.3).</summary>
    /// <exception cref="ProblemException">It says that it is something else.</exception>
    public static void DemandJson(HttpRequest request)
    {
        if (request.ContentLength != 0 && !string.IsNullOrEmpty(request.ContentType) && !request.HasJsonContentType())
        {
            throw new ProblemException(Problem.WrongMediaType(request.ContentType, "application/json"));
        }
    }

    /// <summary>A small JSON body.</summary>
    public static async ValueTask<T> JsonAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        DemandJson(http.Request);
        var bytes = await ReadAsync(http, 1 << 20).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(bytes.Length == 0 ? "{}"u8 : bytes, type) ?? throw new JsonException("null", "$", null, null);
        }
        catch (JsonException broken)
        {
            throw new ProblemException(MalformedJson.Of(broken, type));
        }
    }

    /// <summary>Proves that the bytes are one JSON object or an array of objects, without building anything.</summary>
    /// <exception cref="ProblemException">They are not.</exception>
    public static void DemandOrders(ReadOnlySpan<byte> json)
    {
        try
        {
            // RFC 8259, 8.1: a byte order mark may be ignored; programs on Windows put it there.
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, new JsonReaderOptions { MaxDepth = 32 });
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                throw NotOrders();
            }

            var array = reader.TokenType == JsonTokenType.StartArray;
            while (reader.Read())
            {
                if (array && reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                {
                    throw NotOrders();
                }
            }
        }
        catch (JsonException broken)
        {
            throw new ProblemException(MalformedJson.Of(broken));
        }
    }

    private static ProblemException NotOrders() => new(new Problem(
        StatusCodes.Status400BadRequest, "not-an-order", "The body must be one order/v1 object or an array of them.", "请求体须为一个 order/v1 对象或其数组。"));
}
