using System.Net;
using System.Net.Http.Headers;

namespace IntegrationHub.Core.Connectors;

/// <summary>Sends calls under the account's rate budget and the connector's fault table.</summary>
public interface IConnectorHttp
{
    /// <summary>
    /// Sends what <paramref name="build"/> makes and reads the whole answer. Every try builds anew, so that timestamp, signature and token
    /// are of that try; the build must therefore read the credential from <see cref="ISecrets"/> each time. An answer that the fault table
    /// reads as an error is repeated, waited for or answered with a token refresh as its rule says, whatever its HTTP status.
    /// </summary>
    /// <exception cref="ConnectorException">The answer stayed an error.</exception>
    Task<HttpReply> SendAsync(Func<HttpRequestMessage> build, ConnectorContext context);

    /// <summary>
    /// Sends a write: once. Only what provably did not reach the other side (a rate limit or token refusal) is sent again; an answer that
    /// does not come is a <see cref="ConnectorException"/> of class <see cref="Messaging.FaultClass.OutcomeUnknown"/>.
    /// </summary>
    Task<HttpReply> SubmitAsync(Func<HttpRequestMessage> build, ConnectorContext context);
}

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Header fields, those of the content included; names without regard to case.</param>
/// <param name="Body">Bytes, decompressed.</param>
public sealed record HttpReply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>A header field; null where it is absent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The wait that <c>Retry-After</c> asks for, in seconds or as a date; null where it does not.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => RetryConditionHeaderValue.TryParse(Header("Retry-After"), out var value)
        ? value.Delta ?? (value.Date - now is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero)
        : null;
}
