using System.Text.Json;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// What the Functions host is answered. It always has a JSON object for a body: after an empty 2xx the host would wait until functionTimeout and
/// then kill the handler with all that it has in hand.
/// </summary>
/// <param name="Status">200 completes the message, everything else abandons it.</param>
/// <param name="Code">Why it is not done; null where it is.</param>
internal sealed record TriggerAnswer(int Status, string? Code)
{
    /// <summary>The message is done with.</summary>
    public static TriggerAnswer Done { get; } = new(StatusCodes.Status200OK, null);

    /// <summary>The store is not open yet.</summary>
    public static TriggerAnswer NotReady { get; } = new(StatusCodes.Status503ServiceUnavailable, "not-ready");

    /// <summary>The message is to come again.</summary>
    public static TriggerAnswer Failed(string code) => new(StatusCodes.Status500InternalServerError, code);

    /// <summary>The request is none of the Functions host's.</summary>
    public static TriggerAnswer Refused(int status, string code) => new(status, code);

    /// <summary>Sends it.</summary>
    public Task WriteAsync(HttpContext http)
    {
        var body = Code is null ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["code"] = Code }, HubJson.Wire.DictionaryStringString);
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
