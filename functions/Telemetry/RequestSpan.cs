using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>
/// The web server's span of a request, described by the OpenTelemetry semantic conventions for HTTP. It tells the route and never the path or the
/// query, which may hold order numbers, addresses and a customer's token.
/// </summary>
internal static class RequestSpan
{
    private const string Base = "/hub";
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT" };

    /// <summary>A request that is asked every few seconds and says nothing: it is not recorded.</summary>
    public static void Hush()
    {
        if (Activity.Current is { } span)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    /// <summary>True for what probes and scrapers ask.</summary>
    public static bool IsProbe(PathString path) => path.StartsWithSegments(Base + "/health") || path.StartsWithSegments(Base + "/metrics");

    /// <summary>Describes the request at hand once it is answered.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">Its route where routing has not found one.</param>
    public static void Describe(HttpContext http, string? route = null)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            return;
        }

        var method = Known.Contains(http.Request.Method) ? http.Request.Method : "_OTHER";
        route ??= (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern && pattern != "{*path}" ? Base + pattern : null;
        span.DisplayName = route is null ? method : method + " " + route;
        span.SetTag("http.request.method", method).SetTag("url.scheme", http.Request.Scheme)
            .SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag("error.type", http.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
