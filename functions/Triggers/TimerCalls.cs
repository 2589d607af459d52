using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Triggers;

/// <summary>Answers the calls of one timer. What it does not get done now is done the next time.</summary>
internal sealed class TimerCalls(TimerTrigger trigger, Readiness readiness, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Far below functionTimeout, at which the host kills everything.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Does the work of one call.</summary>
    public async Task<TriggerAnswer> AnswerAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            if ((await TriggerEnvelope.ReadAsync(body, cancellation).ConfigureAwait(false)).IsPastDue)
            {
                log.LogInformation("{Function} is late", trigger.Name);
            }
        }
        catch (EnvelopeException refused)
        {
            log.LogError("{Code}: {Function}: {Problem}", TriggerFindings.EnvelopeRefused.Code, trigger.Name, refused.Message);
            return TriggerAnswer.Refused(400, TriggerFindings.EnvelopeRefused.Code);
        }

        if (await readiness.WaitAsync(Patience, cancellation).ConfigureAwait(false) is not { } hub)
        {
            return TriggerAnswer.NotReady;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            await hub.Timers[trigger.Name](limit.Token).ConfigureAwait(false);
            return TriggerAnswer.Done;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return cancellation.IsCancellationRequested ? TriggerAnswer.Failed("interrupted") : TriggerAnswer.Done;
        }
        catch (BusUnavailableException outage)
        {
            return Failed(outage.Finding.Code, outage.Finding.Message);
        }
        catch (StoreUnavailableException outage)
        {
            return Failed(outage.Finding.Code, outage.Finding.Message);
        }
    }

    private TriggerAnswer Failed(string code, string message)
    {
        log.LogWarning("{Code}: {Function}: {Problem}", code, trigger.Name, message);
        return TriggerAnswer.Failed(code);
    }
}
