using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>A file that lies complete in the drop folder.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its name, below the folder.</param>
/// <param name="Sender">Name of the sub-folder where that is an address; else null.</param>
/// <param name="Key">Names this very file: taken again after a crash it is the same document.</param>
internal sealed record DroppedFile(string Path, string Name, string? Sender, string Key);

/// <summary>
/// Takes what lies in <c>inbox/</c> and files it under <c>done/</c> or <c>failed/</c> with its answer beside it. The file moves last:
/// a kill at any moment leaves it in the inbox, and its key makes the second import the same document.
/// </summary>
internal sealed class DropFolder(
    string inbox, Func<DroppedFile, CancellationToken, Task<ImportDocument>> import, TimeProvider clock, ILogger<DropFolder> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, Sighting> _seen = [];
    private readonly string _data = Path.GetDirectoryName(inbox)!;

    /// <summary>Runs until cancelled; the file at hand is finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Directory.CreateDirectory(inbox);
                await PassAsync(stopping).ConfigureAwait(false);
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                log.LogError("drop folder {Folder}: {Trouble}", inbox, trouble.Message);
                await Task.Delay(RetryAfter, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PassAsync(CancellationToken stopping)
    {
        var present = Directory.EnumerateFiles(inbox, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(path => !IsTemporary(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var gone in _seen.Keys.Except(present).ToList())
        {
            _seen.Remove(gone);
        }

        foreach (var path in present)
        {
            stopping.ThrowIfCancellationRequested();
            if (IsComplete(path, out var sighting))
            {
                await TakeAsync(path, sighting, stopping).ConfigureAwait(false);
            }
        }
    }

    // A copy still running changes the size or the time between two looks, or holds the file open.
    private bool IsComplete(string path, out Sighting sighting)
    {
        var file = new FileInfo(path);
        var now = clock.GetUtcNow();
        sighting = new Sighting(file.Exists ? file.Length : -1, file.LastWriteTimeUtc, now, null);
        if (!_seen.TryGetValue(path, out var before) || before.Size != sighting.Size || before.Written != sighting.Written)
        {
            _seen[path] = sighting;
            return false;
        }

        sighting = before;
        return before.Size >= 0 && now - before.Since >= Settle && (before.NotBefore is null || now >= before.NotBefore)
            && !OpenForWriting.Holds(path);
    }

    private async Task TakeAsync(string path, Sighting sighting, CancellationToken stopping)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(path)!);
        var name = Path.GetFileName(path);
        var dropped = new DroppedFile(
            path, name, folder.Contains('@', StringComparison.Ordinal) ? folder : null,
            $"drop:{Path.GetRelativePath(inbox, path)}:{sighting.Size}:{sighting.Written.Ticks}");
        try
        {
            var answer = await import(dropped, stopping).ConfigureAwait(false);
            FileAway(path, answer);
            _seen.Remove(path);
            using var lines = log.BeginScope(new KeyValuePair<string, object?>[] { new("document", answer.DocumentId) });
            log.LogInformation("{Name}: {Outcome}", name, answer.Outcome);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // The store or the disk, not the file: it stays where it is and is tried again.
            log.LogError("{Name} stays in the inbox: {Trouble}", name, trouble.Message);
            _seen[path] = sighting with { NotBefore = clock.GetUtcNow() + RetryAfter };
        }
    }

    private void FileAway(string path, ImportDocument answer)
    {
        var folder = Path.Combine(_data, answer.Outcome == Outcome.Failed ? "failed" : "done");
        var target = Path.Combine(folder, Path.GetRelativePath(inbox, path));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        for (var copy = 2; File.Exists(target); copy++)
        {
            target = Path.Combine(
                Path.GetDirectoryName(target)!, $"{Path.GetFileNameWithoutExtension(path)} ({copy}){Path.GetExtension(path)}");
        }

        var result = target + ".result.json";
        try
        {
            File.WriteAllBytes(result + ".next", JsonSerializer.SerializeToUtf8Bytes(answer with { Input = Path.GetFileName(path) }, OrderJson.Wire.ImportDocument));
            File.Move(result + ".next", result, overwrite: true);
        }
        finally
        {
            File.Delete(result + ".next");
        }

        File.Move(path, target, overwrite: false);
    }

    private static bool IsTemporary(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal)
        || Path.GetExtension(name) is ".part" or ".tmp" or ".crdownload" or ".partial" or ".filepart";

    private sealed record Sighting(long Size, DateTime Written, DateTimeOffset Since, DateTimeOffset? NotBefore);
}
