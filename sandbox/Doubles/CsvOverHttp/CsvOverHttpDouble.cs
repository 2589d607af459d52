namespace IntegrationHub.Sandbox.Doubles.CsvOverHttp;

/// <summary>A partner's export: a table of order rows behind an address, with basic authentication, pages, entity tags and a limit on calls.</summary>
public sealed class CsvOverHttpDouble : IConnectorDouble
{
    /// <inheritdoc/>
    public string Connector => "csv-over-http";

    /// <inheritdoc/>
    public async Task<IRunningDouble> StartAsync(TimeProvider clock, CancellationToken cancellation = default)
    {
        var running = new CsvExport(clock);
        await running.StartAsync(cancellation);
        return running;
    }
}
