using System.Net;
using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>What an answer that is no success means, by the documented status codes.</summary>
internal static class ServiceBusFaults
{
    /// <summary>How long to leave a namespace alone that a person must set right.</summary>
    public static readonly TimeSpan LongPause = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(2);

    /// <summary>True for what may pass within a call.</summary>
    public static bool Passes(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>The pause that the service asks for; null when it asks for none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The exception for an answer.</summary>
    public static async Task<Exception> OfAsync(HttpResponseMessage answer, ServiceBusCall call, TimeProvider clock, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        var detail = await DetailAsync(answer, cancellation).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Refused(answer, call, clock),
            HttpStatusCode.Forbidden when call.Sends && detail.Contains("size", StringComparison.OrdinalIgnoreCase) => new MessageRefusedException(
                ServiceBusFindings.RequestRefused.At(call.Entity, null, call.Entity, status, detail)),
            HttpStatusCode.Forbidden => new BusUnavailableException(ServiceBusFindings.QuotaExceeded.At(call.Entity, null, call.Entity, detail), LongPause) { Entity = call.Entity },
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Missing(call.Entity),
            HttpStatusCode.MethodNotAllowed => new BusUnavailableException(ServiceBusFindings.NeedsSession.At(call.Entity, null, call.Entity), LongPause) { Entity = call.Entity },
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.RequestTimeout => new BusUnavailableException(
                ServiceBusFindings.Busy.At(call.Entity, null, status), RetryAfter(answer, clock) ?? ShortPause),
            _ when call.Sends && status is >= 400 and < 500 => new MessageRefusedException(
                ServiceBusFindings.RequestRefused.At(call.Entity, null, call.Entity, status, detail)),
            _ => new BusUnavailableException(ServiceBusFindings.ServerError.At(call.Entity, null, status, call.Entity), LongPause),
        };
    }

    /// <summary>The exception for an entity that is not there.</summary>
    public static BusUnavailableException Missing(string entity) => new(ServiceBusFindings.EntityMissing.At(entity, null, entity), LongPause) { Entity = entity };

    private static BusUnavailableException Refused(HttpResponseMessage answer, ServiceBusCall call, TimeProvider clock)
    {
        var skew = answer.Headers.Date is { } date ? (date - clock.GetUtcNow()).Duration() : TimeSpan.Zero;
        return new BusUnavailableException(
            skew > ToleratedSkew
                ? ServiceBusFindings.ClockSkew.At(call.Entity, null, skew.ToString("d'd 'hh':'mm':'ss", null))
                : ServiceBusFindings.Unauthorized.At(call.Entity, null, call.Entity),
            LongPause);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        try
        {
            text = XDocument.Parse(text).Root?.Element("Detail")?.Value ?? text;
        }
        catch (XmlException)
        {
            // A gateway on the way answers in its own words.
            return Short(text);
        }

        return Short(text);
    }

    private static string Short(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim() + " …";
}
