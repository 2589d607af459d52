using System.Collections.Concurrent;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Lets callers wait for a document that a pump of this process, or of another one, finishes.</summary>
internal sealed class FinishedDocuments(IHubStore store, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();

    /// <summary>A document came to its end here.</summary>
    public void Signal(string documentId)
    {
        if (_waiting.TryRemove(documentId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>The answer; null when the time is up before.</summary>
    public async Task<ImportDocument?> WaitAsync(string documentId, TimeSpan longest, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            // Registered before looking: a document that ends in between signals this very source.
            var signal = _waiting.GetOrAdd(documentId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (store.Queries.Answer(documentId) is { } answer)
            {
                Signal(documentId);
                return answer;
            }

            var left = longest - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await Task.WhenAny(signal.Task, Task.Delay(left < LookAgain ? left : LookAgain, clock, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
