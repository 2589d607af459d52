using System.Reflection;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>The vocabularies in use and what is wrong with the user's files.</summary>
/// <param name="Lexicon">What could be read, indexed; the shipped vocabularies are always in it.</param>
/// <param name="Findings">Lints of the user's files with <c>file:line:column</c>; empty where all is well.</param>
public sealed record LoadedVocabularies(Lexicon Lexicon, IReadOnlyList<Finding> Findings)
{
    /// <summary>Names of files that cannot be read and count as they stood before.</summary>
    public IReadOnlyCollection<string> Kept { get; internal init; } = [];

    /// <summary>Names of files that cannot be read and were never seen sound; of any other file with an error the rest counts.</summary>
    public IReadOnlyCollection<string> LeftOut { get; internal init; } = [];

    /// <summary>What each of the user's files said that could be read.</summary>
    internal IReadOnlyDictionary<string, LanguageVocabulary> Sound { get; init; } = new Dictionary<string, LanguageVocabulary>();
}

/// <summary>Loads vocabularies: the shipped ones from the program, the user's from <c>DATA/mappings/vocabulary</c>.</summary>
public static class VocabularyLoader
{
    private const string ResourcePrefix = "vocabulary/";

    /// <summary>The shipped vocabularies alone.</summary>
    public static Lexicon LoadShipped() => Load(null).Lexicon;

    /// <summary>
    /// The shipped vocabularies under those of a folder. A file of the folder adds to the shipped vocabulary of the same language, takes words
    /// out of it (<c>remove:</c>), stands in its place (<c>replace: true</c>) or brings a new language. A broken file is reported and skipped.
    /// </summary>
    /// <param name="folder">Folder with <c>*.yaml</c> files; null or missing means there are none.</param>
    /// <param name="before">What was loaded before: a file that could be read then and cannot now counts as it was.</param>
    public static LoadedVocabularies Load(string? folder, LoadedVocabularies? before = null)
    {
        var findings = new List<Finding>();
        var shipped = ReadShipped(findings);
        var sound = new Dictionary<string, LanguageVocabulary>(StringComparer.Ordinal);
        var kept = new List<string>();
        var leftOut = new List<string>();
        if (folder is not null && Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.y*ml").Order(StringComparer.Ordinal))
            {
                var file = Path.GetFileName(path);
                if (ReadUserFile(path, file, findings) is { } vocabulary)
                {
                    sound[file] = vocabulary;
                }
                else if (before?.Sound.GetValueOrDefault(file) is { } earlier)
                {
                    sound[file] = earlier;
                    kept.Add(file);
                }
                else
                {
                    leftOut.Add(file);
                }
            }
        }

        return new LoadedVocabularies(LexiconBuilder.Build(shipped, [.. sound.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)]), findings)
        {
            Sound = sound, Kept = kept, LeftOut = leftOut,
        };
    }

    /// <summary>Every remark on the text of one vocabulary file.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="file">Its name, as it is to stand in the findings.</param>
    public static IReadOnlyList<Finding> Lint(string yaml, string file)
    {
        var findings = new List<Finding>();
        if (Read(yaml, file, findings) is { } vocabulary)
        {
            VocabularyLints.Check(vocabulary, findings);
        }

        return findings;
    }

    internal static List<LanguageVocabulary> ReadShipped(List<Finding> findings)
    {
        var assembly = typeof(VocabularyLoader).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var shipped = new List<LanguageVocabulary>();
        foreach (var name in names)
        {
            if (ReadResource(assembly, name, findings) is { } vocabulary)
            {
                shipped.Add(vocabulary);
            }
        }

        return shipped;
    }

    private static LanguageVocabulary? ReadResource(Assembly assembly, string name, List<Finding> findings)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), name[ResourcePrefix.Length..], findings);
    }

    internal static LanguageVocabulary? Read(string yaml, string file, List<Finding> findings)
    {
        if (PlainShapeReader.TryRead(yaml, file) is { } plain)
        {
            return plain;
        }

        using var reader = new StringReader(yaml);
        return VocabularyReader.Read(reader, file, findings);
    }

    private static LanguageVocabulary? ReadUserFile(string path, string file, List<Finding> findings)
    {
        try
        {
            if (Read(File.ReadAllText(path), file, findings) is { } vocabulary)
            {
                VocabularyLints.Check(vocabulary, findings);
                return vocabulary;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            findings.Add(VocabularyFindings.Unreadable.At(file, null, unreadable.Message));
        }

        return null;
    }
}
