using System.Globalization;

namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>Memory and processor time of a process and its descendants, from <c>/proc</c>; zeros where there is none.</summary>
internal sealed class ProcessTree(int root)
{
    private readonly Dictionary<int, long> _peaks = [];

    /// <summary>Most memory that the process itself held, bytes.</summary>
    public long MainPeak => _peaks.GetValueOrDefault(root);

    /// <summary>Most memory that one of its descendants held, bytes.</summary>
    public long ChildPeak => _peaks.Where(pair => pair.Key != root).Select(pair => pair.Value).DefaultIfEmpty(0).Max();

    /// <summary>Most memory held together at one look, bytes.</summary>
    public long TreePeak { get; private set; }

    public void Look()
    {
        if (!Directory.Exists("/proc/self"))
        {
            return;
        }

        var together = 0L;
        foreach (var pid in Members())
        {
            var (now, peak) = Memory(pid);
            together += now;
            _peaks[pid] = Math.Max(_peaks.GetValueOrDefault(pid), peak);
        }

        TreePeak = Math.Max(TreePeak, together);
    }

    /// <summary>The process and all its living descendants.</summary>
    public IReadOnlyList<int> Members()
    {
        var parents = new List<(int Pid, int Parent)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Stat(pid) is { } stat)
            {
                parents.Add((pid, int.Parse(stat[1], CultureInfo.InvariantCulture)));
            }
        }

        var members = new List<int> { root };
        for (var i = 0; i < members.Count; i++)
        {
            members.AddRange(parents.Where(pair => pair.Parent == members[i]).Select(pair => pair.Pid));
        }

        return members;
    }

    /// <summary>Processor time of the process itself so far.</summary>
    public static TimeSpan Processor(int pid)
    {
        // Fields 14 and 15 of stat(5), in ticks of a hundredth of a second.
        return Stat(pid) is { } stat
            ? TimeSpan.FromMilliseconds(10 * (long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture)))
            : TimeSpan.Zero;
    }

    public static bool IsAlive(int pid) => Stat(pid) is { } stat && stat[0] != "Z";

    /// <summary>The fields behind the name, which may hold blanks and brackets itself.</summary>
    private static string[]? Stat(int pid)
    {
        var text = Read($"/proc/{pid}/stat");
        return text is null ? null : text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static (long Now, long Peak) Memory(int pid)
    {
        var now = 0L;
        var peak = 0L;
        foreach (var line in (Read($"/proc/{pid}/status") ?? "").Split('\n'))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                peak = Kilobytes(line);
            }
            else if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
            {
                now = Kilobytes(line);
            }
        }

        return (now, peak);
    }

    private static long Kilobytes(string line) =>
        1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return null;
        }
    }
}
