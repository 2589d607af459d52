using IntegrationHub.Functions.Composition;
using IntegrationHub.Tests.EndToEnd;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Working_files_of_the_killed : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Go_and_those_of_the_living_and_of_others_stay()
    {
        Directory.CreateDirectory(_folder.At("tmp"));
        using var living = WorkFolder.Take(_folder.At("tmp"));
        var kept = Path.Combine(living.Path!, "hub-1.tmp");
        File.WriteAllText(kept, "in use");
        string[] foreign =
        [
            _folder.Write("tmp/hub-work-of-somebody/notes.txt", "no owner of ours"), _folder.Write("tmp/hub-notes.tmp", "a name like ours"),
        ];
        var left = Directory.CreateDirectory(_folder.At("tmp", "hub-work-00000000000000000000000000000001")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(left, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var planted = Directory.CreateDirectory(_folder.At("tmp", "hub-work-planted")).FullName;
        File.WriteAllText(Path.Combine(planted, "owner"), "open to everybody");
        File.WriteAllText(Path.Combine(left, "owner"), "");
        File.WriteAllText(Path.Combine(left, "hub-2.tmp"), "left behind");

        using (var second = WorkFolder.Take(_folder.At("tmp")))
        {
            second.Path.ShouldNotBe(living.Path);
        }

        File.Exists(kept).ShouldBeTrue();
        foreign.ShouldAllBe(file => File.Exists(file));
        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(planted).ShouldBeTrue();
        Directory.GetDirectories(_folder.At("tmp"), "hub-work-0*").ShouldBe([living.Path!], "what ends in order leaves nothing");
    }

    [Fact]
    public void Do_not_keep_a_hub_from_starting_where_the_folder_cannot_be_written()
    {
        var file = _folder.Write("tmp", "not a folder");

        using var none = WorkFolder.Take(file);

        none.Path.ShouldBeNull();
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task Are_swept_by_the_next_start_beside_a_hub_that_works()
    {
        Directory.CreateDirectory(_folder.At("tmp"));
        using var other = new TempFolder();
        _folder.Environment["TMPDIR"] = other.Environment["TMPDIR"] = _folder.At("tmp");
        await using var beside = await RunningHub.StartAsync(other);
        var living = WorkFolders().ShouldHaveSingleItem();

        string dead;
        await using (var hub = await RunningHub.StartAsync(_folder))
        {
            using (await hub.PostFileAsync("many.csv", Samples.Sheets(60_000)))
            {
                dead = await UntilAsync(() => WorkFolders().SingleOrDefault(folder => folder != living && Directory.GetFiles(folder, "hub-*.tmp").Length > 0));
            }

            await hub.KillAsync();
        }

        Directory.GetFiles(dead, "hub-*.tmp").ShouldNotBeEmpty("the kill left something to sweep");
        var upload = _folder.Write("data/uploads/left.tmp", "of the killed");
        await using (await RunningHub.StartAsync(_folder))
        {
            await UntilAsync(() => Directory.Exists(dead) ? null : "gone");
            Directory.Exists(living).ShouldBeTrue();
            File.Exists(upload).ShouldBeFalse();
        }

        (await beside.StopAsync()).ShouldBe(0);
        Directory.Exists(living).ShouldBeFalse();
    }

    private string[] WorkFolders() => Directory.GetDirectories(_folder.At("tmp"), "hub-work-*");

    private static async Task<string> UntilAsync(Func<string?> found)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string? it;
        while ((it = found()) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }

        return it;
    }
}
