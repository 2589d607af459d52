using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Core.Mapping.Catalogue;

/// <summary>One step in the life of a mapping; kept as a line of <c>history/NAME/log.jsonl</c>.</summary>
/// <param name="Sequence">1, 2, 3 …</param>
/// <param name="Action"><c>found</c> (edited in place), <c>promote</c>, <c>rollback</c> or <c>retire</c>.</param>
/// <param name="Version">Version of the mapping that became live; null where the shipped one did, or none.</param>
/// <param name="File">Copy of it in the history folder; null where the shipped one became live, or none.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="At">When, UTC.</param>
public sealed record HistoryStep(int Sequence, string Action, string? Version, string? File, string? Sha256, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryStep))]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>
/// Drafts, live files and history in <c>DATA/mappings</c>. A live file is swapped by rename, so a reader sees the old one or the
/// new one; everything that was ever live stays in <c>history/NAME</c>; nothing is deleted.
/// </summary>
/// <param name="data"><c>DATA/mappings</c>.</param>
/// <param name="shipped">The program's <c>mappings</c> folder; what a rollback falls back to.</param>
/// <param name="clock">Dates the steps.</param>
public sealed class MappingHistory(string data, string shipped, TimeProvider clock)
{
    /// <summary>Where a draft is edited.</summary>
    public string DraftFile(string name) => Path.Combine(data, "draft", name + ".yaml");

    /// <summary>The live file of the data folder; it wins over a shipped one.</summary>
    public string LiveFile(string name) => Path.Combine(data, name + ".yaml");

    /// <summary>The file in force: the live one, else the shipped one, else null.</summary>
    public string? FileInForce(string name) =>
        new[] { LiveFile(name), Path.Combine(shipped, name + ".yaml") }.FirstOrDefault(File.Exists);

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<HistoryStep> Steps(string name)
    {
        var log = LogFile(name);
        return File.Exists(log)
            ? [.. File.ReadLines(log).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize(l, HistoryJson.Default.HistoryStep)!)]
            : [];
    }

    /// <summary>Makes a text live; what was live before is kept.</summary>
    /// <param name="name">Name of the mapping.</param>
    /// <param name="version">Its version.</param>
    /// <param name="yaml">The text, already linted and tested by the caller.</param>
    public HistoryStep Promote(string name, string version, string yaml)
    {
        using var gate = Lock(name);
        KeepEdited(name);
        var step = Keep(name, "promote", version, Encoding.UTF8.GetBytes(yaml));
        Swap(name, Path.Combine(Folder(name), step.File!));
        Log(name, step);
        return step;
    }

    /// <summary>Makes the version before the live one live again; null where there is none.</summary>
    public HistoryStep? Rollback(string name)
    {
        using var gate = Lock(name);
        KeepEdited(name);
        var stack = Stack(name);
        if (stack.Count == 0 || (stack.Count == 1 && !File.Exists(Path.Combine(shipped, name + ".yaml"))))
        {
            return null;
        }

        var sequence = Steps(name).Count + 1;
        if (stack.Count == 1 || stack[^2].File is null)
        {
            // The history holds a copy, so taking the live file away loses nothing: the shipped one is in force again.
            // Behind a version that was promoted after a retirement there is none but the shipped one.
            File.Delete(LiveFile(name));
            var back = new HistoryStep(sequence, "rollback", null, null, null, clock.GetUtcNow());
            Log(name, back);
            return back;
        }

        var before = stack[^2];
        Swap(name, Path.Combine(Folder(name), before.File!));
        var step = before with { Sequence = sequence, Action = "rollback", At = clock.GetUtcNow() };
        Log(name, step);
        return step;
    }

    /// <summary>Takes the live file of the data folder out of force; null where there is none. A copy stays in the history, and a rollback brings it back.</summary>
    public HistoryStep? Retire(string name)
    {
        if (!File.Exists(LiveFile(name)))
        {
            return null;
        }

        using var gate = Lock(name);
        KeepEdited(name);
        File.Delete(LiveFile(name));
        var step = new HistoryStep(Steps(name).Count + 1, "retire", null, null, null, clock.GetUtcNow());
        Log(name, step);
        return step;
    }

    /// <summary>Where everything that was ever live is kept.</summary>
    public string Folder(string name) => Path.Combine(data, "history", name);

    private string LogFile(string name) => Path.Combine(Folder(name), "log.jsonl");

    /// <summary>What a rollback walks down: promotions and retirements push, rollbacks pop.</summary>
    private List<HistoryStep> Stack(string name)
    {
        var stack = new List<HistoryStep>();
        foreach (var step in Steps(name))
        {
            if (step.Action != "rollback")
            {
                stack.Add(step);
            }
            else if (stack.Count > 0)
            {
                stack.RemoveAt(stack.Count - 1);
            }
        }

        return stack;
    }

    /// <summary>A live file that was edited by hand, or put there, becomes part of the history before it is replaced.</summary>
    private void KeepEdited(string name)
    {
        var live = LiveFile(name);
        if (!File.Exists(live))
        {
            return;
        }

        var bytes = File.ReadAllBytes(live);
        if (Stack(name).LastOrDefault()?.Sha256 != Hash(bytes))
        {
            var version = MappingCompiler.Compile(Encoding.UTF8.GetString(bytes), live).Mapping?.Version;
            Log(name, Keep(name, "found", version, bytes));
        }
    }

    private HistoryStep Keep(string name, string action, string? version, byte[] bytes)
    {
        var sequence = Steps(name).Count + 1;
        var file = string.Create(CultureInfo.InvariantCulture, $"{sequence:D6}.yaml");
        WriteDurably(Path.Combine(Folder(name), file), bytes);
        return new HistoryStep(sequence, action, version, file, Hash(bytes), clock.GetUtcNow());
    }

    private void Swap(string name, string from)
    {
        var next = LiveFile(name) + ".next";
        WriteDurably(next, File.ReadAllBytes(from));
        File.Move(next, LiveFile(name), overwrite: true);
    }

    private void Log(string name, HistoryStep step) =>
        File.AppendAllText(LogFile(name), JsonSerializer.Serialize(step, HistoryJson.Default.HistoryStep) + "\n");

    private static void WriteDurably(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Two promotions at once would lose one of them.</summary>
    /// <exception cref="IOException">Another process is changing this mapping.</exception>
    private FileStream Lock(string name)
    {
        Directory.CreateDirectory(Folder(name));
        return new FileStream(Path.Combine(Folder(name), ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
