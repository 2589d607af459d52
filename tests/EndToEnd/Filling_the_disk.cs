using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Tests.EndToEnd.Deployments;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>The disk of the data folder has no space left, and has some again.</summary>
[Trait("speed", "slow")]
public sealed class Filling_the_disk(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Under_load_loses_nothing_and_goes_on_by_itself()
    {
        using var disk = SmallDisk.Under(_folder, 400 << 10);
        output.WriteLine(disk.Way);
        var hub = await FileDeployment.StartAsync(folder: _folder);
        await using var ends = hub;

        await UnderLoad.RunAsync(
            hub,
            UnderLoad.Seed(),
            UnderLoad.IsFull ? 30 : 3,
            async _ =>
            {
                disk.Fill(hub.Hub.Process);
                await RefusedAsync(hub, disk);
                disk.Free();
                await hub.UntilAsync(async () => (await hub.ReadyAsync()).Status == HttpStatusCode.OK, "the hub does not become ready again");
            },
            output.WriteLine);

        hub.Hub.Process.HasExited.ShouldBeFalse();
        output.WriteLine(string.Join(", ", Directory.GetFiles(disk.At()).Select(file => $"{Path.GetFileName(file)} {new FileInfo(file).Length >> 20} MB")));
    }

    [Fact]
    public async Task Keeps_what_lies_in_the_drop_folder_and_refuses_with_a_code()
    {
        using var disk = SmallDisk.Under(_folder, 8 << 10);
        await using var hub = await RunningHub.StartAsync(_folder);
        var sheet = Samples.Sheet("D-1");
        File.WriteAllBytes(disk.At("inbox", "a.part"), sheet);
        disk.Fill(hub.Process);
        File.Move(disk.At("inbox", "a.part"), disk.At("inbox", "a.csv"));

        await UntilAsync(() => hub.Errors.Contains("a.csv stays in the inbox", StringComparison.Ordinal), hub);
        File.ReadAllBytes(disk.At("inbox", "a.csv")).ShouldBe(sheet);
        foreach (var size in disk.IsReal ? [100, 3 << 20] : new[] { 100 })
        {
            using var refused = await hub.PostFileAsync("b.csv", [.. sheet, .. new byte[size]]);
            await RefusedAsync(refused, disk);
        }

        disk.Free();

        await UntilAsync(() => File.Exists(disk.At("done", "a.csv")), hub);
        JsonDocument.Parse(File.ReadAllBytes(disk.At("done", "a.csv.result.json"))).RootElement.GetProperty("orders").GetArrayLength().ShouldBe(1);
        await UntilAsync(() => hub.Errors.Contains("the store can be written again", StringComparison.Ordinal), hub);
        (await hub.JsonAsync("api/v1/orders?count=true")).GetProperty("count").GetInt32().ShouldBe(1);
        (await HubProgram.RunAsync(_folder, "store", "verify")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Ends_every_command_that_writes_with_5_and_names_the_place(string language)
    {
        using var disk = SmallDisk.Under(_folder, 8 << 10);
        File.WriteAllBytes(_folder.At("a.csv"), Samples.Sheet("PO-1"));
        _folder.Write("credit.csv", "customer code,credit limit,currency\nC1,100,CNY\n");
        (await HubProgram.RunAsync(_folder, "import", "a.csv")).ExitCode.ShouldBe(0);
        disk.Fill();

        foreach (var command in new string[][]
        {
            ["import", "a.csv", "--json"], ["reference", "import", "credit.csv"], ["store", "backup", "data/copy.db"], ["up", "--port", "0"],
            ["orders", "reject", "PO-1", "--reason", "called off"],
        })
        {
            var run = await HubProgram.RunAsync(_folder, [.. command, "--lang", language]);

            run.ExitCode.ShouldBe(5, string.Join(' ', command) + run.Errors);
            run.Output.ShouldBeEmpty();
            run.Errors.ShouldContain(_folder.At("data"));
            run.Errors.ShouldNotContain("   at ", customMessage: "no stack traces");
            if (disk.IsReal)
            {
                run.Errors.ShouldContain(language == "en" ? "No space is left" : "空间不足");
            }
        }

        disk.Free();
        File.Exists(disk.At("copy.db.part")).ShouldBeFalse("what is incomplete takes no space");
        (await HubProgram.RunAsync(_folder, "store", "verify")).ExitCode.ShouldBe(0);
        (await HubProgram.RunAsync(_folder, "import", "a.csv")).ExitCode.ShouldBe(0);
        (await HubProgram.RunAsync(_folder, "orders", "list", "--count")).Output.ShouldBe("2\n", "the same order again is a second card that is linked");
    }

    // The log beside the store may still have room for a few small orders.
    private static async Task RefusedAsync(FileDeployment hub, SmallDisk disk)
    {
        await hub.UntilAsync(async () => (await hub.ReadyAsync()).Status == HttpStatusCode.ServiceUnavailable, "nothing is refused");
        if ((await hub.ReadyAsync()) is (HttpStatusCode.ServiceUnavailable, var body))
        {
            body.GetProperty("code").GetString().ShouldBeOneOf(Codes(disk));
        }
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, SmallDisk disk)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBeOneOf(Codes(disk));
        problem.GetProperty("detail").GetString()!.ShouldContain("data");
    }

    private static string[] Codes(SmallDisk disk) => disk.IsReal ? ["store-full"] : ["store-full", "store-inaccessible"];

    private static async Task UntilAsync(Func<bool> holds, RunningHub hub)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse(hub.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
