using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Connectors.Protocols.Time;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Jd;

/// <summary>How the gateway is asked.</summary>
internal sealed class JdGateway(JdOptions options)
{
    /// <summary>Asks; what comes back is the answer with control characters mended.</summary>
    public async Task<ReadOnlyMemory<byte>> AskAsync(string method, IReadOnlyDictionary<string, string> business, ConnectorContext context) =>
        JsonSlices.Mended((await context.Http.SendAsync(() => Request(method, business, context), context).ConfigureAwait(false)).Body)!.Value;

    /// <summary>Renews the token; the platform may give the same one again or a new one.</summary>
    public async Task<Credential> RefreshAsync(Credential credential, ConnectorContext context)
    {
        // The runtime renews only what has a refresh token.
        var refresh = credential.RefreshToken!;
        var query = $"app_key={Uri.EscapeDataString(options.AppKey)}&app_secret={Uri.EscapeDataString(context.Secrets.Read(options.AppSecret))}" +
            $"&grant_type=refresh_token&refresh_token={Uri.EscapeDataString(refresh)}";
        var reply = await context.Http.SubmitAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Authorisation, "refresh_token?" + query)), context).ConfigureAwait(false);
        using var token = JsonDocument.Parse(reply.Body);
        return TokenReply.Read(token.RootElement, refresh, context.Clock.GetUtcNow(), "expires_in");
    }

    private HttpRequestMessage Request(string method, IReadOnlyDictionary<string, string> business, ConnectorContext context)
    {
        // The signature covers this very text, so it is written once.
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["360buy_param_json"] = JsonSerializer.Serialize(business, BusinessJson.Default.IReadOnlyDictionaryStringString),
            ["access_token"] = context.Secrets.Credential.AccessToken,
            ["app_key"] = options.AppKey,
            ["method"] = method,
            ["timestamp"] = context.CallTime().ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss.fff'+0800'", CultureInfo.InvariantCulture),
            ["v"] = "2.0",
        };
        parameters["sign"] = JdSignature.Sign(parameters, context.Secrets.Read(options.AppSecret));
        return new HttpRequestMessage(HttpMethod.Post, options.Gateway) { Content = new FormUrlEncodedContent(parameters) };
    }
}
