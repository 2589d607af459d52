using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Changing_rules_while_the_hub_runs : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningHub _hub = null!;
    private int _number;

    public async Task InitializeAsync() => _hub = await RunningHub.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Takes_effect_without_a_restart_and_a_broken_file_changes_nothing_but_is_told_once()
    {
        (await OutcomeAsync()).ShouldBe("accepted");

        _folder.Write("data/mappings/rules/own.yaml", "rules: own\nconfidence: { acceptAt: 1 }\ncomplete: [{ name: phone, require: customer.phone }]\n");
        await UntilAsync(async () => await OutcomeAsync() == "held");

        _folder.Write("data/mappings/rules/own.yaml", "rules: own\ncomplete: [\n");
        await UntilAsync(async () => (await ProblemsAsync()).Count == 1);
        (await ProblemsAsync()).ShouldBe(["file-kept"]);
        (await OutcomeAsync()).ShouldBe("held");
        await UntilAsync(() => Task.FromResult(_hub.Errors.Contains("file-kept", StringComparison.Ordinal)));

        _folder.Write("data/mappings/rules/own.yaml", "rules: own\n");
        await UntilAsync(async () => await OutcomeAsync() == "accepted");
        await UntilAsync(() => Task.FromResult(_hub.Errors.Contains("mended", StringComparison.Ordinal)));
        _hub.Errors.Split("file-kept").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_mapping_that_was_never_readable_is_told_everywhere_and_to_the_documents_that_it_may_concern()
    {
        Directory.CreateDirectory(_folder.At("data", "mappings"));
        File.CreateSymbolicLink(_folder.At("data", "mappings", "dealer.yaml"), "nowhere.yaml");

        await UntilAsync(async () => (await ProblemsAsync()).Count == 1);
        (await ProblemsAsync()).ShouldBe(["mapping-broken"]);
        await UntilAsync(() => Task.FromResult(_hub.Errors.Contains("mapping-broken", StringComparison.Ordinal)));
        using var page = await _hub.GetAsync("?lang=zh");
        (await page.Content.ReadAsStringAsync()).ShouldContain("需要更正");
        (await HubProgram.RunAsync(_folder, "doctor", "--lang", "en")).Output.ShouldContain("nowhere.yaml");
        (await HubProgram.RunAsync(_folder, "mappings", "lint", "--lang", "en")).ExitCode.ShouldBe(1);

        using var answer = await _hub.PostFileAsync("a.csv", Samples.Sheet("M-1"), "?wait=20");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("code").GetString()).ShouldContain("mapping-reach-unknown");
    }

    private async Task<string?> OutcomeAsync()
    {
        using var answer = await _hub.PostOrderAsync(Samples.Order($"R-{++_number}"), "?wait=20");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("outcome").GetString();
    }

    private async Task<IReadOnlyList<string?>> ProblemsAsync() =>
        [.. (await _hub.JsonAsync("health/ready")).GetProperty("files").EnumerateArray().Select(problem => problem.GetProperty("code").GetString())];

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }
}
