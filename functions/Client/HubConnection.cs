using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Hosting;

namespace IntegrationHub.Functions.Client;

/// <summary>What a verb will do with the store.</summary>
internal enum HubAccess
{
    /// <summary>Look only; where there is no store yet it counts as empty and none is made.</summary>
    Read,

    /// <summary>Change it.</summary>
    Write,
}

/// <summary>Finds the hub of a data folder: one that runs, else the store itself.</summary>
internal static class HubConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="StoreUnavailableException">Held by another process that does not answer, damaged, full …</exception>
    public static async Task<IHub> OpenAsync(HubOptions options, HubAccess access, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        while (true)
        {
            if (await RunningAsync(options, cancellation).ConfigureAwait(false) is { } running)
            {
                return running;
            }

            try
            {
                return new LocalHub(HubComposition.Open(options, access));
            }
            catch (StoreUnavailableException locked) when (locked.Fault == StoreFault.Locked && clock.GetElapsedTime(begun) < Patience)
            {
                // Another call is at work, or a hub is just starting and will soon say where it listens.
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The hub that runs on the data folder; null where none does.</summary>
    public static async Task<RemoteHub?> RunningAsync(HubOptions options, CancellationToken cancellation)
    {
        if (EndpointFile.Read(options.EndpointFile) is not { } endpoint)
        {
            return null;
        }

        var hub = new RemoteHub(endpoint);
        if (await hub.AnswersAsync(cancellation).ConfigureAwait(false))
        {
            return hub;
        }

        await hub.DisposeAsync().ConfigureAwait(false);
        return null;
    }
}
