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

    /// <param name="options">What is set.</param>
    /// <param name="access">What will be done with the store.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="reads">True where a document comes next: what reading it takes gets ready while the store is being opened.</param>
    /// <exception cref="StoreUnavailableException">Held by another process that does not answer, damaged, full …</exception>
    public static async Task<IHub> OpenAsync(HubOptions options, HubAccess access, CancellationToken cancellation, bool reads = false)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        ReadingParts? prepared = null;
        try
        {
            while (true)
            {
                if (await RunningAsync(options, cancellation).ConfigureAwait(false) is { } running)
                {
                    return running;
                }

                if (reads && prepared is null)
                {
                    prepared = new ReadingParts(options);
                    prepared.Hurry();
                }

                try
                {
                    var hub = new LocalHub(HubComposition.Open(options, access, prepared));
                    prepared = null;
                    return hub;
                }
                catch (StoreUnavailableException locked) when (locked.Fault == StoreFault.Locked && clock.GetElapsedTime(begun) < Patience)
                {
                    // Another call is at work, or a hub is just starting and will soon say where it listens.
                    await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            prepared?.Dispose();
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
