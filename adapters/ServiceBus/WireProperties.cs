using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Application properties as HTTP headers: the hub's own names, and which headers are no properties. Header names have no case, so the hub's
/// names are lower case; header values are ASCII, so what is richer is escaped.
/// </summary>
internal static partial class WireProperties
{
    /// <summary>The message's own id, where the broker's MessageId is a key for one more sending of it.</summary>
    public const string Id = "hub-id";

    /// <summary>Deliveries before this sending.</summary>
    public const string Deliveries = "hub-deliveries";

    /// <summary>The body is in the store under this claim.</summary>
    public const string Claim = "hub-claim";

    /// <summary>Queue or subscription that a parked message came from.</summary>
    public const string Entity = "hub-entity";

    /// <summary>Why it was parked: base64 of JSON.</summary>
    public const string Fault = "hub-fault";

    /// <summary>The one subscription that a message to the topic is for.</summary>
    public const string Only = "hub-only";

    /// <summary>The sender's properties whose names no header can have, and dates to the tick: base64 of a JSON object of literals by name.</summary>
    public const string Others = "hub-properties";

    /// <summary>
    /// W3C <c>traceparent</c> of the sender's span, under the name that the Service Bus libraries use. As a header <c>traceparent</c> itself would be
    /// that of the HTTP call and not of the message.
    /// </summary>
    public const string DiagnosticId = "Diagnostic-Id";

    /// <summary>The same under its own name, as newer libraries write it and a trigger shows it.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Names that only the hub writes.</summary>
    public static bool IsHubs(string name) => name.StartsWith("hub-", StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> Standard = new(StringComparer.OrdinalIgnoreCase)
    {
        "BrokerProperties", "Date", "Server", "Location", "Connection", "Keep-Alive", "Transfer-Encoding", "Trailer", "Upgrade", "Via", "Warning",
        "Strict-Transport-Security", "Cache-Control", "Pragma", "Expires", "Age", "Vary", "ETag", "Last-Modified", "Retry-After", "Set-Cookie",
        "Alt-Svc", "Allow", "Accept", "Accept-Encoding", "Accept-Charset", "Accept-Language", "Authorization", "Host", "Expect", "Cookie", "User-Agent",
        "Proxy-Authenticate", "Proxy-Authorization", "WWW-Authenticate", "X-Content-Type-Options", "Access-Control-Allow-Origin", "TE", "Range", "From",
        "Referer", "Origin", "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Request-Id", "traceparent", "tracestate",
    };

    /// <summary>True where a header is an application property.</summary>
    public static bool IsProperty(string header) => Name().IsMatch(header) && !Standard.Contains(header)
        && !header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !header.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Text as a JSON literal in ASCII.</summary>
    public static string Literal(string text) => JsonSerializer.Serialize(text, WireJson.Default.String);

    /// <summary>The text of a literal; null where it is no text.</summary>
    public static string? Text(string? literal)
    {
        if (literal is not ['"', .., '"'])
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(literal, WireJson.Default.String);
        }
        catch (JsonException)
        {
            // Other senders put quotes around text without escaping what is in it.
            return literal[1..^1];
        }
    }

    /// <summary>
    /// The literal of REST for a date that came over AMQP, which a trigger shows as text of ISO 8601; null where it is none, or is that literal already.
    /// </summary>
    public static string? DateOf(string literal) => Text(literal) is { } text && IsoMoment().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Literal(moment.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture))
            : null;

    /// <summary>Properties as one literal.</summary>
    public static string Pack(IReadOnlyDictionary<string, string> properties) => Literal(Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(properties, WireJson.Default.IReadOnlyDictionaryStringString)));

    /// <summary>The properties of such a literal; null where it is none.</summary>
    public static IReadOnlyDictionary<string, string>? Unpack(string literal)
    {
        try
        {
            return Text(literal) is { } text && JsonSerializer.Deserialize(Convert.FromBase64String(text), WireJson.Default.DictionaryStringString) is { } properties
                && !properties.ContainsValue(null!)
                    ? properties
                    : null;
        }
        catch (Exception forged) when (forged is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A literal that may stand in a header: one line of ASCII.</summary>
    public static string Ascii(string literal) => literal.All(c => c is >= ' ' and < '\x7f')
        ? literal
        : Literal(Text(literal) ?? literal);

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})?$")]
    private static partial Regex IsoMoment();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.-]*$")]
    private static partial Regex Name();
}
