using System.Text;
using Azure.Core;
using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Credentials_for_service_bus
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task A_wrong_key_says_so_and_never_shows_the_key()
    {
        Environment.SetEnvironmentVariable("HUB_TEST_WRONG_KEY", "canary-5f1c-wrong-key");
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, new SecretReference("env", "HUB_TEST_WRONG_KEY"), options.Clock),
        });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-unauthorized");
        outage.Finding.MessageZh.ShouldContain("凭据");
        outage.ToString().ShouldNotContain("canary-5f1c");
        test.Options.ToString().ShouldNotContain("canary-5f1c");
    }

    [Fact]
    public async Task A_key_that_is_not_there_says_which_reference_is_empty()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, new SecretReference("env", "HUB_TEST_NO_SUCH_KEY"), options.Clock),
        });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1));

        outage.Finding.Code.ShouldBe("bus-secret-missing");
        outage.Finding.Message.ShouldContain("env:HUB_TEST_NO_SUCH_KEY");
    }

    [Fact]
    public async Task A_token_is_made_anew_before_it_ends()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        test.Clock.Advance(TimeSpan.FromHours(3));

        await test.Bus.SendAsync("work", [Message("m2")]);

        test.Double.Requests.ShouldAllBe(request => request.EndsWith(" 201", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_identity_in_Entra_is_asked_for_the_one_audience_and_its_token_is_used_until_it_ends()
    {
        var identity = new FakeIdentity();
        await using var test = await ServiceBusUnderTest.StartAsync(
            Topology,
            options => options with { Credential = new EntraCredential(identity, options.Clock) },
            played => played with { Tokens = new Dictionary<string, BusRights> { ["token-1"] = BusRights.Manage, ["token-2"] = BusRights.Manage }, Keys = new Dictionary<string, SharedKey>() });
        identity.Clock = test.Clock;

        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.SendAsync("work", [Message("m2")]);
        identity.Asked.ShouldBe(1);
        identity.Scope.ShouldBe("https://servicebus.azure.net/.default");

        test.Clock.Advance(TimeSpan.FromMinutes(59));
        await test.Bus.SendAsync("work", [Message("m3")]);
        identity.Asked.ShouldBe(2);
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };

    private sealed class FakeIdentity : TokenCredential
    {
        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public int Asked { get; private set; }

        public string? Scope { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes[0];
            return new AccessToken($"token-{++Asked}", Clock.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
