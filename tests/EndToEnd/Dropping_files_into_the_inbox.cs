using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Dropping_files_into_the_inbox
{
    [Fact]
    public async Task A_file_goes_to_done_with_its_answer_beside_it()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        File.WriteAllBytes(folder.At("data", "inbox", "a.csv"), Samples.Sheet("D-1"));

        await AppearsAsync(folder.At("data", "done", "a.csv"), hub);

        Answer(folder.At("data", "done", "a.csv.result.json")).GetProperty("orders")[0].GetProperty("orderNumber").GetString().ShouldBe("D-1");
        File.Exists(folder.At("data", "inbox", "a.csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_goes_to_failed()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        File.WriteAllBytes(folder.At("data", "inbox", "broken.xlsx"), [.. "PK\x03\x04"u8, .. new byte[100]]);

        await AppearsAsync(folder.At("data", "failed", "broken.xlsx"), hub);

        Answer(folder.At("data", "failed", "broken.xlsx.result.json")).GetProperty("outcome").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task Order_json_is_taken_as_the_order_that_it_is_and_other_json_is_named()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        folder.Write("data/inbox/order.json", "\uFEFF" + Samples.Order("J-1"));
        folder.Write("data/inbox/other.json", """{"trade":{"tid":1}}""");

        await AppearsAsync(folder.At("data", "done", "order.json"), hub);
        await AppearsAsync(folder.At("data", "failed", "other.json"), hub);

        Answer(folder.At("data", "done", "order.json.result.json")).GetProperty("outcome").GetString().ShouldBe("accepted");
        Answer(folder.At("data", "failed", "other.json.result.json")).GetProperty("findings")[0].GetProperty("code").GetString().ShouldBe("json-not-an-order");
    }

    [Fact]
    public async Task The_same_name_twice_overwrites_nothing()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        File.WriteAllBytes(folder.At("data", "inbox", "a.csv"), Samples.Sheet("D-1"));
        await AppearsAsync(folder.At("data", "done", "a.csv"), hub);
        File.WriteAllBytes(folder.At("data", "inbox", "a.csv"), Samples.Sheet("D-2"));

        await AppearsAsync(folder.At("data", "done", "a (2).csv"), hub);

        File.ReadAllBytes(folder.At("data", "done", "a.csv")).ShouldBe(Samples.Sheet("D-1"));
        Answer(folder.At("data", "done", "a (2).csv.result.json")).GetProperty("orders")[0].GetProperty("orderNumber").GetString().ShouldBe("D-2");
    }

    [Fact]
    public async Task A_copy_still_running_is_not_taken()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        var sheet = Samples.Sheet("D-1");
        await using (var slow = new FileStream(folder.At("data", "inbox", "slow.csv"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            foreach (var part in sheet.Chunk(sheet.Length / 2))
            {
                slow.Write(part);
                slow.Flush();
                await Task.Delay(TimeSpan.FromMilliseconds(2500), TimeProvider.System);
            }
        }

        await AppearsAsync(folder.At("data", "done", "slow.csv"), hub);

        Answer(folder.At("data", "done", "slow.csv.result.json")).GetProperty("orders")[0].GetProperty("lines").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_sub_folder_named_as_an_address_is_the_sender()
    {
        using var folder = new TempFolder();
        await using var hub = await RunningHub.StartAsync(folder);
        Directory.CreateDirectory(folder.At("data", "inbox", "zhang@dealer.example"));
        File.WriteAllBytes(folder.At("data", "inbox", "zhang@dealer.example", "a.csv"), Samples.Sheet("D-1"));

        await AppearsAsync(folder.At("data", "done", "zhang@dealer.example", "a.csv"), hub);

        var documents = await hub.JsonAsync("api/v1/documents");
        documents.GetProperty("documents")[0].GetProperty("sender").GetString().ShouldBe("zhang@dealer.example");
    }

    private static JsonElement Answer(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static async Task AppearsAsync(string path, RunningHub hub)
    {
        for (var waited = 0; waited < 300; waited++)
        {
            if (File.Exists(path))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"{path} did not appear: {hub.Errors}");
    }
}
