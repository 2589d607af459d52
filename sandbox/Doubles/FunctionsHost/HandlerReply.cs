using System.Text.Json;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>What the host makes of a handler's answer.</summary>
internal enum HandlerReply
{
    /// <summary>The invocation succeeded.</summary>
    Succeeded,

    /// <summary>The invocation failed.</summary>
    Failed,

    /// <summary>Neither: the host waits until functionTimeout.</summary>
    Hangs,
}

/// <summary>Reads answers by the host's rules.</summary>
internal static class HandlerReplies
{
    public static async Task<HandlerReply> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            return HandlerReply.Failed;
        }

        var body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (body.Length == 0 || body.Trim() == "null")
        {
            return HandlerReply.Hangs;
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return HandlerReply.Failed;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? HandlerReply.Succeeded : HandlerReply.Failed;
        }
        catch (JsonException)
        {
            return HandlerReply.Failed;
        }
    }
}
