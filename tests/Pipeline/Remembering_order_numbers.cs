using IntegrationHub.Core.Pipeline;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public sealed class Remembering_order_numbers : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Work => Path.Combine(_folder.Data, "work");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(340)]
    [InlineData(341)]
    [InlineData(342)]
    [InlineData(2_000)]
    [InlineData(80_000)]
    public void Finds_each_number_where_it_was_first_seen_and_no_other(int most)
    {
        var count = Math.Min(5_000, most * 40);
        using var seen = new SeenNumbers(Work, most);
        for (var i = 0; i < count; i++)
        {
            seen.Find($"PO-{i}").ShouldBe(-1);
            seen.Add($"PO-{i}", i * 3);
        }

        for (var i = 0; i < count; i++)
        {
            seen.Find($"PO-{i}").ShouldBe(i * 3);
            seen.Find($"XY-{i}").ShouldBe(-1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public void Takes_no_two_numbers_for_one_that_were_made_to_share_a_hash(int most)
    {
        // Worked out by lattice reduction to have one 64-bit FNV-1a between them.
        const string Number = "弲凭肌蒐苮餜菣-2026001", Other = "帡玉肤蒡迂蜖貅-2026001";
        using var seen = new SeenNumbers(Work, most);
        seen.Add(Number, 0);
        seen.Add("PO-1", 1);

        seen.Find(Other).ShouldBe(-1);
        seen.Find(Number).ShouldBe(0);
    }

    [Fact]
    public void Uses_a_file_only_where_there_are_many_and_leaves_none_behind()
    {
        using (var seen = new SeenNumbers(Work, 10))
        {
            Fill(seen, 0, 10);
            Directory.Exists(Work).ShouldBeFalse();
            Fill(seen, 10, 11);
            Directory.Exists(Work).ShouldBeTrue();
            if (!OperatingSystem.IsWindows())
            {
                // Nothing that a killed process could leave.
                Directory.GetFiles(Work).ShouldBeEmpty();
            }
        }

        Directory.GetFiles(Work).ShouldBeEmpty();
    }

    private static void Fill(SeenNumbers seen, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            seen.Add($"PO-{i}", i);
        }
    }
}
