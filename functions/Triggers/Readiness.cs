using System.Collections.Concurrent;
using IntegrationHub.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Triggers;

/// <summary>The hub behind a server that listens before the store is open and while the work at hand is finished.</summary>
internal sealed class Readiness(TimeProvider clock) : IDisposable
{
    private readonly TaskCompletionSource<OpenedHub> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, bool> _wrong = new();

    /// <summary>True while work is taken.</summary>
    public bool IsOpen => _opened.Task.IsCompletedSuccessfully && !_closing.IsCancellationRequested;

    /// <summary>Why no work is taken, or a part of it never can be; null where all is well.</summary>
    public Problem? Unready => !IsOpen
        ? Problem.NotReady
        : _wrong.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } function && TriggerFindings.TextMode.At(function, null, function) is var finding
            ? new Problem(StatusCodes.Status503ServiceUnavailable, finding.Code, finding.Message, finding.MessageZh) { Where = function }
            : null;

    /// <summary>A function is set up wrongly; true where that is news.</summary>
    public bool Misconfigured(string function) => _wrong.TryAdd(function, true);

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
