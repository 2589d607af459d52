using System.Diagnostics;
using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>What the host does with a handler that does not answer, answers nothing, or ends: the reasons for most of what the hub's own handler does.</summary>
[Trait("speed", "slow")]
public sealed class When_a_handler_fails_its_host : IAsyncLifetime
{
    private readonly EndToEnd.TempFolder _folder = new();
    private ServiceBusDouble _bus = null!;
    private FunctionsHostDouble _host = null!;

    public async Task InitializeAsync()
    {
        HostFolder.Write(_folder.Path, TriggerCatalogue.Default);
        Rewrite("\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"00:00:02\"");
        Rewrite("\"defaultExecutablePath\": \"hub\"", "\"defaultExecutablePath\": \"node\"");
        Rewrite("\"functions\"", $"\"{Path.Combine(AppContext.BaseDirectory, "clients", "handler.js")}\"");
        _bus = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(BusTopology.Default with { MaxDeliveryCount = 100 }));
        _host = await FunctionsHostDouble.StartAsync(_folder.Path, new Dictionary<string, string> { ["ServiceBus__fullyQualifiedNamespace"] = "double" }, _bus);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _bus.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_that_answers_goes_on_as_the_same_process()
    {
        Put("fine", "fine");

        await UntilAsync(() => _bus.Counts(BusTopology.Documents).Active == 0);

        _host.Instances[0].Handler.Starts.ShouldBe(1);
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("empty")]
    public async Task One_that_leaves_a_call_open_is_ended_at_the_function_timeout_with_all_it_has_in_hand_and_given_up_the_third_time(string how)
    {
        var began = Stopwatch.GetTimestamp();
        Put("bad", how);

        await UntilAsync(() => _host.Instances[0].Handler.GaveUp);

        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(6), "three times the function timeout");
        _host.Instances[0].Handler.Starts.ShouldBe(3);
        await KeptAsync("bad");
    }

    [Fact]
    public async Task One_that_ends_is_started_again_and_given_up_the_third_time_and_its_message_is_kept()
    {
        Put("bad", "die");

        await UntilAsync(() => _host.Instances[0].Handler.GaveUp);

        _host.Instances[0].Handler.Starts.ShouldBe(3);
        await KeptAsync("bad");
    }

    [Fact]
    public async Task A_call_that_waits_for_one_that_will_not_start_any_more_fails_and_its_instance_ends()
    {
        var instance = _host.Instances[0];
        await instance.Handler.AddressAsync(CancellationToken.None);
        instance.Handler.Kill();
        var call = _host.CallTimerAsync("schedule");
        instance.Handler.Kill();

        await _host.ReplaceAsync(instance).WaitAsync(TimeSpan.FromSeconds(60));

        (await call.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeFalse();
    }

    // The instance takes no more: what it had is there for another one, and its deliveries are not used up.
    private async Task KeptAsync(string id)
    {
        Put("later", "fine");
        await UntilAsync(() => _bus.Counts(BusTopology.Documents).Active == 2);
        var kept = new List<string>();
        await UntilAsync(() =>
        {
            while (_bus.Take(BusTopology.Documents) is { } message)
            {
                kept.Add(message.MessageId);
            }

            return kept.Count == 2;
        });
        kept.ShouldBe([id, "later"], ignoreOrder: true);
        _bus.Counts(BusTopology.Documents).DeadLettered.ShouldBe(0);
    }

    private void Put(string id, string body) => _bus.Put(BusTopology.Documents, new SentMessage
    {
        Body = Encoding.UTF8.GetBytes(body), MessageId = id, Broker = new Dictionary<string, string>(), Properties = new Dictionary<string, string>(),
    });

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private void Rewrite(string text, string instead)
    {
        var path = _folder.At("host.json");
        var before = File.ReadAllText(path);
        before.ShouldContain(text);
        File.WriteAllText(path, before.Replace(text, instead, StringComparison.Ordinal));
    }
}
