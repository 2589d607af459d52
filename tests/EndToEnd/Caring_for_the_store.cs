using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Caring_for_the_store
{
    [Fact]
    public async Task A_restored_backup_holds_what_it_held_and_the_store_before_is_kept()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        File.WriteAllBytes(folder.At("b.csv"), Samples.Sheet("PO-2"));
        await HubProgram.RunAsync(folder, "import", "a.csv");
        (await HubProgram.RunAsync(folder, "store", "backup", "copy.db")).ExitCode.ShouldBe(0);
        await HubProgram.RunAsync(folder, "import", "b.csv");

        var restored = await HubProgram.RunAsync(folder, "store", "restore", "copy.db");

        restored.ExitCode.ShouldBe(0, restored.Errors);
        (await HubProgram.RunAsync(folder, "orders", "list", "--count")).Output.ShouldBe("1\n");
        (await HubProgram.RunAsync(folder, "store", "verify")).ExitCode.ShouldBe(0);
        Directory.GetFiles(folder.At("data"), "hub.db.before-restore-*").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Rebuilt_from_its_events_it_is_the_same()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        await HubProgram.RunAsync(folder, "import", "a.csv");
        var before = await HubProgram.RunAsync(folder, "orders", "list");

        (await HubProgram.RunAsync(folder, "store", "rebuild")).ExitCode.ShouldBe(0);

        (await HubProgram.RunAsync(folder, "orders", "list")).Output.ShouldBe(before.Output);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_changes_nothing()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("a.csv"), Samples.Sheet("PO-1"));
        await HubProgram.RunAsync(folder, "import", "a.csv");

        var refused = await HubProgram.RunAsync(folder, "store", "restore", "a.csv");

        refused.ExitCode.ShouldBe(5);
        (await HubProgram.RunAsync(folder, "orders", "list", "--count")).Output.ShouldBe("1\n");
    }
}
