using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>The public and the triggers come in at one port; only the path as it was written tells them apart.</summary>
public sealed class Keeping_strangers_from_triggers
{
    [Theory]
    [InlineData("/hub/work")]
    [InlineData("/hub/tick")]
    [InlineData("/HUB/work")]
    [InlineData("/hub//work")]
    [InlineData("/hub/%2e%2e%2fwork")]
    [InlineData("/hub/..%2fwork")]
    [InlineData("/hub/%252e%252e/work")]
    [InlineData("/hub?/../work")]
    public async Task Below_the_prefix_is_the_api_and_nothing_else(string path)
    {
        await using var test = await TriggersUnderTest.StartAsync();

        await test.RawAsync("POST", path, TriggersUnderTest.Envelope());

        test.Handled.ShouldBeEmpty();
        test.Public.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/hub/../work")]
    [InlineData("/hub/./../work")]
    [InlineData("/hub/%2e%2e/work")]
    [InlineData("/hub/x/../../work")]
    [InlineData("//work")]
    [InlineData("/work/")]
    [InlineData("/work?x=1")]
    [InlineData("/Work")]
    [InlineData("/%77ork")]
    [InlineData("/./work")]
    [InlineData("/hubx/work")]
    [InlineData("/hubwork")]
    [InlineData("/http")]
    [InlineData("http://localhost/work")]
    [InlineData("/admin/host/status")]
    public async Task Everything_that_is_neither_exactly_a_trigger_nor_below_the_prefix_is_404(string path)
    {
        await using var test = await TriggersUnderTest.StartAsync();

        (await test.RawAsync("POST", path, TriggersUnderTest.Envelope())).ShouldBeOneOf(400, 404);

        test.Handled.ShouldBeEmpty();
        test.Public.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trigger_takes_only_what_the_host_sends()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        (await test.RawAsync("GET", "/work")).ShouldBe(405);
        (await test.CallAsync("work", TriggersUnderTest.Envelope(), type: "text/plain")).Status.ShouldBe(415);
        (await test.CallAsync("work", TriggersUnderTest.Envelope(), invocation: false)).Status.ShouldBe(400);

        test.Handled.ShouldBeEmpty();
        (await test.CallAsync("work", TriggersUnderTest.Envelope(), type: "application/json; charset=utf-8")).Body.ShouldBe("{}");
    }
}
