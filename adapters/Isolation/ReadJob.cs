namespace IntegrationHub.Adapters.Isolation;

/// <summary>A request with the means to stop it.</summary>
internal sealed class ReadJob(ReadRequest request)
{
    private readonly CancellationTokenSource _stop = new();

    public ReadRequest Request => request;

    public CancellationToken Stopped => _stop.Token;

    public void Stop() => _stop.Cancel();
}
