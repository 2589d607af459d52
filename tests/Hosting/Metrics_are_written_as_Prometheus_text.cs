using System.Diagnostics.Metrics;
using IntegrationHub.Functions.Telemetry;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Metrics_are_written_as_Prometheus_text
{
    [Fact]
    public void Counters_sum_histograms_fill_buckets_and_labels_are_escaped()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("IntegrationHub.Tests.Prometheus");
        var counter = meter.CreateCounter<long>("hub.tests.orders", description: "orders seen");
        var seconds = meter.CreateHistogram<double>("hub.tests.duration", "s");
        meter.CreateObservableGauge("hub.tests.depth", () => 7L);

        counter.Add(2, new KeyValuePair<string, object?>("outcome", "a\"b"));
        counter.Add(3, new KeyValuePair<string, object?>("outcome", "a\"b"));
        seconds.Record(0.02);
        seconds.Record(99);

        var text = metrics.Write();
        text.ShouldContain("# TYPE hub_tests_orders_total counter\nhub_tests_orders_total{outcome=\"a\\\"b\"} 5\n");
        text.ShouldContain("hub_tests_duration_seconds_bucket{le=\"0.01\"} 0\n");
        text.ShouldContain("hub_tests_duration_seconds_bucket{le=\"0.025\"} 1\n");
        text.ShouldContain("hub_tests_duration_seconds_bucket{le=\"60\"} 1\n");
        text.ShouldContain("hub_tests_duration_seconds_bucket{le=\"+Inf\"} 2\n");
        text.ShouldContain("hub_tests_duration_seconds_count 2\n");
        text.ShouldContain("hub_tests_depth 7\n");
    }

    [Fact]
    public void A_measurement_with_known_labels_takes_no_memory()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("IntegrationHub.Tests.Memory");
        var counter = meter.CreateCounter<long>("hub.tests.memory");
        counter.Add(1, new KeyValuePair<string, object?>("outcome", "a"), new KeyValuePair<string, object?>("channel", "b"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("outcome", "a"), new KeyValuePair<string, object?>("channel", "b"));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        metrics.Write().ShouldContain("hub_tests_memory_total{outcome=\"a\",channel=\"b\"} 1001\n");
    }
}
