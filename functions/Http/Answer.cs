using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Core.Orders;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Writes JSON answers straight into the response's buffer.</summary>
internal static class Answer
{
    private static ReadOnlySpan<byte> ReceiptStart => "{\"documentId\":\""u8;

    public static Task JsonAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        http.Response.ContentLength = body.Length;
        return http.Response.BodyWriter.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>202 with the document's id: the answer given most often, without a serialiser.</summary>
    public static Task ReceiptAsync(HttpContext http, string documentId)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        response.ContentLength = ReceiptStart.Length + documentId.Length + 2;
        var writer = response.BodyWriter;
        var span = writer.GetSpan((int)response.ContentLength);
        ReceiptStart.CopyTo(span);
        var length = ReceiptStart.Length;
        length += System.Text.Encoding.ASCII.GetBytes(documentId, span[length..]);
        span[length++] = (byte)'"';
        span[length++] = (byte)'}';
        writer.Advance(length);
        var flush = writer.FlushAsync(http.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    /// <summary>An object written by hand.</summary>
    public static Task ObjectAsync(HttpContext http, Action<Utf8JsonWriter> members, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = OrderJson.Wire.Options.Encoder }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        return http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, http.RequestAborted).AsTask();
    }

    public static Task TextAsync(HttpContext http, string type, string text)
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
