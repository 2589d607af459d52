using IntegrationHub.Core.Findings;
using System.Text;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping;

/// <summary>The result of compiling one mapping file.</summary>
/// <param name="Mapping">The mapping; null when any lint is an error.</param>
/// <param name="Lints">All violations at once, in file order.</param>
public sealed record MappingCompilation(CompiledMapping? Mapping, IReadOnlyList<Lint> Lints)
{
    /// <summary>The match section as far as it could be read, so that a broken file can still be named to whom it concerns.</summary>
    internal MatchPlan? Match { get; init; }

    /// <summary>True where nothing of the file could be read, not even whom it concerns.</summary>
    internal bool IsUnread { get; init; }
}

/// <summary>Turns the text of a mapping file into a plan, or into lints with file, line and column.</summary>
public static class MappingCompiler
{
    /// <summary>Compiles; never throws for what is in the text.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="file">Its path or name, for messages, for the name rule and for fixtures beside it.</param>
    /// <param name="words">Units and currencies; the built-in ones when left out.</param>
    public static MappingCompilation Compile(string yaml, string file, MappingWords? words = null)
    {
        var lints = new LintSink(file);
        if (Encoding.UTF8.GetByteCount(yaml) is > MappingLanguage.MaxBytes and var bytes)
        {
            lints.Raise(MappingLints.TooLarge, Mark.Empty, bytes, MappingLanguage.MaxBytes);
            return new MappingCompilation(null, lints.Lints) { IsUnread = true };
        }

        if (Load(yaml, lints) is not { } root)
        {
            return new MappingCompilation(null, lints.Lints) { IsUnread = true };
        }

        var check = new DeclarationCheck(lints);
        var fields = check.Object(root, MappingLanguage.File);
        var build = new PlanBuilder(lints, check, file, words ?? MappingWords.BuiltIn);
        var plan = build.Build(fields);
        return new MappingCompilation(lints.HasErrors ? null : new CompiledMapping(plan), lints.Lints) { Match = plan.Match };
    }

    /// <summary>Compiles a file; one that cannot be opened has that for its lint.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="words">Units and currencies; the built-in ones when left out.</param>
    public static MappingCompilation CompileFile(string file, MappingWords? words = null)
    {
        try
        {
            return Compile(File.ReadAllText(file), file, words);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Unreadable(file, unreadable.Message, unreadable.Message);
        }
    }

    /// <summary>What stands in the place of a file that cannot be opened.</summary>
    internal static MappingCompilation Unreadable(string file, string en, string zh)
    {
        var lints = new LintSink(file);
        lints.Raise(MappingLints.Unreadable, Mark.Empty, en, zh);
        return new MappingCompilation(null, lints.Lints) { IsUnread = true };
    }

    private static YamlNode? Load(string yaml, LintSink lints)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(YamlText.Parser(new StringReader(yaml)));
            if (stream.Documents.Count > 0)
            {
                return Sound(stream.Documents[0].RootNode, lints) ? stream.Documents[0].RootNode : null;
            }

            lints.Raise(MappingLints.MissingRequired, Mark.Empty, "mapping");
        }
        catch (YamlException e)
        {
            var text = e.Message;
            var cut = text.IndexOf("): ", StringComparison.Ordinal);
            lints.Raise(MappingLints.BadYaml, e.Start, cut < 0 ? text : text[(cut + 3)..]);
        }
        catch (ArgumentException)
        {
            lints.Raise(MappingLints.BadYaml, Mark.Empty, new Said("a key is written twice", "键重复"));
        }

        return null;
    }

    /// <summary>Aliases may nest without end; a mapping file has no use for them.</summary>
    private static bool Sound(YamlNode root, LintSink lints)
    {
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<YamlNode>([root]);
        while (waiting.TryPop(out var node))
        {
            if (!seen.Add(node) || node.NodeType == YamlNodeType.Alias)
            {
                lints.Raise(MappingLints.BadYaml, node, "aliases (*name) are not allowed / 不允许使用别名（*名称）");
                return false;
            }

            IEnumerable<YamlNode> children = node switch
            {
                YamlMappingNode mapping => mapping.Children.SelectMany(pair => new[] { pair.Key, pair.Value }),
                YamlSequenceNode list => list.Children,
                _ => [],
            };
            foreach (var child in children)
            {
                waiting.Push(child);
            }
        }

        return true;
    }
}
