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
