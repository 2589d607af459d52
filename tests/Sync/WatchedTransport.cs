namespace IntegrationHub.Tests.Sync;

/// <summary>Sends over the loopback and holds the virtual clock still while a call is on its way.</summary>
internal sealed class WatchedTransport(VirtualTime time) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var busy = time.Busy();
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
