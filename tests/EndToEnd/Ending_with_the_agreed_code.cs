using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Ending_with_the_agreed_code
{
    [Theory]
    [InlineData("import")]
    [InlineData("nonsense")]
    [InlineData("orders", "list", "--outcome", "fine")]
    [InlineData("import", "--no-such-option", "x.csv")]
    public async Task Wrong_usage_is_2(params string[] arguments)
    {
        using var folder = new TempFolder();

        var run = await HubProgram.RunAsync(folder, arguments);

        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("import", "order.csv")]
    [InlineData("import", "order.csv", "--dry-run")]
    [InlineData("up", "--port", "0")]
    public async Task An_unusable_folder_for_temporary_files_is_4_and_takes_nothing_in(params string[] arguments)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("order.csv"), Samples.Sheet("A-1"));
        folder.Environment["TMPDIR"] = folder.At("order.csv");

        var run = await HubProgram.RunAsync(folder, [.. arguments, "--lang", "en"]);

        (run.ExitCode, run.Output).ShouldBe((4, ""), run.Errors);
        run.Errors.ShouldContain("TMPDIR: No files can be made in");
        run.Errors.ShouldContain("Let TMPDIR name a folder");
        run.Errors.ShouldContain("(temporary-folder-unusable)");
        folder.Environment.Remove("TMPDIR");
        (await HubProgram.RunAsync(folder, "documents", "list")).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Doctor_names_an_unusable_folder_for_temporary_files_and_looks_at_the_rest()
    {
        using var folder = new TempFolder();
        folder.Environment["TMPDIR"] = folder.Write("file", "");

        var run = await HubProgram.RunAsync(folder, "doctor", "--lang", "en");

        run.ExitCode.ShouldBe(1, run.Errors);
        run.Output.ShouldContain("FAIL  TMPDIR: No files can be made in");
        run.Output.ShouldContain("vocabularies are sound");
        folder.Environment.Remove("TMPDIR");
        (await HubProgram.RunAsync(folder, "doctor", "--lang", "en")).Output.ShouldContain("the reading process works");
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_2_and_the_others_are_imported_all_the_same()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));

        var run = await HubProgram.RunAsync(folder, "import", "absent.csv", "a.csv", "--json");

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("absent.csv");
        JsonDocument.Parse(run.Output).RootElement.GetProperty("outcome").GetString().ShouldBe("accepted");
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_3_and_says_why()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("broken.xlsx"), [.. "PK\x03\x04"u8, .. new byte[200]]);

        var run = await HubProgram.RunAsync(folder, "import", "broken.xlsx", "absent.csv", "--json");

        run.ExitCode.ShouldBe(3);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        answer.GetProperty("outcome").GetString().ShouldBe("failed");
        answer.GetProperty("findings")[0].GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Configuration_is_4_and_every_violation_is_named_with_its_place()
    {
        using var folder = new TempFolder();
        folder.Write("data/hub.yaml", "port: 70000\nbusiness:\n  timeZone: Mars/Olympus\ncolour: red\n");

        var run = await HubProgram.RunAsync(folder, "orders", "list");

        run.ExitCode.ShouldBe(4);
        run.Errors.ShouldContain("hub.yaml:1:7 port");
        run.Errors.ShouldContain("hub.yaml:3:13 business.timeZone");
        run.Errors.ShouldContain("hub.yaml:4:9 colour");
    }

    [Fact]
    public async Task A_store_held_by_a_process_that_does_not_answer_is_5()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        await using var hub = await RunningHub.StartAsync(folder);
        File.Delete(folder.At("data", "hub.endpoint"));

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "--json");

        run.ExitCode.ShouldBe(5, run.Errors);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_no_database_is_5()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        (await HubProgram.RunAsync(folder, "import", "a.csv")).ExitCode.ShouldBe(0);
        var store = Directory.GetFiles(folder.At("data"), "*.db").ShouldHaveSingleItem();
        File.Delete(store + "-wal");
        File.Delete(store + "-shm");
        File.WriteAllBytes(store, Encoding.ASCII.GetBytes(new string('x', 65536)));

        var run = await HubProgram.RunAsync(folder, "orders", "list");

        run.ExitCode.ShouldBe(5, run.Errors);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_5()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        folder.Write("file", "not a folder");

        var run = await HubProgram.RunAsync(folder, "import", "a.csv", "--data", folder.At("file", "data"));

        run.ExitCode.ShouldBe(5, run.Errors);
    }

    [Fact]
    public async Task An_interrupt_is_130()
    {
        // Where the tests themselves run in the background, what they start would ignore an interrupt.
        using var folder = new TempFolder { Through = ["env", "--default-signal=INT"] };
        await using var hub = await RunningHub.StartAsync(folder);
        using var interrupt = Process.Start("kill", ["-INT", $"{hub.Process.Id}"]);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await hub.Process.WaitForExitAsync(limit.Token);

        hub.Process.ExitCode.ShouldBe(130, hub.Errors);
    }
}
