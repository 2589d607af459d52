using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;

namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// Everything that is called by a message or by the clock, named once: <c>hub up</c> pumps it, the Functions host's folders are written from it,
/// and its requests are answered by it. Whoever adds a handler adds a line here.
/// </summary>
/// <param name="Messages">Queues and subscriptions.</param>
/// <param name="Timers">Work by the clock.</param>
internal sealed record TriggerCatalogue(IReadOnlyList<MessageTrigger> Messages, IReadOnlyList<TimerTrigger> Timers)
{
    /// <summary>Prefix of everything public; no function may be named so, and no public path is outside of it.</summary>
    public const string PublicPrefix = "hub";

    /// <summary>The function that the public is sent through.</summary>
    public const string PublicName = "http";

    /// <summary>The product's triggers.</summary>
    public static TriggerCatalogue Default { get; } = new(
        [
            new(BusTopology.Documents, parts => new DocumentMessages(parts.Importer())),
            new("sync-requests", parts => new RecoveredSyncs(parts.Accounts(), new SyncMessages(parts.Sync(), name => parts.Accounts().Book().Find(name)))) { AtOnce = 4, TakesLong = true },
        ],
        [
            new("dead-letters", "*/30 * * * * *", CollectAsync),
            new("schedule", "0 * * * * *", TickAsync),
        ]);

    private static Task CollectAsync(HandlerParts parts, CancellationToken cancellation) => parts.Bus!.Collector.DrainAsync(cancellation);

    // The relay beside the triggers is quicker, but an instance may have been taken away with work in its outbox.
    private static async Task TickAsync(HandlerParts parts, CancellationToken cancellation)
    {
        await parts.Ticks().TickAsync(cancellation).ConfigureAwait(false);
        while (await parts.Bus!.Relay.RelayAsync(cancellation).ConfigureAwait(false) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
