using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Importing_from_the_command_line
{
    [Fact]
    public async Task One_line_of_JSON_per_input_in_the_order_of_the_inputs_and_nothing_else()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        File.WriteAllBytes(folder.At("b.csv"), Samples.Sheet("PO-2"));

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "b.csv", "--sender", "buyer@example.test", "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        lines.Select(line => Parse(line).GetProperty("input").GetString()).ShouldBe(["a.csv", "b.csv"]);
        lines.Select(line => Parse(line).GetProperty("orders")[0].GetProperty("orderNumber").GetString()).ShouldBe(["PO-1", "PO-2"]);
    }

    [Fact]
    public async Task A_broken_rule_file_is_told_because_it_is_not_in_force()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data", "mappings", "rules"));
        File.WriteAllText(Path.Combine(folder.Path, "data", "mappings", "rules", "own.yaml"), "rules: own\nseveritys: {}\n");
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("own.yaml:2:1");
    }

    [Fact]
    public async Task A_document_without_an_order_is_listed_with_what_is_wrong_and_what_to_do()
    {
        using var folder = new TempFolder();
        folder.Write("prices.csv", "Price list\n\nItem,Description,Price\nA1,Bearing,3.5\nA2,Seal,1\n");
        await HubProgram.RunAsync(folder, "import", "prices.csv", "--json");

        var listed = await HubProgram.RunAsync(folder, "documents", "list", "--without-orders");
        var held = await HubProgram.RunAsync(folder, "documents", "list", "--held");

        var document = Parse(listed.Output);
        (document.GetProperty("name").GetString(), document.GetProperty("orderCount").GetInt32()).ShouldBe(("prices.csv", 0));
        document.GetProperty("findings")[0].GetProperty("code").GetString().ShouldBe("price-list");
        document.GetProperty("findings")[0].GetProperty("fix").GetString().ShouldNotBeNullOrEmpty();
        held.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_imported_is_listed()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        var imported = Parse((await HubProgram.RunAsync(folder, "import", "a.csv", "--json")).Output);

        var listed = await HubProgram.RunAsync(folder, "orders", "list", "--document", imported.GetProperty("documentId").GetString()!);

        var order = Parse(listed.Output);
        order.GetProperty("orderNumber").GetString().ShouldBe("PO-1");
        order.GetProperty("lines").GetArrayLength().ShouldBe(2);
        order.GetProperty("id").GetString().ShouldBe(imported.GetProperty("results")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_few_of_many_are_the_newest_and_those_of_a_document_its_first()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheets(3));
        File.WriteAllBytes(folder.At("b.csv"), Samples.Sheet("PO-9"));
        var document = Parse((await HubProgram.RunAsync(folder, "import", "a.csv", "--json")).Output).GetProperty("documentId").GetString()!;
        await HubProgram.RunAsync(folder, "import", "b.csv", "--json");

        (await NumbersAsync("--limit", "2")).ShouldBe(["PO-9", "PO-3"]);
        (await NumbersAsync("--limit", "2", "--document", document)).ShouldBe(["PO-1", "PO-2"]);
        (await NumbersAsync()).ShouldBe(["PO-1", "PO-2", "PO-3", "PO-9"]);

        async Task<IEnumerable<string?>> NumbersAsync(params string[] options) =>
            (await HubProgram.RunAsync(folder, ["orders", "list", .. options])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Parse(line).GetProperty("orderNumber").GetString());
    }

    [Fact]
    public async Task Of_two_inputs_with_the_same_order_the_later_repeats_the_earlier()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        File.WriteAllBytes(folder.At("b.csv"), Samples.Sheet("PO-1"));

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "b.csv", "--json");

        var outcomes = run.Output.TrimEnd('\n').Split('\n').Select(line => Parse(line).GetProperty("outcome").GetString()).ToList();
        outcomes.ShouldBe(["accepted", "duplicate"]);
    }

    [Fact]
    public async Task A_dry_run_creates_nothing()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "--dry-run", "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        Parse(run.Output).GetProperty("outcome").GetString().ShouldBe("accepted");
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_report_for_people_names_the_order_and_its_outcome()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));

        var chinese = await HubProgram.RunAsync(folder, "import", "a.csv", "--dry-run");
        var english = await HubProgram.RunAsync(folder, "import", "a.csv", "--dry-run", "--lang", "en");

        chinese.Output.ShouldContain("PO-1");
        chinese.Output.ShouldContain("已接受");
        english.Output.ShouldContain("accepted");
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
