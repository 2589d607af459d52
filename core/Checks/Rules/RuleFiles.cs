using IntegrationHub.Core.Findings;
using System.Reflection;
using YamlDotNet.Core;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>One rule file.</summary>
/// <param name="Name">The file as the caller names it in messages.</param>
/// <param name="Text">Its YAML.</param>
public sealed record RuleSource(string Name, string Text)
{
    /// <summary>Why the file cannot be read; null where it could.</summary>
    internal string? Trouble { get; init; }
}

/// <summary>Rule files read and compiled.</summary>
/// <param name="Book">The rules; a file with errors is left out as a whole.</param>
/// <param name="Lints">Every remark on every file.</param>
public sealed record RuleReading(RuleBook Book, IReadOnlyList<Lint> Lints)
{
    /// <summary>Names of files with errors that count as they stood before.</summary>
    public IReadOnlyCollection<string> Kept { get; internal init; } = [];

    /// <summary>Where a company's own file sets <c>confidence.acceptAt</c>, as <c>file:line:column</c>; null where none does.</summary>
    public string? AcceptAtFrom { get; internal init; }

    /// <summary>What each file said that could be used.</summary>
    internal IReadOnlyDictionary<string, RuleSource> Sound { get; init; } = new Dictionary<string, RuleSource>();

    /// <summary>True where a file could not be used.</summary>
    public bool HasErrors => Lints.Any(l => l.IsError);
}

/// <summary>Reads rule files: the shipped defaults first, then what a company adds or changes, in the order of file names.</summary>
public static class RuleFiles
{
    private const string Shipped = "rules/";

    /// <summary>The defaults that come with the product.</summary>
    public static IReadOnlyList<RuleSource> Defaults { get; } = ReadShipped();

    /// <summary>The rule files of a folder, <c>*.yaml</c> and <c>*.yml</c>, in the order in which they are laid over each other; none where it is absent.</summary>
    public static IReadOnlyList<string> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Concat(Directory.EnumerateFiles(folder, "*.yml")).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The defaults and the files of a folder; the folder may be absent.</summary>
    /// <param name="folder">The folder; null for the defaults alone.</param>
    /// <param name="before">The reading that this one follows: a file that was sound in it and is broken now counts as it was.</param>
    public static RuleReading Load(string? folder, RuleReading? before = null) =>
        Read([.. Defaults, .. folder is null ? [] : In(folder).Select(Open)], before);

    /// <summary>Reads files, each laid over the ones before it.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="before">The reading that this one follows, see <see cref="Load"/>.</param>
    public static RuleReading Read(IReadOnlyList<RuleSource> sources, RuleReading? before = null)
    {
        var book = new RuleBook();
        var lints = new List<Lint>();
        var sound = new Dictionary<string, RuleSource>(StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var source in sources)
        {
            var sink = new LintSink(source.Name);
            var read = Read(source, book, sink);
            lints.AddRange(sink.Lints);
            if (!sink.HasErrors)
            {
                (book, sound[source.Name]) = (read, source);
            }
            else if (before?.Sound.GetValueOrDefault(source.Name) is { } earlier)
            {
                (book, sound[source.Name]) = (Read(earlier, book, new LintSink(source.Name)), earlier);
                kept.Add(source.Name);
            }
        }

        return new RuleReading(book, lints) { Sound = sound, Kept = kept, AcceptAtFrom = AcceptAtFrom(sound.Values) };
    }

    private static RuleBook Read(RuleSource source, RuleBook book, LintSink lints)
    {
        if (source.Trouble is { } trouble)
        {
            lints.Raise(RuleLints.Unreadable, 1, 1, trouble);
            return book;
        }

        if (source.Text.Length > RuleLanguage.MaxBytes)
        {
            lints.Raise(RuleLints.TooLarge, 1, 1, source.Text.Length, RuleLanguage.MaxBytes);
            return book;
        }

        RuleNode file;
        try
        {
            file = RuleNode.Parse(source.Text);
        }
        catch (YamlException bad)
        {
            lints.Raise(RuleLints.BadYaml, (int)Math.Max(1, bad.Start.Line), (int)Math.Max(1, bad.Start.Column), bad.Message);
            return book;
        }

        new RuleFileCheck(lints).Object(file, RuleLanguage.File);
        var bound = new RuleBinder(lints).Bind(file, book);
        foreach (var (rule, by) in RuleReach.Unreachable(bound.Routing))
        {
            var node = file.Find("routing")?.Items?.Find(item => item.Find("name")?.Text == rule.Name);
            lints.Raise(RuleLints.UnreachableRule, node?.Line ?? 1, node?.Column ?? 1, rule.Name, by.Name);
        }

        return bound;
    }

    private static string? AcceptAtFrom(IEnumerable<RuleSource> sources) => sources
        .Where(source => !Defaults.Contains(source))
        .Select(source => RuleNode.Parse(source.Text).Find("confidence")?.Find("acceptAt") is { } set
            ? FormattableString.Invariant($"{source.Name}:{set.Line}:{set.Column}")
            : null)
        .LastOrDefault(place => place is not null);

    /// <summary>A file as it stands; one that cannot be read says why in its lints.</summary>
    public static RuleSource Open(string path)
    {
        try
        {
            return new RuleSource(path, ReadText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new RuleSource(path, "") { Trouble = unreadable.Message };
        }
    }

    /// <summary>No more than the limit is read, whatever the size of the file.</summary>
    private static string ReadText(string path)
    {
        using var reader = new StreamReader(path);
        var text = new char[RuleLanguage.MaxBytes + 1];
        return new string(text, 0, reader.ReadBlock(text, 0, text.Length));
    }

    private static List<RuleSource> ReadShipped()
    {
        var sources = new List<RuleSource>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Shipped, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                sources.Add(new RuleSource(name, reader.ReadToEnd()));
            }
        }

        return sources;
    }
}
