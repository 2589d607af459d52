using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IntegrationHub.Core.Findings;

/// <summary>Reads a YAML file that a person is editing: whatever is wrong with it is a <see cref="YamlException"/> with its place.</summary>
public static class YamlText
{
    /// <summary>The events of a text.</summary>
    public static IParser Parser(TextReader text) => new Steady(new Parser(new Scanner(text, skipComments: true)));

    /// <summary>
    /// YamlDotNet's scanner throws an <see cref="InvalidOperationException"/> where a flow list is not closed before the next key or a comment
    /// cuts it: <c>[PO, # of order, …]</c>. A file saved half-typed must not end what reads it.
    /// </summary>
    private sealed class Steady(Parser parser) : IParser
    {
        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            try
            {
                return parser.MoveNext();
            }
            catch (InvalidOperationException broken)
            {
                var at = parser.Current?.End ?? Mark.Empty;
                throw new YamlException(
                    at, at, "behind this place a list or a brace is not closed, or # cuts it / 此处之后有列表或花括号没有结束，或被 # 截断（含 # 的词请加双引号）", broken);
            }
        }
    }
}
