using System.Diagnostics;
using System.Text;

namespace IntegrationHub.Functions.Hosting;

/// <summary>What a log line belongs to: the scopes that are open where it is written, and the trace.</summary>
/// <param name="around">The scope that this one was opened in.</param>
/// <param name="state">Names with values, or text.</param>
/// <param name="leave">Told when the scope ends.</param>
internal sealed class LogScope(LogScope? around, object state, Action<LogScope?> leave) : IDisposable
{
    private const int LongestValue = 200;

    public void Dispose() => leave(around);

    /// <summary><c> [document=… trace=…]</c>; empty where the line belongs to nothing.</summary>
    public static string Text(LogScope? scope, Activity? activity)
    {
        if (scope is null && activity is null)
        {
            return "";
        }

        var text = new StringBuilder();
        scope?.Append(text, []);
        if (activity is { IdFormat: ActivityIdFormat.W3C })
        {
            Add(text, "trace=" + activity.TraceId.ToHexString());
        }

        return text.Length == 0 ? "" : text.Insert(0, " [").Append(']').ToString();
    }

    // The innermost scope knows best.
    private void Append(StringBuilder text, HashSet<string> said)
    {
        var own = new StringBuilder();
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (name, value) in values)
            {
                if (value is not null && name != "{OriginalFormat}" && said.Add(name))
                {
                    Add(own, $"{name}={OneWord(value)}");
                }
            }
        }
        else if (state.ToString() is { Length: > 0 } words && said.Add(words))
        {
            Add(own, OneWord(words));
        }

        around?.Append(text, said);
        if (own.Length > 0)
        {
            Add(text, own.ToString());
        }
    }

    private static void Add(StringBuilder text, string more) => text.Append(text.Length == 0 ? "" : " ").Append(more);

    // Ids come from outside too; a line stays a line and a value a value.
    private static string OneWord(object value)
    {
        var text = value.ToString() ?? "";
        return string.Create(Math.Min(text.Length, LongestValue), text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsWhiteSpace(source[i]) || char.IsControl(source[i]) || source[i] is '[' or ']' ? '_' : source[i];
            }
        });
    }
}
