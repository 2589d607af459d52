using System.Net;
using IntegrationHub.Core.Messaging;
using Polly;
using Polly.Retry;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// The pooled connections to one namespace. Short outages and throttling are waited out here; what lasts longer becomes
/// <see cref="BusUnavailableException"/>, and whoever pumps waits.
/// </summary>
internal sealed class ServiceBusConnection : IDisposable
{
    private readonly ServiceBusOptions _options;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _attempts;

    // Dates of answers have whole seconds and were written a little earlier.
    private static readonly TimeSpan Slightly = TimeSpan.FromSeconds(5);
    private long _ahead;

    public ServiceBusConnection(ServiceBusOptions options)
    {
        _options = options;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(10),
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,

                // A header of an unknown name is a property of the message; the trace is stated as one.
                ActivityHeadersPropagator = null,
            },
            disposeHandler: true)
        {
            BaseAddress = options.Endpoint,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Clock };
        _attempts = (options.Attempts > 1 ? builder.AddRetry(Retry(options)) : builder).Build();
    }

    /// <summary>The present moment by the service's clock as far as its last answer told it: what is scheduled there comes by that one.</summary>
    public DateTimeOffset Now => _options.Clock.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    /// <summary>Asks, and gives back whatever answer is not a passing failure.</summary>
    /// <exception cref="BusUnavailableException">No answer within the attempts.</exception>
    public async Task<HttpResponseMessage> AskAsync(ServiceBusCall call, CancellationToken cancellation)
    {
        var answer = await TriedAsync(call, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        // The token may have expired on the way or its key been rotated; a new one decides.
        answer.Dispose();
        _options.Credential.Forget();
        return await TriedAsync(call, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> TriedAsync(ServiceBusCall call, CancellationToken cancellation)
    {
        try
        {
            return await _attempts.ExecuteAsync(
                async (state, token) => await OnceAsync(state, token).ConfigureAwait(false), call, cancellation).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HttpRequestException or TimeoutException)
        {
            throw new BusUnavailableException(
                ServiceBusFindings.Unreachable.At(null, null, _options.Endpoint.Authority, gone.Message), ServiceBusFaults.LongPause, gone);
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(ServiceBusCall call, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(_options.Endpoint, call.Path));
        call.Fill?.Invoke(request);
        if (request.Content is null && call.Method == HttpMethod.Post)
        {
            // An empty POST must say so, or the gateway refuses it.
            request.Content = new ByteArrayContent([]);
        }

        request.Headers.TryAddWithoutValidation("Authorization", await _options.Credential.AuthorizeAsync(cancellation).ConfigureAwait(false));
        using var limit = new CancellationTokenSource(_options.AttemptTimeout + call.Wait, _options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, both.Token).ConfigureAwait(false);
            if (answer.Headers.Date is { } date && date - _options.Clock.GetUtcNow() is var ahead)
            {
                Volatile.Write(ref _ahead, ahead.Duration() > Slightly ? ahead.Ticks : 0);
            }

            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_options.AttemptTimeout + call.Wait}");
        }
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(ServiceBusOptions options) => new()
    {
        MaxRetryAttempts = options.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstPause,
        MaxDelay = options.LongestPause,
        ShouldHandle = tried => ValueTask.FromResult(tried.Outcome switch
        {
            { Exception: HttpRequestException or TimeoutException } => true,
            { Result: { } answer } => ServiceBusFaults.Passes(answer.StatusCode)
                && !(ServiceBusFaults.RetryAfter(answer, options.Clock) > options.LongestPause),
            _ => false,
        }),
        DelayGenerator = tried => ValueTask.FromResult(
            tried.Outcome.Result is { } answer ? ServiceBusFaults.RetryAfter(answer, options.Clock) : null),
        OnRetry = tried =>
        {
            tried.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };
}
