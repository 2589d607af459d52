using System.Diagnostics;
using System.Diagnostics.Metrics;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Functions.Cli;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>
/// Sends spans and measurements to a collector, in batches from threads of its own: a bounded queue stands between the work and the network, and what
/// does not fit is counted and dropped. Nothing of OpenTelemetry's libraries is loaded unless this is made.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const int LongestEnd = 2000;
    private readonly Meter _meter = new(HubTracing.Name, HubTracing.Source.Version);
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public OtlpExport(TelemetrySettings settings, ILogger log)
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("integration-hub", serviceVersion: ProductVersion.Text)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        if (settings.Traces is { } traces)
        {
            var counts = new SpanCounts(_meter);
            var queue = new BatchExportActivityProcessorOptions();
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(HubTracing.Name, "Microsoft.AspNetCore")
                .AddProcessor(new CountedQueue(new SpanExporter(Options(traces), counts, new CollectorLog(traces, log)), queue, counts))
                .Build();
        }

        if (settings.Metrics is { } metrics)
        {
            var reading = new PeriodicExportingMetricReaderOptions();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(HubTracing.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddReader(new PeriodicExportingMetricReader(
                    new MeasurementExporter(Options(metrics), new CollectorLog(metrics, log)),
                    reading.ExportIntervalMilliseconds ?? 60_000, reading.ExportTimeoutMilliseconds ?? 30_000))
                .Build();
        }
    }

    public void Dispose()
    {
        // What is still in the queue is sent if the collector takes it at once; nobody waits for one that does not answer.
        _traces?.Shutdown(LongestEnd);
        _metrics?.Shutdown(LongestEnd);
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter.Dispose();
    }

    private static OtlpExporterOptions Options(TelemetryTarget target) => new()
    {
        Endpoint = target.Endpoint,
        Protocol = target.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        Headers = target.Headers,
        TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds,
    };

    private sealed class CountedQueue(SpanExporter exporter, BatchExportActivityProcessorOptions options, SpanCounts counts) : BatchActivityExportProcessor(
        exporter, Bounded(options, counts), options.ScheduledDelayMilliseconds, options.ExporterTimeoutMilliseconds, options.MaxExportBatchSize)
    {
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
            {
                counts.Ended();
            }

            base.OnEnd(data);
        }

        private static int Bounded(BatchExportActivityProcessorOptions options, SpanCounts counts)
        {
            counts.Room = options.MaxQueueSize;
            return options.MaxQueueSize;
        }
    }

    private sealed class SpanExporter(OtlpExporterOptions options, SpanCounts counts, CollectorLog log) : OtlpTraceExporter(options)
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            var spans = batch.Count;
            var result = base.Export(batch);
            counts.Left(spans, result == ExportResult.Success);
            log.Told(result == ExportResult.Success);
            return result;
        }
    }

    private sealed class MeasurementExporter(OtlpExporterOptions options, CollectorLog log) : OtlpMetricExporter(options)
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            var result = base.Export(batch);
            log.Told(result == ExportResult.Success);
            return result;
        }
    }
}
