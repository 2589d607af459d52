using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.EndToEnd;
using IntegrationHub.Tests.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

/// <summary>The real program sends what a collector gets.</summary>
[Trait("speed", "slow")]
public sealed class Tracing_an_order_from_end_to_end
{
    private const string Person = "张三丰";
    private const string Mail = "zhang.sanfeng@example.test";
    private const string Secret = "canary-7f3a1c-secret";
    private static readonly string Subscription = BusTopology.Subscription(BusTopology.Orders, "erp");
    private static readonly BusTopology Topology = BusTopology.Default with
    {
        Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp"] },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_service_bus_a_posted_file_is_one_trace_to_the_subscriber_of_its_order(bool isGrpc)
    {
        await using var collector = await OtlpCollector.StartAsync(isGrpc);
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
        using var folder = OnServiceBus(service);
        collector.Receive(folder.Environment);
        folder.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test";
        folder.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=" + Secret;
        await using var hub = await RunningHub.StartAsync(folder);
        var caller = ActivityTraceId.CreateRandom().ToHexString();
        const string CallersSpan = "00f067aa0ba902b7";

        await PostAsync(hub, "OT-1", $"00-{caller}-{CallersSpan}-01");
        var sent = await TakeAsync(service, hub);
        var carried = JsonSerializer.Deserialize<string>(sent.Properties["Diagnostic-Id"])!;
        await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.SpanId == carried[36..52]), () => hub.Errors);
        await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.TraceId == caller && span.Kind == SpanKind.Server), () => hub.Errors);

        carried[3..35].ShouldBe(caller, "the trace that the caller began");
        JsonDocument.Parse(sent.Body).RootElement.GetProperty("traceparent").GetString()![3..35].ShouldBe(caller);
        var spans = collector.Spans.Where(span => span.TraceId == caller).ToList();
        var way = Traces.Way(spans, carried[36..52], CallersSpan);
        Traces.Names(way).ShouldBe(
            "send orders:Producer < settle:Internal < understand:Internal < process documents:Consumer < send documents:Producer < archive:Internal < POST /hub/api/v1/files:Server");
        var understand = way[2];
        spans.Single(span => span.Name == "read").ParentId.ShouldBe(understand.SpanId);
        var commit = spans.Single(span => span.Name == "commit");
        commit.ParentId.ShouldBe(understand.SpanId);
        spans.Single(span => span.Name == "check").ParentId.ShouldBe(commit.SpanId);
        spans.ShouldAllBe(span => !span.IsError);
        HasMessaging(way[0], "send", "orders");
        HasMessaging(way[3], "process", "documents");
        HasMessaging(way[4], "send", "documents");
        way[3].Attributes["messaging.servicebus.message.delivery_count"].ShouldBe(1L);
        way[6].Attributes["http.request.method"].ShouldBe("POST");
        way[6].Attributes["http.route"].ShouldBe("/hub/api/v1/files");
        way[6].Attributes["http.response.status_code"].ShouldBe(200L);
        way[0].Scope.ShouldBe("IntegrationHub");
        way[0].Resource["service.name"].ShouldBe("integration-hub");
        way[0].Resource["deployment.environment.name"].ShouldBe("test");
        await StopAsync(hub);
        HoldsNothingPersonal(collector);
    }

    [Fact]
    public async Task On_the_embedded_bus_too_and_its_measurements_arrive()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        collector.Receive(folder.Environment);
        folder.Environment["OTEL_SERVICE_NAME"] = "hub-of-the-test";
        await using var hub = await RunningHub.StartAsync(folder);

        await PostAsync(hub, "OE-1", null);
        using (var posted = await hub.PostOrderAsync(Samples.Order("OE-2")))
        {
            posted.EnsureSuccessStatusCode();
        }

        var settle = await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.Name == "settle"), () => hub.Errors);
        var root = await collector.UntilAsync(
            now => now.Spans.FirstOrDefault(span => span.TraceId == settle.TraceId && span.Kind == SpanKind.Server), () => hub.Errors);
        var way = Traces.Way(collector.Spans, settle.SpanId);

        Traces.Names(way).ShouldBe(
            "settle:Internal < understand:Internal < process documents:Consumer < send documents:Producer < archive:Internal < POST /hub/api/v1/files:Server");
        way[^1].ShouldBe(root);
        way[2].Attributes["messaging.system"].ShouldBe("integrationhub");
        root.Resource["service.name"].ShouldBe("hub-of-the-test");
        await collector.UntilAsync(
            now => now.Spans.FirstOrDefault(span => span.Name == "commit" && span.ParentId.Length > 0
                && now.Spans.Any(parent => parent.SpanId == span.ParentId && parent.Name == "POST /hub/api/v1/orders")),
            () => "the order that was posted as JSON has no commit\n" + hub.Errors);
        await collector.UntilAsync(now => Sum(now, "hub.orders.processed", "outcome", "accepted") >= 2 ? now : null, () => hub.Errors);
        Sum(collector, "hub.documents.received", "channel", "file").ShouldBeGreaterThanOrEqualTo(1);
        Sum(collector, "hub.check.duration", null, null).ShouldBeGreaterThanOrEqualTo(2);
        Sum(collector, "messaging.process.duration", "messaging.destination.name", "documents").ShouldBeGreaterThanOrEqualTo(1);
        collector.Points.ShouldContain(point => point.Name == "hub.bus.messages" && (string)point.Attributes["state"] == "dead-lettered");
        collector.Points.ShouldContain(point => point.Name == "hub.build.info" && point.Value == 1);
        using var page = await hub.GetAsync("metrics");
        (await page.Content.ReadAsStringAsync()).ShouldContain("hub_orders_processed_total{outcome=\"accepted\"} 2\n");
        collector.Refused.ShouldBeEmpty();
        collector.Spans.ShouldNotContain(span => span.Name.Contains("metrics", StringComparison.Ordinal), "what scrapers ask is not recorded");
        await StopAsync(hub);
        HoldsNothingPersonal(collector);
    }

    [Fact]
    public async Task Under_the_functions_host_the_trigger_goes_on_with_the_trace_of_the_message()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var app = await RunningFunctionsApp.StartAsync(prepare: folder =>
        {
            collector.Receive(folder.Environment);
            return Task.CompletedTask;
        });

        await app.PostSheetAsync("OF-1", "?wait=60");
        for (var waited = 0; app.Bus.Counts(RunningFunctionsApp.Subscription).Active == 0; waited++)
        {
            waited.ShouldBeLessThan(600, app.Trace());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        var sent = app.Bus.Take(RunningFunctionsApp.Subscription)!;
        var last = JsonSerializer.Deserialize<string>(sent.Properties["Diagnostic-Id"])![36..52];
        await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.SpanId == last), app.Trace);
        var trace = collector.Spans.Single(span => span.SpanId == last).TraceId;
        await collector.UntilAsync(
            now => now.Spans.FirstOrDefault(span => span.TraceId == trace && span.Name == "POST /hub/api/v1/files"), app.Trace);
        var spans = collector.Spans.Where(span => span.TraceId == trace).ToList();

        var files = spans.Single(span => span.Name == "POST /hub/api/v1/files");
        Traces.Names(Traces.Way(spans, last, files.ParentId)).ShouldBe(
            "send orders:Producer < settle:Internal < understand:Internal < process documents:Consumer < send documents:Producer < archive:Internal < POST /hub/api/v1/files:Server");
        spans.Single(span => span.Name == "process documents").Links.Count.ShouldBe(1, "the host's call that brought it");
        app.Host.Instances[0].Handler.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_line_a_dead_letter_and_a_problem_name_the_trace()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
        using var folder = OnServiceBus(service);
        await using var hub = await RunningHub.StartAsync(folder);
        var sender = ActivityTraceId.CreateRandom().ToHexString();
        var caller = ActivityTraceId.CreateRandom().ToHexString();

        service.Put(BusTopology.Documents, new SentMessage
        {
            Body = "nonsense"u8.ToArray(), MessageId = "stray", Broker = new Dictionary<string, string>(),
            Properties = new Dictionary<string, string> { ["Diagnostic-Id"] = $"\"00-{sender}-00f067aa0ba902b7-01\"" },
        });
        var letters = JsonDocument.Parse("[]").RootElement;
        for (var waited = 0; letters.GetArrayLength() == 0; waited++)
        {
            waited.ShouldBeLessThan(600, hub.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            letters = await hub.JsonAsync("api/v1/deadletters");
        }

        letters[0].GetProperty("traceId").GetString().ShouldBe(sender);
        hub.Errors.Split('\n').ShouldContain(line => line.Contains("message-unreadable", StringComparison.Ordinal)
            && line.TrimEnd().EndsWith($"[queue=documents message=stray trace={sender}]", StringComparison.Ordinal));

        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Address, "api/v1/orders/none"));
        request.Headers.Add("traceparent", $"00-{caller}-00f067aa0ba902b7-01");
        using var problem = await hub.SendAsync(request);
        JsonDocument.Parse(await problem.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString().ShouldBe(caller);
    }

    [Fact]
    public async Task Without_an_endpoint_a_message_carries_no_trace()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
        using var folder = OnServiceBus(service);
        await using var hub = await RunningHub.StartAsync(folder);

        await PostAsync(hub, "ON-1", null);
        var sent = await TakeAsync(service, hub);

        sent.Properties.Keys.ShouldNotContain("Diagnostic-Id");
        JsonDocument.Parse(sent.Body).RootElement.TryGetProperty("traceparent", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_collector_that_goes_away_neither_stops_nor_slows_the_hub_and_what_it_misses_is_counted()
    {
        var collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        collector.Receive(folder.Environment);
        await using var hub = await RunningHub.StartAsync(folder);
        await PostAsync(hub, "OG-1", null);
        await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.Name == "settle"), () => hub.Errors);

        await collector.DisposeAsync();
        for (var i = 0; i < 50; i++)
        {
            using var answer = await hub.PostOrderAsync(Samples.Order(string.Create(CultureInfo.InvariantCulture, $"OG-2-{i}")));
            answer.EnsureSuccessStatusCode();
        }

        await PostAsync(hub, "OG-3", null);
        var page = "";
        for (var waited = 0; !page.Contains("result=\"lost\"", StringComparison.Ordinal) || page.Contains("result=\"lost\"} 0\n", StringComparison.Ordinal); waited++)
        {
            waited.ShouldBeLessThan(600, hub.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            using var metrics = await hub.GetAsync("metrics");
            page = await metrics.Content.ReadAsStringAsync();
        }

        page.ShouldContain("hub_orders_processed_total{outcome=\"accepted\"} 52\n");
        hub.Errors.Split('\n').Count(line => line.Contains("telemetry-collector-unreachable", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(2, "once for each kind");
        var began = TimeProvider.System.GetTimestamp();
        await StopAsync(hub);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Doctor_and_the_log_say_what_is_wrong_with_the_variables_and_the_hub_starts_all_the_same()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("data"));
        folder.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317/" + Secret;
        folder.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "thrift";
        var wrong = await HubProgram.RunAsync(folder, "doctor");
        await using (var hub = await RunningHub.StartAsync(folder))
        {
            await PostAsync(hub, "OD-1", null);
            hub.Errors.ShouldContain("telemetry-setting-invalid");
            hub.Errors.ShouldNotContain(Secret);
        }

        await using var collector = await OtlpCollector.StartAsync();
        collector.Receive(folder.Environment);
        var sound = await HubProgram.RunAsync(folder, "doctor", "--lang", "en");
        folder.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        var unfit = await HubProgram.RunAsync(folder, "doctor", "--lang", "en");

        wrong.ExitCode.ShouldBe(1);
        wrong.Output.ShouldContain("遥测:OTEL_EXPORTER_OTLP_ENDPOINT");
        wrong.Output.ShouldContain("telemetry-setting-invalid");
        wrong.Output.ShouldNotContain(Secret);
        sound.Output.ShouldContain($"ok    telemetry: the collector at 127.0.0.1:{collector.Address.Port} (http/protobuf) takes traces");
        unfit.Output.ShouldContain("warn  telemetry: The collector at");
        unfit.Output.ShouldContain("telemetry-collector-unreachable");
    }

    [Fact]
    public async Task An_import_on_the_command_line_is_a_trace_too()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        collector.Receive(folder.Environment);
        var file = folder.At("a.csv");
        await File.WriteAllBytesAsync(file, Samples.Sheet("OC-1"));

        (await HubProgram.RunAsync(folder, "import", file)).ExitCode.ShouldBe(0);

        var import = collector.Spans.Single(span => span.Name == "import");
        import.ParentId.ShouldBeEmpty();
        foreach (var name in new[] { "archive", "understand", "read", "commit", "check", "settle" })
        {
            var span = collector.Spans.Single(span => span.Name == name);
            span.TraceId.ShouldBe(import.TraceId, name);
        }
    }

    [Fact]
    public async Task A_dropped_file_begins_a_trace_and_its_log_line_names_the_document()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var folder = new TempFolder();
        collector.Receive(folder.Environment);
        await using var hub = await RunningHub.StartAsync(folder);
        await File.WriteAllBytesAsync(folder.At("data", "inbox", "a.csv"), Samples.Sheet("OI-1"));

        var root = await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.Name == "drop folder"), () => hub.Errors);
        var settle = await collector.UntilAsync(now => now.Spans.FirstOrDefault(span => span.Name == "settle"), () => hub.Errors);

        Traces.Way(collector.Spans, settle.SpanId)[^1].ShouldBe(root);
        for (var waited = 0; !hub.Errors.Contains($"a.csv: Accepted [document={settle.Attributes["hub.document.id"]}", StringComparison.Ordinal); waited++)
        {
            waited.ShouldBeLessThan(100, hub.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static double Sum(OtlpCollector collector, string name, string? label, string? value) => collector.Points
        .Where(point => point.Name == name && (label is null || (point.Attributes.TryGetValue(label, out var has) && (string)has == value)))
        .Select(point => point.Value).DefaultIfEmpty().Max();

    private static void HasMessaging(CollectedSpan span, string operation, string destination)
    {
        span.Attributes["messaging.system"].ShouldBe("servicebus");
        span.Attributes["messaging.operation.type"].ShouldBe(operation);
        span.Attributes["messaging.operation.name"].ShouldBe(operation);
        span.Attributes["messaging.destination.name"].ShouldBe(destination);
        ((string)span.Attributes["messaging.message.id"]).ShouldNotBeEmpty();
    }

    private static void HoldsNothingPersonal(OtlpCollector collector)
    {
        foreach (var canary in new[] { Person, Mail, Secret, ServiceBusUnderTest.Key, "13800001111", "OT-1", "OE-1", "zhang" })
        {
            collector.Knows(canary).ShouldBeFalse(canary);
        }

        collector.Knows("IntegrationHub").ShouldBeTrue("what was looked through is what came");
    }

    private static async Task PostAsync(RunningHub hub, string number, string? traceParent)
    {
        var text = Encoding.UTF8.GetString(Samples.Sheet(number)).Replace("币种,CNY\n", $"币种,CNY\n联系人,{Person}\n联系电话,13800001111\n", StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Address, "api/v1/files?wait=60"))
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", Person + ".csv" }, { new StringContent(Mail), "sender" } },
        };
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var answer = await hub.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"accepted\"", customMessage: hub.Errors);
    }

    private static async Task<SentMessage> TakeAsync(ServiceBusDouble service, RunningHub hub)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (service.Take(Subscription) is { } message)
            {
                return message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException(hub.Errors);
    }

    private static async Task StopAsync(RunningHub hub) => (await hub.StopAsync()).ShouldBe(0, hub.Errors);

    private static TempFolder OnServiceBus(ServiceBusDouble service)
    {
        var folder = new TempFolder();
        folder.Environment["HUB_BUS"] = "servicebus";
        folder.Environment["HUB_BUS_ENDPOINT"] = service.Address.ToString();
        folder.Environment["HUB_BUS_KEY_NAME"] = ServiceBusUnderTest.KeyName;
        folder.Environment["HUB_BUS_KEY"] = "env:TEST_BUS_KEY";
        folder.Environment["TEST_BUS_KEY"] = ServiceBusUnderTest.Key;
        return folder;
    }
}
