using System.Text.Json;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.Protocols.Json;

/// <summary>Tokens as OAuth services word them: <c>access_token</c>, <c>refresh_token</c>, lives in seconds.</summary>
internal static class TokenReply
{
    /// <summary>The credential in an answer. Without a new refresh token the old one stays.</summary>
    /// <param name="token">The object that holds the tokens.</param>
    /// <param name="refresh">The refresh token that was used.</param>
    /// <param name="now">The moment of the answer.</param>
    /// <param name="lives">Names of the lives; the shortest counts.</param>
    public static Credential Read(JsonElement token, string refresh, DateTimeOffset now, params IEnumerable<string> lives)
    {
        var life = lives.Select(name => JsonReply.Number(JsonReply.Text(token, name))).Where(seconds => seconds > 0).DefaultIfEmpty(0).Min();
        return new Credential
        {
            AccessToken = JsonReply.Text(token, "access_token") ?? throw new ConnectorException(ConnectorFaults.TokenExpired("the answer holds no access_token")),
            RefreshToken = JsonReply.Text(token, "refresh_token") ?? refresh,
            ExpiresAt = life > 0 ? now.AddSeconds(life) : null,
        };
    }
}
