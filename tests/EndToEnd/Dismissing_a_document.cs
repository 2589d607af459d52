using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Dismissing_a_document : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_it_off_the_lists_of_what_waits_on_the_store_and_through_a_running_hub()
    {
        File.WriteAllBytes(_folder.At("broken.xlsx"), [0x50, 0x4B, 0x03, 0x04, 1, 2, 3]);
        File.WriteAllBytes(_folder.At("other.xlsx"), [0x50, 0x4B, 0x03, 0x04, 3, 2, 1]);
        File.WriteAllBytes(_folder.At("order.csv"), Samples.Sheet("A-1"));
        var (broken, other, order) = (await ImportAsync("broken.xlsx"), await ImportAsync("other.xlsx"), await ImportAsync("order.csv"));

        (await HubProgram.RunAsync(_folder, "documents", "dismiss", broken, "--reason", "sent again")).ExitCode.ShouldBe(0);
        (await HubProgram.RunAsync(_folder, "documents", "dismiss", broken)).ExitCode.ShouldBe(0, "done again nothing changes");
        var refused = await HubProgram.RunAsync(_folder, "documents", "dismiss", order, "--lang", "en");
        (refused.ExitCode, refused.Errors.Contains("hub orders list --document " + order, StringComparison.Ordinal)).ShouldBe((1, true), refused.Errors);
        (await HubProgram.RunAsync(_folder, "documents", "dismiss", "nonsense")).ExitCode.ShouldBe(1);
        (await WaitingAsync()).ShouldBe([other]);

        await using var hub = await RunningHub.StartAsync(_folder);
        (await hub.JsonAsync("api/v1/documents/" + broken)).GetProperty("dismissal").GetProperty("reason").GetString().ShouldBe("sent again");
        (await HubProgram.RunAsync(_folder, "documents", "dismiss", other, "--actor", "lin")).ExitCode.ShouldBe(0);
        (await HubProgram.RunAsync(_folder, "documents", "dismiss", order)).ExitCode.ShouldBe(1);
        (await WaitingAsync()).ShouldBeEmpty();
        var listed = (await HubProgram.RunAsync(_folder, "documents", "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        listed.Select(document => document.GetProperty("dismissal") is { ValueKind: JsonValueKind.Object } word ? word.GetProperty("actor").GetString() : null)
            .ShouldBe([null, "lin", "cli:" + Environment.UserName], ignoreOrder: true);
        using var unknown = await hub.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Address, $"api/v1/documents/{Guid.CreateVersion7()}/dismiss")) { Content = JsonContent.Create(new { }) });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var metrics = await hub.GetAsync("metrics");
        (await metrics.Content.ReadAsStringAsync()).ShouldContain("hub_documents_without_orders{outcome=\"failed\"} 0");
    }

    [Fact]
    public async Task Is_refused_for_a_parked_one_with_what_to_do_about_it()
    {
        var temporary = Directory.CreateDirectory(_folder.At("tmp")).FullName;
        _folder.Environment["TMPDIR"] = temporary;
        await using var hub = await RunningHub.StartAsync(_folder);

        // The ground goes from under a hub that runs: a fault nobody foresaw.
        Directory.Delete(temporary, recursive: true);
        File.WriteAllText(temporary, "");
        using var posted = await hub.PostFileAsync("order.csv", Samples.Sheet("A-1"));
        var id = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("documentId").GetString()!;
        await hub.JsonAsync($"api/v1/documents/{id}?wait=30");

        var refused = await HubProgram.RunAsync(_folder, "documents", "dismiss", id, "--lang", "en");
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldMatch($@"document {id} is parked .* hub deadletters replay \d+.*\(document-parked\)");
        using var answer = await hub.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Address, $"api/v1/documents/{id}/dismiss")) { Content = JsonContent.Create(new { }) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("document-parked");

        (await HubProgram.RunAsync(_folder, "deadletters", "discard", "--document", id, "--reason", "sent again")).ExitCode.ShouldBe(0);
        (await HubProgram.RunAsync(_folder, "documents", "dismiss", id, "--lang", "en")).Errors.ShouldContain("nothing of it waits");
    }

    private async Task<string> ImportAsync(string file)
    {
        var run = await HubProgram.RunAsync(_folder, "import", file, "--json");
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("documentId").GetString()!;
    }

    private async Task<IEnumerable<string?>> WaitingAsync() =>
        (await HubProgram.RunAsync(_folder, "documents", "list", "--without-orders")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("documentId").GetString());
}
