using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>A function.json of another hand: <c>dataType</c> string. No delivery of it can be taken, and each that fails quickly is a dead letter sooner.</summary>
public sealed class A_function_in_text_mode
{
    [Theory]
    [InlineData("\\\"plain\\\"", "")]
    [InlineData("\\\"{\\\\\\\"DeliveryCount\\\\\\\":{}}\\\"", "")]
    [InlineData("\\\"[1]\\\"", "\"MessageId\":\"\\\"a\\\"\",\"DeliveryCount\":\"1\",\"SequenceNumber\":\"1\"")]
    public async Task Is_told_once_makes_the_hub_unready_and_uses_deliveries_up_as_slowly_as_can_be(string data, string metadata)
    {
        await using var test = await TriggersUnderTest.StartAsync();
        var envelope = $"{{\"Data\":{{\"message\":\"{data}\"}},\"Metadata\":{{{metadata}}}}}";

        var first = await test.CallAsync("work", envelope);
        var second = await test.CallAsync("work", envelope);

        (first.Status, second.Status).ShouldBe((500, 500));
        first.Body.ShouldContain("trigger-text-mode");
        test.Clock.Waits.ShouldAllBe(wait => wait == TimeSpan.FromMinutes(8), "ten deliveries last more than an hour");
        test.Clock.Waits.Count.ShouldBe(2);
        test.Handled.ShouldBeEmpty();
        var told = test.Errors.ToString();
        told.Split("trigger-text-mode").Length.ShouldBe(2, told);
        told.ShouldContain("work");
        told.ShouldContain("hub functions write");
        told.ShouldContain("文本");
        (test.Unready!.Status, test.Unready.Code, test.Unready.Where).ShouldBe((503, "trigger-text-mode", "work"));
    }

    [Fact]
    public async Task Says_nothing_of_one_whose_bodies_are_bytes()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        (await test.CallAsync("work", TriggersUnderTest.Envelope("\"text\""))).Body.ShouldBe("{}");

        test.Unready.ShouldBeNull();
    }
}
