using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync.Schedules;

namespace IntegrationHub.Functions.Sync;

/// <summary>Ends what a killed process left before the first request for a sync is handled.</summary>
internal sealed class RecoveredSyncs(AccountDesk accounts, SyncMessages messages) : IMessageHandler
{
    public string Entity => messages.Entity;

    public async Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
    {
        await accounts.RecoverAsync().ConfigureAwait(false);
        return await messages.HandleAsync(message, cancellation).ConfigureAwait(false);
    }
}
