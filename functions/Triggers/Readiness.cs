namespace IntegrationHub.Functions.Triggers;

/// <summary>The hub behind a server that listens before the store is open and while the work at hand is finished.</summary>
internal sealed class Readiness(TimeProvider clock) : IDisposable
{
    private readonly TaskCompletionSource<OpenedHub> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>True while work is taken.</summary>
    public bool IsOpen => _opened.Task.IsCompletedSuccessfully && !_closing.IsCancellationRequested;

    /// <summary>The store is open: who waits goes on.</summary>
    public void Open(OpenedHub hub) => _opened.TrySetResult(hub);

    /// <summary>The hub stops: nobody waits any longer.</summary>
    public void Close() => _closing.Cancel();

    /// <summary>The hub; null where it is not open after the longest wait.</summary>
    public async Task<OpenedHub?> WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        if (!_opened.Task.IsCompleted)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
            await ((Task)_opened.Task.WaitAsync(longest, clock, ended.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _opened.Task.IsCompletedSuccessfully ? await _opened.Task.ConfigureAwait(false) : null;
    }

    /// <summary>Lets time pass.</summary>
    public async Task HoldAsync(TimeSpan time, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        await Task.Delay(time, clock, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _closing.Dispose();
}
