using IntegrationHub.Core.Findings;
using System.Reflection;
using YamlDotNet.Core;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>One rule file.</summary>
/// <param name="Name">The file as the caller names it in messages.</param>
/// <param name="Text">Its YAML.</param>
public sealed record RuleSource(string Name, string Text);

/// <summary>Rule files read and compiled.</summary>
/// <param name="Book">The rules; a file with errors is left out as a whole.</param>
/// <param name="Lints">Every remark on every file.</param>
public sealed record RuleReading(RuleBook Book, IReadOnlyList<Lint> Lints)
{
    /// <summary>True where a file could not be used.</summary>
    public bool HasErrors => Lints.Any(l => l.IsError);
}

/// <summary>Reads rule files: the shipped defaults first, then what a company adds or changes, in the order of file names.</summary>
public static class RuleFiles
{
    private const string Shipped = "rules/";

    /// <summary>The defaults that come with the product.</summary>
    public static IReadOnlyList<RuleSource> Defaults { get; } = ReadShipped();

    /// <summary>The defaults and the <c>*.yaml</c> files of a folder; the folder may be absent.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RuleReading Load(string? folder)
    {
        var own = folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => new RuleSource(path, ReadText(path)))
            : [];
        return Read([.. Defaults, .. own]);
    }

    /// <summary>Reads files, each laid over the ones before it.</summary>
    public static RuleReading Read(IReadOnlyList<RuleSource> sources)
    {
        var book = new RuleBook();
        var lints = new List<Lint>();
        foreach (var source in sources)
        {
            var sink = new LintSink(source.Name);
            var read = Read(source, book, sink);
            lints.AddRange(sink.Lints);
            book = sink.Lints.Any(l => l.IsError) ? book : read;
        }

        return new RuleReading(book, lints);
    }

    private static RuleBook Read(RuleSource source, RuleBook book, LintSink lints)
    {
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
            lints.Raise(RuleLints.BadYaml, (int)Math.Max(1, bad.Start.Line), (int)Math.Max(1, bad.Start.Column), bad.InnerException?.Message ?? bad.Message);
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
