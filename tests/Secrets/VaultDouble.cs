using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;

namespace IntegrationHub.Tests.Secrets;

/// <summary>
/// Key Vault as its REST reference describes it, for one vault: GET of the newest version only, the version of the API is mandatory, a token of the
/// right audience that has not expired, errors in the published shape. Whatever else is asked ends the test.
/// </summary>
internal sealed partial class VaultDouble(TimeProvider clock, string host = "contoso.vault.azure.net") : HttpMessageHandler
{
    private readonly Queue<HttpStatusCode?> _trouble = new();

    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>Secrets that are switched off.</summary>
    public HashSet<string> Disabled { get; } = [];

    /// <summary>False takes the role from the hub.</summary>
    public bool Allowed { get; set; } = true;

    public int Calls { get; private set; }

    public string Audience => "https://" + host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..] + "/.default";

    /// <summary>Answers that come before the next true one; null is a connection that breaks.</summary>
    public void Trouble(params HttpStatusCode?[] answers) => answers.ToList().ForEach(_trouble.Enqueue);

    public IdentityDouble Identity() => new(clock);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        var uri = request.RequestUri!;
        if (uri.Scheme != "https" || uri.Host != host)
        {
            throw new InvalidOperationException($"a token would have gone to {uri}");
        }

        if (_trouble.TryDequeue(out var trouble))
        {
            return trouble is { } status ? Error(status, "Trouble") : throw new HttpRequestException("the connection broke");
        }

        if (request.Method != HttpMethod.Get || Version().Match(uri.Query) is not { Success: true })
        {
            return Error(HttpStatusCode.BadRequest, "BadParameter");
        }

        var token = request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } shown } ? shown.Split('|') : [];
        if (token is not [var audience, var until] || audience != Audience || new DateTimeOffset(long.Parse(until, CultureInfo.InvariantCulture), TimeSpan.Zero) <= clock.GetUtcNow())
        {
            return Error(HttpStatusCode.Unauthorized, "Unauthorized");
        }

        if (!Allowed)
        {
            return Error(HttpStatusCode.Forbidden, "Forbidden");
        }

        var name = Place().Match(uri.AbsolutePath);
        if (!name.Success || !Secrets.TryGetValue(name.Groups[1].Value, out var value))
        {
            return Error(HttpStatusCode.NotFound, "SecretNotFound");
        }

        return Disabled.Contains(name.Groups[1].Value)
            ? Error(HttpStatusCode.Forbidden, "SecretDisabled")
            : Answer(HttpStatusCode.OK, new { value, id = $"https://{host}/secrets/{name.Groups[1].Value}/0123456789abcdef", attributes = new { enabled = true } });
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) => Answer(status, new { error = new { code, message = "as the service says it" } });

    private static HttpResponseMessage Answer(HttpStatusCode status, object body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    [GeneratedRegex(@"\A\?api-version=7\.[0-6]\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"\A/secrets/([0-9A-Za-z-]{1,127})/?\z")]
    private static partial Regex Place();
}

/// <summary>Gives tokens of an hour that name their audience.</summary>
internal sealed class IdentityDouble(TimeProvider clock) : TokenCredential
{
    public bool Refuses { get; set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        if (Refuses)
        {
            throw new AuthenticationFailedException("canary-secret");
        }

        var until = clock.GetUtcNow().AddHours(1);
        return new AccessToken(string.Create(CultureInfo.InvariantCulture, $"{requestContext.Scopes.Single()}|{until.Ticks}"), until);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
}
