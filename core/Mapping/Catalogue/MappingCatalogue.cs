using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Mapping.Plans;

namespace IntegrationHub.Core.Mapping.Catalogue;

/// <summary>One mapping file as found: compiled, or broken with the reason.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Name">Name of the file without extension, which is the mapping's name.</param>
/// <param name="Compilation">What compiling gave.</param>
public sealed record MappingEntry(string File, string Name, MappingCompilation Compilation)
{
    /// <summary>What the file said when it was sound last, where it is broken now; null otherwise.</summary>
    public MappingEntry? Before { get; internal init; }

    /// <summary>The mapping; null while the file is broken and was never seen sound.</summary>
    public CompiledMapping? Mapping => Compilation.Mapping ?? Before?.Mapping;

    /// <summary>The criteria of <c>match</c>, e.g. <c>sender *@dealer.example</c>; none where the mapping is used by name only.</summary>
    public IReadOnlyList<string> AppliesTo => Match is not { } match ? [] :
    [
        .. Criterion("sender", match.Senders), .. Criterion("channel", match.Channels), .. Criterion("file", match.Files),
        .. Criterion("sheet", match.Sheets), .. Criterion("headers", match.Headers),
    ];

    /// <summary>The match section of what is used.</summary>
    internal MatchPlan? Match => (Before ?? this).Compilation.Match;

    /// <summary>The first error; null for a sound file.</summary>
    public Lint? FirstError => Compilation.Lints.FirstOrDefault(l => l.IsError);

    private static IEnumerable<string> Criterion(string name, IReadOnlyList<string> values) => values.Count == 0 ? [] : [$"{name} {string.Join(", ", values)}"];
}

/// <summary>
/// The live mappings: shipped ones from the program's folder, and what IT adds from the data folder, which wins by name.
/// Files are looked at again when they change; a change is seen whole or not at all, and a file that breaks counts as it was. Thread-safe.
/// </summary>
public sealed class MappingCatalogue
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // A file that was written a moment ago may not be written to its end.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly string[] _folders;
    private readonly Func<MappingWords> _current;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private Dictionary<string, (FileStamp? Stamp, MappingEntry? Entry)> _byPath = [];
    private IReadOnlyList<MappingEntry> _entries = [];
    private MappingWords? _words;
    private long _looked;
    private bool _loaded;

    /// <summary>Watches both folders; either may be absent.</summary>
    /// <param name="shipped">The program's <c>mappings</c> folder.</param>
    /// <param name="data"><c>DATA/mappings</c>.</param>
    /// <param name="words">Units and currencies.</param>
    /// <param name="clock">Decides when to look at the folders again.</param>
    public MappingCatalogue(string shipped, string data, MappingWords words, TimeProvider clock)
        : this(shipped, data, () => words, clock)
    {
    }

    /// <summary>Watches both folders and the words; all mappings are compiled again for other words.</summary>
    /// <param name="shipped">The program's <c>mappings</c> folder.</param>
    /// <param name="data"><c>DATA/mappings</c>.</param>
    /// <param name="words">Units and currencies as they are now.</param>
    /// <param name="clock">Decides when to look at the folders again.</param>
    public MappingCatalogue(string shipped, string data, Func<MappingWords> words, TimeProvider clock)
    {
        _folders = [shipped, data];
        _current = words;
        _clock = clock;
    }

    /// <summary>All mappings by name, sound or broken.</summary>
    public IReadOnlyList<MappingEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                if (!_loaded || _clock.GetElapsedTime(_looked) >= LookAgain || !ReferenceEquals(_words, _current()))
                {
                    Load(_loaded ? Settling : TimeSpan.Zero);
                }

                return _entries;
            }
        }
    }

    /// <summary>The mapping of that name; null when there is none or it is broken.</summary>
    public CompiledMapping? Find(string name) => Entries.FirstOrDefault(e => e.Name == name)?.Mapping;

    /// <summary>Broken files, for health pages.</summary>
    public IReadOnlyList<Finding> Broken => [.. Entries.Where(e => e.FirstError is not null).Select(Fault)];

    /// <summary>Looks at the folders now; called after a promotion.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            Load(TimeSpan.Zero);
        }
    }

    internal static Finding Fault(MappingEntry entry) => Fault(entry, entry.Before is null ? MappingFindings.Broken : MappingFindings.Kept);

    internal static Finding Fault(MappingEntry entry, FindingCode code)
    {
        var error = entry.FirstError!;
        return code.At(error.Place, null, entry.Name, error.Place, error.Finding.Message, error.Finding.MessageZh);
    }

    private void Load(TimeSpan settling)
    {
        var next = new Dictionary<string, (FileStamp? Stamp, MappingEntry? Entry)>(StringComparer.Ordinal);
        var words = _current();
        var byName = new SortedDictionary<string, MappingEntry>(StringComparer.Ordinal);
        foreach (var file in _folders.SelectMany(MappingFiles.In))
        {
            if (Entry(file, words, settling) is { Entry: { } entry } read)
            {
                next[file] = read;
                byName[entry.Name] = entry;
            }
        }

        _byPath = next;
        _entries = [.. byName.Values];
        _words = words;
        _looked = _clock.GetTimestamp();
        _loaded = true;
    }

    /// <summary>The file with the stamp that it had when it was read, none where it could not be; without an entry where there is no file.</summary>
    private (FileStamp? Stamp, MappingEntry? Entry) Entry(string file, MappingWords words, TimeSpan settling)
    {
        var known = _byPath.GetValueOrDefault(file);
        try
        {
            if (FileStamp.Of(new FileInfo(file)) is not { } stamp)
            {
                return LeadsNowhere(file) is { } target
                    ? (null, Standing(MappingCompiler.Unreadable(file, $"it is a link to {target}, which is not there", $"它是指向 {target} 的链接，而那里没有文件")))
                    : default;
            }

            var unchanged = known.Stamp == stamp;
            if (unchanged ? ReferenceEquals(words, _words) && !WaitsForFixture(known.Entry) : stamp.IsYoungerThan(settling, _clock))
            {
                return known;
            }

            return (stamp, Standing(MappingCompiler.Compile(File.ReadAllText(file), file, words)));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process swapped it while we looked.
            return known;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, Standing(MappingCompiler.Unreadable(file, unreadable.Message, unreadable.Message)));
        }

        MappingEntry Standing(MappingCompilation compilation)
        {
            var entry = new MappingEntry(file, Path.GetFileNameWithoutExtension(file), compilation);
            return entry.Mapping is null && known.Entry is { Mapping: not null } sound ? entry with { Before = sound.Before ?? sound } : entry;
        }
    }

    /// <summary>Its fixture may have been put beside it since, which changes nothing about the file itself.</summary>
    private static bool WaitsForFixture(MappingEntry? entry) => entry?.Compilation.Lints.Any(lint => lint.Finding.Code == MappingLints.BadTest.Code) == true;

    /// <summary>What a link leads to where nothing is there; null for what is no such link, and for the hidden ones that editors lay beside a file.</summary>
    private static string? LeadsNowhere(string file) =>
        Path.GetFileName(file)[0] != '.' ? new FileInfo(file).LinkTarget : null;
}

/// <summary>Finds mapping files in a folder. Vocabularies, rules, drafts and history live in folders of their own.</summary>
public static class MappingFiles
{
    /// <summary>Mapping files directly in the folder, by name; none where the folder is absent.</summary>
    public static IReadOnlyList<string> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Concat(Directory.EnumerateFiles(folder, "*.yml")).Order(StringComparer.Ordinal)]
        : [];
}
