using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Leads calls to a double without a network, so that months of virtual time pass in seconds; the faults of the wire are the same.</summary>
internal sealed class WireHandler(IWireDouble served) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fate = served.Faults.Take();
        if (fate.Fault is WireFault.BreakBefore or WireFault.Silence)
        {
            throw new HttpRequestException("the connection broke");
        }

        var form = request.Content is null ? [] : Pairs(await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        var call = new WireCall(request.Method.Method, request.RequestUri!.AbsolutePath, Pairs(request.RequestUri.Query), form);
        var reply = WireDamage.Of(served.Answer(call, fate), fate.Fault);
        if (fate.Fault is WireFault.BreakAfter or WireFault.BreakWithin)
        {
            throw new HttpRequestException("the connection broke");
        }

        var content = new ByteArrayContent(reply.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(reply.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content };
        response.Headers.Date = served.Now;
        return response;
    }

    private static List<KeyValuePair<string, string>> Pairs(string text) =>
        [.. QueryHelpers.ParseQuery(text).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))];
}
