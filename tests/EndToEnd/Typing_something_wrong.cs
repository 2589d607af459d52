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

    [Theory]
    [InlineData("orders")]
    [InlineData("mappings")]
    [InlineData("documents", "--lang", "en")]
    public async Task A_verb_that_is_missing_is_answered_with_the_choices(params string[] arguments)
    {
        using var folder = new TempFolder();

        var run = await HubProgram.RunAsync(folder, arguments);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldContain($"hub {arguments[0]}");
        run.Errors.ShouldContain("list");
    }

    [Fact]
    public async Task Rows_that_were_left_out_of_a_reference_table_are_1_and_a_table_not_taken_is_3()
    {
        using var folder = new TempFolder();
        folder.Write("credit.csv", "customer code,credit limit\nC1,100\nC2,much\n");
        folder.Write("colours.csv", "colour,size\nred,5\n");

        var partly = await HubProgram.RunAsync(folder, "reference", "import", "credit.csv", "--lang", "en");
        var neither = await HubProgram.RunAsync(folder, "reference", "import", "credit.csv", "colours.csv", "--lang", "en");

        partly.ExitCode.ShouldBe(1);
        partly.Output.ShouldContain("credit: 1 added");
        partly.Output.ShouldContain("1 row(s) were left out");
        partly.Errors.ShouldContain("credit.csv 3:2: \"much\" is not a number for \"credit limit\"");
        partly.Errors.ShouldContain("→ Correct it and load the file again.");
        neither.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task An_order_is_not_linked_to_itself_and_a_release_tells_what_it_released()
    {
        using var folder = new TempFolder();
        folder.Write("order.json", Samples.Order("PO-1").Replace("\"amount\":160.0", "\"amount\":170.0", StringComparison.Ordinal));
        (await HubProgram.RunAsync(folder, "import", "order.json", "--json")).Output.ShouldContain("\"outcome\":\"held\"");

        var linked = await HubProgram.RunAsync(folder, "orders", "link", "PO-1", "PO-1", "--lang", "en");
        var released = await HubProgram.RunAsync(folder, "orders", "release", "PO-1", "--reason", "known", "--lang", "en");

        (linked.ExitCode, linked.Output).ShouldBe((2, ""));
        linked.Errors.ShouldContain("(link-to-itself)");
        released.Output.ShouldMatch(@"PO-1 \(宁波精工机械有限公司 PO-1\) → accepted");
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
