using System.Net;
using System.Net.Http.Headers;
using IntegrationHub.Functions.Telemetry;

namespace IntegrationHub.Functions.Doctor;

/// <summary>Says where traces and metrics go, and hands the collector an empty export to see whether it takes one.</summary>
internal static class TelemetryProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async IAsyncEnumerable<Diagnosis> RunAsync(
        Func<string, string?> variable, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var settings = TelemetrySettings.Read(variable);
        foreach (var problem in settings.Problems)
        {
            yield return new Diagnosis(Health.Fail, $"遥测:{problem.MessageZh}({problem.Code})", $"telemetry: {problem.Message} ({problem.Code})");
        }

        if (settings.Problems.Count == 0 && !settings.IsOn)
        {
            yield return new Diagnosis(
                Health.Ok, "遥测:未设置 OTEL_EXPORTER_OTLP_ENDPOINT,不导出", "telemetry: OTEL_EXPORTER_OTLP_ENDPOINT is not set, nothing is exported");
        }

        foreach (var (signal, target) in settings.IsOn ? new[] { ("traces", settings.Traces), ("metrics", settings.Metrics) } : [])
        {
            if (target is not null)
            {
                yield return Told(signal, target, await AskAsync(signal, target, cancellation).ConfigureAwait(false));
            }
        }
    }

    private static Diagnosis Told(string signal, TelemetryTarget target, string? trouble)
    {
        var how = $"{target.Endpoint.Authority} ({(target.IsGrpc ? "grpc" : "http/protobuf")})";
        if (trouble is null)
        {
            return new Diagnosis(Health.Ok, $"遥测:收集器 {how} 接收 {signal}", $"telemetry: the collector at {how} takes {signal}");
        }

        var finding = TelemetryFindings.CollectorUnreachable.At(null, null, how, trouble);
        return new Diagnosis(Health.Warn, $"遥测:{finding.MessageZh}({finding.Code})", $"telemetry: {finding.Message} ({finding.Code})");
    }

    /// <summary>Null where the collector takes an empty export; else what it said.</summary>
    private static async Task<string?> AskAsync(string signal, TelemetryTarget target, CancellationToken cancellation)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var request = Empty(signal, target);
        try
        {
            using var answer = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(limit.Token).ConfigureAwait(false);
            var status = answer.TrailingHeaders.Concat(answer.Headers).FirstOrDefault(header => header.Key == "grpc-status").Value?.FirstOrDefault();
            return answer.StatusCode == HttpStatusCode.OK && (!target.IsGrpc || status == "0")
                ? null
                : $"HTTP {(int)answer.StatusCode}{(status is null ? "" : ", grpc-status " + status)}";
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return gone is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : gone.Message;
        }
    }

    // An export without spans or metrics is a message without fields: no bytes, or for grpc a frame of none.
    private static HttpRequestMessage Empty(string signal, TelemetryTarget target)
    {
        var service = signal == "traces" ? "trace.v1.TraceService" : "metrics.v1.MetricsService";
        var request = new HttpRequestMessage(
            HttpMethod.Post, target.IsGrpc ? new Uri(target.Endpoint, $"/opentelemetry.proto.collector.{service}/Export") : target.Endpoint)
        {
            Content = new ByteArrayContent(target.IsGrpc ? new byte[5] : []),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(target.IsGrpc ? "application/grpc" : "application/x-protobuf");
        if (target.IsGrpc)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            request.Headers.TryAddWithoutValidation("TE", "trailers");
        }

        foreach (var header in target.Headers?.Split(',') ?? [])
        {
            var at = header.IndexOf('=', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..at].Trim(), Uri.UnescapeDataString(header[(at + 1)..].Trim()));
        }

        return request;
    }
}
