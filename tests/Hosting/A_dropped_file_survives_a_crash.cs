using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class A_dropped_file_survives_a_crash : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("hub-drop-").FullName;
    private readonly List<string> _keys = [];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Taken_again_it_has_the_same_key_and_only_then_leaves_the_inbox()
    {
        Directory.CreateDirectory(Path.Combine(_data, "inbox"));
        File.WriteAllText(Path.Combine(_data, "inbox", "a.csv"), "a,b\n");

        await UntilAsync(keys: 1, async (_, cancelled) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancelled);
            throw new InvalidOperationException("cannot come here");
        });
        File.Exists(Path.Combine(_data, "inbox", "a.csv")).ShouldBeTrue();

        await UntilAsync(keys: 2, (_, _) => Task.FromResult(new ImportDocument { Input = "a.csv", Outcome = Outcome.Accepted }));

        _keys[1].ShouldBe(_keys[0]);
        File.Exists(Path.Combine(_data, "inbox", "a.csv")).ShouldBeFalse();
        Directory.GetFiles(Path.Combine(_data, "done")).Select(Path.GetFileName).ShouldBe(["a.csv", "a.csv.result.json"], ignoreOrder: true);
    }

    private async Task UntilAsync(int keys, Func<DroppedFile, CancellationToken, Task<ImportDocument>> import)
    {
        using var stop = new CancellationTokenSource();
        var folder = new DropFolder(
            Path.Combine(_data, "inbox"),
            (file, cancellation) =>
            {
                _keys.Add(file.Key);
                return import(file, cancellation);
            },
            TimeProvider.System,
            NullLogger<DropFolder>.Instance);
        var running = folder.RunAsync(stop.Token);
        for (var waited = 0; waited < 200 && _keys.Count < keys; waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await stop.CancelAsync();
        await running;
        _keys.Count.ShouldBe(keys);
    }
}
