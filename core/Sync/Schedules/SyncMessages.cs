using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Runs;

namespace IntegrationHub.Core.Sync.Schedules;

/// <summary>Handles the <c>sync-requests</c> queue. A fault stands in the run history and the next due time tries again, so the request is done.</summary>
/// <param name="sync">Runs.</param>
/// <param name="find">Finds the account as it is configured now.</param>
public sealed class SyncMessages(SyncService sync, Func<string, Account?> find) : IMessageHandler
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BusyRetry = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Entity => "sync-requests";

    /// <inheritdoc/>
    public async Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetString(message.Message.Body.Span).Split(' ') is not [var word, var name] || !Enum.TryParse<SyncKind>(word, out var kind)
            || find(name) is not { } account)
        {
            // The account was taken away since it was due.
            return HandlerResult.Done;
        }

        try
        {
            var run = await sync.RunAsync(account, new SyncRequest(kind), cancellation).ConfigureAwait(false);
            if (kind == SyncKind.Sweep && run.State == SyncRunState.Cancelled)
            {
                // The next sync goes on where this one stopped, the next sweep does not.
                cancellation.ThrowIfCancellationRequested();
            }

            return HandlerResult.Done;
        }
        catch (AccountBusyException)
        {
            // The next due time of a sync does what this one would have; a sweep left out is a day that nobody certifies.
            return kind == SyncKind.Sweep ? HandlerResult.RetryAfter(BusyRetry, SyncFaults.Busy(name)) : HandlerResult.Done;
        }
        catch (StoreUnavailableException fault)
        {
            return HandlerResult.RetryAfter(StoreRetry, Fault.Unexpected("sync", fault));
        }
    }
}
