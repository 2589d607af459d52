using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IntegrationHub.Core.Yaml;

/// <summary>
/// Parses what people write: a file that nests deeper than anything of ours ends at once (the parser's time grows with the square of the depth, and a
/// tree of it would not fit the stack), and whatever else is no YAML or no text is a <see cref="YamlException"/> with its place.
/// </summary>
/// <param name="yaml">The text.</param>
internal sealed class ShallowParser(TextReader yaml) : IParser
{
    private const int MaxDepth = 64;
    private readonly Parser _parser = new(new Scanner(yaml, skipComments: true));
    private int _depth;

    /// <inheritdoc/>
    public ParsingEvent? Current => _parser.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        bool more;
        try
        {
            more = _parser.MoveNext();
        }
        catch (InvalidOperationException broken)
        {
            // Where a flow list is not closed before the next key or a comment cuts it: [PO, # of order, ...].
            var at = Current?.End ?? Mark.Empty;
            throw new YamlException(
                at, at, "behind this place a list or a brace is not closed, or # cuts it / 此处之后有列表或花括号没有结束，或被 # 截断（含 # 的词请加双引号）", broken);
        }

        _depth += more ? Current!.NestingIncrease : 0;
        return _depth > MaxDepth + 1 ? throw new YamlException(Current!.Start, Current.End, "nested too deep / 嵌套过深")
            : Current is Scalar { Value: var text } && !IsText(text) ? throw new YamlException(Current.Start, Current.End, "half a character / 含有不完整的字符")
            : more;
    }

    // "\uD83D" alone is half a character, which nothing that compares words can take.
    private static bool IsText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\uFFFE' || (char.IsSurrogate(value[i]) && !(i + 1 < value.Length && char.IsSurrogatePair(value[i], value[++i]))))
            {
                return false;
            }
        }

        return true;
    }
}
