using System.Diagnostics;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Tests.Sync;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

[Collection(TracingAlone.Name)]
public sealed class Spans_of_a_sync
{
    [Fact]
    public async Task Each_window_is_a_trace_of_its_own_that_its_documents_belong_to_and_no_secret_is_told()
    {
        using var recorder = new Recorder();
        await using var it = new SyncedShop();
        it.Fill(6);

        await it.SucceedAsync();

        var run = recorder.Ended.Single(span => span.DisplayName == "sync");
        run.GetTagItem("hub.account").ShouldBe("shop");
        var windows = recorder.Ended.Where(span => span.DisplayName == "fetch").ToList();
        windows.ShouldNotBeEmpty();
        windows.ShouldAllBe(window => window.ParentSpanId == default && window.TraceId != run.TraceId && window.Links.Single().Context.TraceId == run.TraceId);
        var messages = await it.Store.Bus.ReceiveAsync(BusTopology.Documents, 10);
        messages.Count.ShouldBe(6);
        foreach (var message in messages)
        {
            var send = recorder.Ended.Single(span => span.Id == message.Message.TraceParent);
            send.Kind.ShouldBe(ActivityKind.Producer);
            windows.ShouldContain(window => window.SpanId == send.ParentSpanId && window.TraceId == send.TraceId);
        }

        var calls = recorder.Ended.Where(span => span.Kind == ActivityKind.Client).ToList();
        calls.ShouldNotBeEmpty();
        calls.ShouldAllBe(call => (int)call.GetTagItem("http.response.status_code")! == 200);
        recorder.Ended.SelectMany(span => span.TagObjects).Select(tag => tag.Value?.ToString() ?? "")
            .ShouldAllBe(value => !value.Contains("access-0", StringComparison.Ordinal) && !value.Contains("refresh-0", StringComparison.Ordinal));
    }
}
