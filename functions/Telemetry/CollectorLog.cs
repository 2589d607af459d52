using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>Tells once that a collector does not take telemetry, and once that it does again.</summary>
internal sealed class CollectorLog(TelemetryTarget target, ILogger log)
{
    private int _silent;

    public void Told(bool taken)
    {
        if (Interlocked.Exchange(ref _silent, taken ? 0 : 1) == (taken ? 0 : 1))
        {
            return;
        }

        if (taken)
        {
            log.LogInformation("the collector at {Collector} takes telemetry again", target.Endpoint.Authority);
        }
        else
        {
            var finding = TelemetryFindings.CollectorUnreachable.At(null, null, target.Endpoint.Authority, target.IsGrpc ? "grpc" : "http/protobuf");
            log.LogWarning("{Code}: {Problem} / {ProblemZh}", finding.Code, finding.Message, finding.MessageZh);
        }
    }
}
