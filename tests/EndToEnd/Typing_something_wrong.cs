using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>What a person may type by mistake is said, with the agreed code and nothing on standard output.</summary>
[Trait("speed", "slow")]
public sealed class Typing_something_wrong
{
    [Theory]
    [InlineData(2, "--limit", "orders", "list", "--limit", "0")]
    [InlineData(2, "not the id of a document", "orders", "list", "--document", "nonsense")]
    [InlineData(2, "nonsense", "deadletters", "list", "--state", "nonsense")]
    [InlineData(2, "--lang: zh | en", "orders", "list", "--lang", "fr")]
    [InlineData(2, "a folder, not a file", "import", ".")]
    [InlineData(2, "a folder, not a file", "inspect", ".")]
    [InlineData(2, "--reason", "orders", "release", "PO-1", "--force")]
    [InlineData(1, "there is no order PO-1", "orders", "release", "PO-1", "--force", "--reason", "why")]
    public async Task Is_said(int code, string said, params string[] arguments)
    {
        using var folder = new TempFolder();
        string[] language = arguments.Contains("--lang") ? [] : ["--lang", "en"];

        var run = await HubProgram.RunAsync(folder, [.. arguments, .. language]);

        (run.ExitCode, run.Output).ShouldBe((code, ""), run.Errors);
        run.Errors.ShouldContain(said);
    }

    [Fact]
    public async Task A_dead_letter_that_does_not_exist_is_1()
    {
        using var folder = new TempFolder();

        var run = await HubProgram.RunAsync(folder, "deadletters", "replay", "99", "--lang", "en");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("1 of the 1 dead letters named do not exist");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_release_beyond_the_limit_needs_force_and_a_reason(bool running)
    {
        using var folder = new TempFolder();
        folder.Write("credit.csv", "customer code,credit limit,currency\nC1,100,CNY\n");
        folder.Write("order.json", Samples.Order("PO-1", "C1"));
        (await HubProgram.RunAsync(folder, "reference", "import", "credit.csv", "--table", "credit")).ExitCode.ShouldBe(0);
        var held = await HubProgram.RunAsync(folder, "import", "order.json", "--json");
        JsonDocument.Parse(held.Output).RootElement.GetProperty("outcome").GetString().ShouldBe("held", held.Output);
        await using var hub = running ? await RunningHub.StartAsync(folder) : null;

        var refused = await HubProgram.RunAsync(folder, "orders", "release", "PO-1", "--reason", "he pays", "--lang", "en");
        (refused.ExitCode, refused.Output).ShouldBe((1, ""));
        refused.Errors.ShouldContain("(credit-limit-exceeded)");
        refused.Errors.ShouldContain("--force --reason");
        var forced = await HubProgram.RunAsync(folder, "orders", "release", "PO-1", "--force", "--reason", "finance agrees");

        forced.ExitCode.ShouldBe(0, forced.Errors);
        (await HubProgram.RunAsync(folder, "orders", "list", "--outcome", "accepted", "--count")).Output.ShouldBe("1\n");
        var rebuilt = await HubProgram.RunAsync(folder, "store", "rebuild", "--lang", "en");
        (rebuilt.ExitCode, rebuilt.Output).ShouldBe((0, "1 cards rebuilt\n"), rebuilt.Errors);
    }
}
