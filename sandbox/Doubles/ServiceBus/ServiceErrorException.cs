using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>An answer that is no success, with the service's body.</summary>
internal sealed class ServiceErrorException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public static ServiceErrorException Bad(string detail) => new(400, "SubCode=40000. " + detail);

    public static ServiceErrorException Unauthorized(string detail) => new(401, "SubCode=40100. " + detail);

    public static ServiceErrorException TooLarge(long bytes, int most) => new(
        403, string.Create(CultureInfo.InvariantCulture, $"SubCode=40300. The received message (size:{bytes}) exceeds the limit ({most}) for this entity."));

    // The quota page names the exception; over REST it comes as a bad request.
    public static ServiceErrorException PropertyTooLarge(string name, int bytes, int most) => Bad(string.Create(
        CultureInfo.InvariantCulture, $"SerializationException: the property '{name}' (size:{bytes}) exceeds the limit ({most}) for a property."));

    public static ServiceErrorException HeaderTooLarge(int bytes, int most) => Bad(string.Create(
        CultureInfo.InvariantCulture, $"SerializationException: the header of the message (size:{bytes}) exceeds the limit ({most})."));

    public static ServiceErrorException LockLost() => new(404, "SubCode=40400. The message lock was lost, or no message has this id and lock.");

    public static ServiceErrorException Missing(string path) => new(410, $"SubCode=41000. The entity '{path}' does not exist.");

    public static ServiceErrorException NeedsSession(string path) => new(
        405, $"SubCode=40500. It is not possible for an entity that requires sessions to create a non-sessionful message receiver. '{path}'");

    /// <summary>Writes status and body.</summary>
    public Task WriteAsync(HttpContext http, DateTimeOffset now)
    {
        var body = new XElement(
            "Error", new XElement("Code", Status),
            new XElement("Detail", string.Create(
                CultureInfo.InvariantCulture, $"{Message} TrackingId:{Guid.CreateVersion7()},TimeStamp:{now:yyyy-MM-ddTHH:mm:ss}")));
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/xml; charset=utf-8";
        return http.Response.WriteAsync(body.ToString(SaveOptions.DisableFormatting), http.RequestAborted);
    }
}
