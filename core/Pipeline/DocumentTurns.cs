using System.Collections.Concurrent;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>One run per document at a time: a caller that imports directly and a pump that gets the document's message must not race.</summary>
internal sealed class DocumentTurns
{
    private readonly ConcurrentDictionary<DocumentKey, TaskCompletionSource> _running = new();

    /// <summary>Waits for the turn; disposing it lets the next one in.</summary>
    public async Task<IDisposable> TakeAsync(DocumentKey document, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_running.TryAdd(document, mine))
        {
            if (_running.TryGetValue(document, out var other))
            {
                await other.Task.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }

        return new Turn(this, document, mine);
    }

    private sealed class Turn(DocumentTurns turns, DocumentKey document, TaskCompletionSource mine) : IDisposable
    {
        public void Dispose()
        {
            turns._running.TryRemove(document, out _);
            mine.TrySetResult();
        }
    }
}
