using Xunit;
using IntegrationHub.Sandbox.Hostile;
using Shouldly;

namespace IntegrationHub.Tests.Sandbox;

public sealed class Hostile_files
{
    [Fact]
    public void Names_are_unique_and_say_no_path()
    {
        var names = HostileCase.All().Select(one => one.Name).ToList();

        names.Count.ShouldBeGreaterThan(100);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Count);
        names.ShouldAllBe(name => Path.GetFileName(name) == name);
    }

    [Fact]
    public void A_bomb_is_small_where_it_lies_and_large_when_it_opens()
    {
        var bomb = HostileCase.All().Single(one => one.Name == "bomb-styles.xlsx");
        var output = new MemoryStream();

        bomb.Write(output);

        output.Length.ShouldBeLessThan(1L << 20);
        using var zip = new System.IO.Compression.ZipArchive(output);
        zip.GetEntry("xl/styles.xml")!.Length.ShouldBeGreaterThan(256L << 20);
    }

    [Fact]
    public void The_package_without_traps_is_a_good_workbook()
    {
        var sheet = Reread.Sheets(new Package().ToArray()).Single();

        sheet.Rows[1].ShouldBe(["PO-1001", "2026-03-05", "Example Engineering Ltd", "A-100", "5", "2.50", "12.50"]);
    }

    [Fact]
    public void Lies_about_sizes_reach_the_directory()
    {
        var lie = HostileCase.All().Single(one => one.Name == "size-too-small.xlsx");
        var output = new MemoryStream();

        lie.Write(output);

        using var zip = new System.IO.Compression.ZipArchive(output);
        zip.Entries.ShouldAllBe(entry => entry.Length == 1);
    }
}
