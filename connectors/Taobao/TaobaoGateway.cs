using System.Text.Json;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Connectors.Protocols.Time;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Taobao;

/// <summary>How the gateway is asked.</summary>
internal sealed class TaobaoGateway(TaobaoOptions options)
{
    /// <summary>Asks; what comes back is the answer with control characters mended.</summary>
    public async Task<ReadOnlyMemory<byte>> AskAsync(string method, Dictionary<string, string> parameters, ConnectorContext context) =>
        JsonSlices.Mended((await context.Http.SendAsync(() => Request(method, parameters, context, withSession: true), context).ConfigureAwait(false)).Body)!.Value;

    /// <summary>Renews the token. A seller's own application has no refresh token, and is not renewed.</summary>
    public async Task<Credential> RefreshAsync(Credential credential, ConnectorContext context)
    {
        // The runtime renews only what has a refresh token.
        var refresh = credential.RefreshToken!;
        var parameters = new Dictionary<string, string> { ["refresh_token"] = refresh };
        var reply = await context.Http.SubmitAsync(() => Request("taobao.top.auth.token.refresh", parameters, context, withSession: false), context).ConfigureAwait(false);
        using var answer = JsonDocument.Parse(reply.Body);
        var result = answer.RootElement.GetProperty("top_auth_token_refresh_response").GetProperty("token_result");
        using var token = JsonDocument.Parse(result.ValueKind == JsonValueKind.String ? result.GetString()! : result.GetRawText());

        // Every security level ends on its own; the first level of reading that ends takes the order APIs with it. The hub does not write.
        return TokenReply.Read(token.RootElement, refresh, context.Clock.GetUtcNow(), "expires_in", "r1_expires_in", "r2_expires_in");
    }

    private HttpRequestMessage Request(string method, Dictionary<string, string> business, ConnectorContext context, bool withSession)
    {
        var parameters = new Dictionary<string, string>(business, StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = options.AppKey,
            ["format"] = "json",
            ["v"] = "2.0",
            ["sign_method"] = TaobaoSignature.Name(options.SignMethod),
            ["timestamp"] = ChinaTime.Text(context.CallTime()),
        };
        if (withSession)
        {
            parameters["session"] = context.Secrets.Credential.AccessToken;
        }

        parameters["sign"] = TaobaoSignature.Sign(parameters, context.Secrets.Read(options.AppSecret), options.SignMethod);
        return new HttpRequestMessage(HttpMethod.Post, options.Gateway) { Content = new FormUrlEncodedContent(parameters) };
    }
}
