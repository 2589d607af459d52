using IntegrationHub.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>A YAML value with its place. Unlike the library's own tree it keeps repeated keys, so that they can be remarked on.</summary>
internal sealed class RuleNode(int line, int column)
{
    private const int MaxDepth = 16;

    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>Text of a scalar; null for lists, objects and YAML's null.</summary>
    public string? Text { get; private init; }

    /// <summary>Items of a list; null otherwise.</summary>
    public List<RuleNode>? Items { get; private init; }

    /// <summary>Keys and values of an object in file order; null otherwise.</summary>
    public List<(RuleNode Key, RuleNode Value)>? Pairs { get; private init; }

    /// <summary>What it looks like in a sentence.</summary>
    public string Shown => Text ?? (Items is not null ? "[…]" : Pairs is not null ? "{…}" : "null");

    /// <summary>The value of a key; null where it is absent.</summary>
    public RuleNode? Find(string key)
    {
        if (Pairs is not null)
        {
            foreach (var (name, value) in Pairs)
            {
                if (string.Equals(name.Text, key, StringComparison.Ordinal))
                {
                    return value;
                }
            }
        }

        return null;
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="YamlException">Not YAML, several documents, aliases, or nested too deep.</exception>
    public static RuleNode Parse(string yaml)
    {
        using var reader = new StringReader(yaml);
        var parser = YamlText.Parser(reader);
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return new RuleNode(1, 1);
        }

        parser.Consume<DocumentStart>();
        var node = Read(parser, 0);
        parser.Consume<DocumentEnd>();
        parser.Consume<StreamEnd>();
        return node;
    }

    private static RuleNode Read(IParser parser, int depth)
    {
        var start = parser.Current!.Start;
        var (line, column) = ((int)start.Line, (int)start.Column);
        if (depth > MaxDepth)
        {
            throw new YamlException(start, start, "nested too deep");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
            return new RuleNode(line, column) { Text = isNull ? null : scalar.Value };
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<RuleNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, depth + 1));
            }

            return new RuleNode(line, column) { Items = items };
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var pairs = new List<(RuleNode, RuleNode)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                pairs.Add((Read(parser, depth + 1), Read(parser, depth + 1)));
            }

            return new RuleNode(line, column) { Pairs = pairs };
        }

        throw new YamlException(start, start, "anchors and aliases are not used here");
    }
}
