using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.Doubles.ServiceBus;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>One instance of the app: a handler, and a listener per message function that keeps the locks of what the handler has in hand.</summary>
internal sealed class HostInstance : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private readonly FunctionsApp _app;
    private readonly Func<string, QueueState> _queues;
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _listening = new();
    private readonly List<Task> _listeners;

    public HostInstance(FunctionsApp app, IReadOnlyDictionary<string, string> settings, Func<string, QueueState> queues, HttpMessageInvoker http)
    {
        (_app, _queues, _http) = (app, queues, http);
        Handler = new HandlerProcess(app, settings, http);
        _listeners = [.. app.Functions.OfType<MessageFunction>().Select(function => Task.Run(() => ListenAsync(function)))];
    }

    public HandlerProcess Handler { get; }

    /// <summary>Calls a timer once; true where it succeeded.</summary>
    public Task<bool> CallAsync(TimerFunction function, bool isPastDue, CancellationToken cancellation) =>
        InvokeAsync(function.Name, EnvelopeWriter.Timer(function, TimeProvider.System.GetUtcNow(), isPastDue), cancellation);

    /// <summary>Takes no more messages, waits for those at hand, and ends the handler.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        await _listening.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_listeners).WaitAsync(patience).ConfigureAwait(false);
        return await Handler.TerminateAsync(patience).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _listening.CancelAsync().ConfigureAwait(false);
        await Handler.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_listeners).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listening.Dispose();
    }

    private async Task ListenAsync(MessageFunction function)
    {
        var queue = _queues(function.Entity);
        using var calls = new SemaphoreSlim(_app.MaxConcurrentCalls);
        var flying = new List<Task>();
        try
        {
            // The listeners start when the handler answers.
            await Handler.AddressAsync(_listening.Token).ConfigureAwait(false);
            while (true)
            {
                await calls.WaitAsync(_listening.Token).ConfigureAwait(false);
                if (Handler.GaveUp)
                {
                    // So does the host: its messages are for other instances.
                    await Task.WhenAll(flying).ConfigureAwait(false);
                    return;
                }

                if (await queue.ReceiveAsync(take: false, Poll, _listening.Token).ConfigureAwait(false) is not { } message)
                {
                    calls.Release();
                    continue;
                }

                flying.RemoveAll(task => task.IsCompleted);
                flying.Add(DeliverAsync(function, queue, message, calls));
            }
        }
        catch (OperationCanceledException) when (_listening.IsCancellationRequested)
        {
            await Task.WhenAll(flying).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(MessageFunction function, QueueState queue, StoredMessage message, SemaphoreSlim calls)
    {
        // As given out: a later delivery has another token.
        var (id, token) = (message.Sequence.ToString(CultureInfo.InvariantCulture), message.LockToken!.Value);
        var envelope = EnvelopeWriter.Message(function, message, TimeProvider.System.GetUtcNow());
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(queue, id, token, done.Token);
        var succeeded = await InvokeAsync(function.Name, envelope, CancellationToken.None).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
        _ = succeeded ? queue.Complete(id, token) : queue.Unlock(id, token);
        calls.Release();
    }

    private async Task RenewAsync(QueueState queue, string id, Guid token, CancellationToken done)
    {
        var began = TimeProvider.System.GetTimestamp();
        var interval = (queue.Entity.LockDuration ?? TimeSpan.FromMinutes(1)) / 2;
        while (TimeProvider.System.GetElapsedTime(began) < _app.LongestRenewal)
        {
            await Task.Delay(interval, TimeProvider.System, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested || !queue.Renew(id, token))
            {
                return;
            }
        }
    }

    private async Task<bool> InvokeAsync(string name, string envelope, CancellationToken cancellation)
    {
        try
        {
            var address = await Handler.AddressAsync(cancellation).ConfigureAwait(false);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_app.FunctionTimeout);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, name)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.CreateVersion7().ToString());
            request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.0.0-double");
            request.Headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/4.0.0-double");
            try
            {
                using var answer = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
                var reply = await HandlerReplies.ReadAsync(answer, limit.Token).ConfigureAwait(false);
                if (reply != HandlerReply.Hangs)
                {
                    return reply == HandlerReply.Succeeded;
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Its time is up, as below.
                Handler.Kill();
                return false;
            }

            // The host knows no milder way than to end the handler with all that it has in hand.
            Handler.Kill();
            return false;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }
}
