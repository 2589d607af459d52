using System.Diagnostics;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync.Credentials;
using IntegrationHub.Core.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;

namespace IntegrationHub.Core.Sync.Calls;

/// <summary>Calls of one account: in their turn, repeated as the fault table says, with a token that is good.</summary>
internal sealed class ConnectorHttp(
    ConnectorDescriptor descriptor, IConnector connector, HttpMessageInvoker transport, CallPacer pacer, CallPolicy policy, TokenKeeper? token,
    SecretScrubber scrubber, TimeProvider clock, Random random) : IConnectorHttp
{
    private readonly ResiliencePipeline<CallOutcome> _reads = policy.Reads(clock, random);
    private readonly ResiliencePipeline<CallOutcome> _writes = policy.Writes(clock, random);
    private long _calls;

    /// <summary>The other side's clock.</summary>
    public PlatformTime Time { get; } = new(clock);

    /// <summary>Calls sent so far.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <inheritdoc/>
    public Task<HttpReply> SendAsync(Func<HttpRequestMessage> build, ConnectorContext context) =>
        RunAsync(_reads, build, context, "fetch", write: false, token);

    /// <inheritdoc/>
    public Task<HttpReply> SubmitAsync(Func<HttpRequestMessage> build, ConnectorContext context) =>
        RunAsync(_writes, build, context, "submit", write: true, token);

    /// <summary>The same calls without looking after the token: what renews it must not wait for its own renewal.</summary>
    private sealed class Renewing(ConnectorHttp calls) : IConnectorHttp
    {
        public Task<HttpReply> SendAsync(Func<HttpRequestMessage> build, ConnectorContext context) =>
            calls.RunAsync(calls._reads, build, context, "renew", write: false, null);

        public Task<HttpReply> SubmitAsync(Func<HttpRequestMessage> build, ConnectorContext context) =>
            calls.RunAsync(calls._writes, build, context, "renew", write: true, null);
    }

    private async Task<HttpReply> RunAsync(
        ResiliencePipeline<CallOutcome> pipeline, Func<HttpRequestMessage> build, ConnectorContext context, string stage, bool write, TokenKeeper? keeper)
    {
        var outcome = await pipeline.ExecuteAsync(
            async cancellation => await TryAsync(build, context, stage, write, keeper, cancellation).ConfigureAwait(false),
            context.Cancellation).ConfigureAwait(false);
        return outcome.Fault is { } fault ? throw new ConnectorException(scrubber.Scrub(fault), outcome.Remedy) : outcome.Reply!;
    }

    private async Task<CallOutcome> TryAsync(
        Func<HttpRequestMessage> build, ConnectorContext context, string stage, bool write, TokenKeeper? keeper, CancellationToken cancellation)
    {
        if (keeper is { Due: true })
        {
            await RenewAsync(keeper, keeper.Current, context).ConfigureAwait(false);
        }

        var used = keeper?.Current;
        var outcome = await InTimeAsync(build, context, stage, write, cancellation).ConfigureAwait(false);
        if (outcome is not { Remedy: FaultRemedy.RefreshToken, Fault: { } expired } || keeper is null)
        {
            return outcome;
        }

        if (!keeper.CanRenew)
        {
            return outcome with { Fault = ConnectorFaults.TokenExpired(expired.Detail) };
        }

        await RenewAsync(keeper, used!, context).ConfigureAwait(false);
        outcome = await InTimeAsync(build, context, stage, write, cancellation).ConfigureAwait(false);

        // Refused with a token fresh from the other side: only a person can help.
        return outcome is { Remedy: FaultRemedy.RefreshToken, Fault: { } still } ? outcome with { Fault = ConnectorFaults.TokenExpired(still.Detail) } : outcome;
    }

    /// <summary>A call whose time was refused has had no effect, and is sent once more with the time that the refusal tells.</summary>
    private async Task<CallOutcome> InTimeAsync(Func<HttpRequestMessage> build, ConnectorContext context, string stage, bool write, CancellationToken cancellation)
    {
        var outcome = await OnceAsync(build, stage, write, cancellation).ConfigureAwait(false);
        if (outcome.Remedy != FaultRemedy.FollowClock || !Time.Follow())
        {
            return outcome;
        }

        context.Log.LogWarning("The other side does not accept the hub's time; calls carry its own, {Time}, from now on. Set this machine's clock", Time.Now);
        return await OnceAsync(build, stage, write, cancellation).ConfigureAwait(false);
    }

    private Task RenewAsync(TokenKeeper keeper, Credential used, ConnectorContext context) => keeper.RenewAsync(
        used,
        async credential =>
        {
            try
            {
                return await descriptor.Auth.RefreshAsync(connector, credential, context with { Http = new Renewing(this) }).ConfigureAwait(false);
            }
            catch (ConnectorException unknown) when (unknown.Fault.Class == FaultClass.OutcomeUnknown)
            {
                // Nothing of the account's data is in doubt; the next run asks for a token again.
                throw new ConnectorException(unknown.Fault with { Class = FaultClass.Transient, Code = "token-renewal-unanswered" }, FaultRemedy.None, unknown);
            }
        },
        context.Cancellation);

    private async Task<CallOutcome> OnceAsync(Func<HttpRequestMessage> build, string stage, bool write, CancellationToken cancellation)
    {
        await pacer.WaitAsync(cancellation).ConfigureAwait(false);
        Interlocked.Increment(ref _calls);
        using var request = build();
        using var limit = new CancellationTokenSource(policy.AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var span = Calling(request);
        try
        {
            using var response = await transport.SendAsync(request, either.Token).ConfigureAwait(false);
            Time.Learn(response.Headers.Date);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            if (await ReadAsync(response, either.Token).ConfigureAwait(false) is not { } reply)
            {
                return new CallOutcome(null, SyncFaults.TooLarge(policy.MaxAnswerBytes) with { Class = FaultClass.Config }, FaultRemedy.None);
            }

            return Judge(reply, stage, write);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            var fault = write ? HttpFaults.WriteUnanswered(stage, broken) : HttpFaults.NoAnswer(stage, broken);
            span.Fail(fault.Code);
            return new CallOutcome(null, fault, FaultRemedy.None);
        }
    }

    // Never the path or the query: platforms put tokens, signatures and customers' numbers there.
    private Activity? Calling(HttpRequestMessage request)
    {
        var span = HubTracing.Source.HasListeners() ? HubTracing.Source.StartActivity(request.Method.Method, ActivityKind.Client) : null;
        span?.SetTag("http.request.method", request.Method.Method).SetTag("server.address", request.RequestUri?.Host)
            .SetTag("server.port", request.RequestUri?.Port).SetTag("hub.connector", descriptor.Id);
        return span;
    }

    private CallOutcome Judge(HttpReply reply, string stage, bool write)
    {
        if (descriptor.Faults.Read(reply, clock.GetUtcNow(), stage) is not var (fault, remedy))
        {
            return new CallOutcome(reply, null, FaultRemedy.None);
        }

        if (fault.Class == FaultClass.RateLimited || remedy == FaultRemedy.NarrowWindow)
        {
            pacer.Pause(fault.RetryAfter is { } wait && wait <= policy.LongestWait ? wait : TimeSpan.Zero);
        }

        // "Not available" says nothing about a write that was taken.
        return new CallOutcome(null, write && fault.Class == FaultClass.Transient ? fault with { Class = FaultClass.OutcomeUnknown } : fault, remedy);
    }

    private async Task<HttpReply?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await using var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > policy.MaxAnswerBytes)
            {
                return null;
            }
        }

        var headers = response.Headers.Concat(response.Content.Headers)
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.SelectMany(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        return new HttpReply(response.StatusCode, headers, body.ToArray());
    }
}
