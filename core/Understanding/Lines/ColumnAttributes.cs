using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>A line's further values by caption. Captions are shared by all lines of a table, so that a line costs one array.</summary>
internal sealed class ColumnAttributes : IReadOnlyDictionary<string, string>
{
    private readonly string[] _keys;
    private readonly string?[] _values;

    public ColumnAttributes(string[] keys, string?[] values, int count)
    {
        _keys = keys;
        _values = values;
        Count = count;
    }

    public int Count { get; }

    public IEnumerable<string> Keys => this.Select(p => p.Key);

    public IEnumerable<string> Values => this.Select(p => p.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var at = Array.IndexOf(_keys, key);
        value = at < 0 ? null : _values[at];
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_values[i] is { } value)
            {
                yield return new(_keys[i], value);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Captions made unique: a second <c>备注</c> becomes <c>备注 (2)</c>.</summary>
    public static string[] UniqueKeys(IEnumerable<string> captions)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new List<string>();
        foreach (var caption in captions)
        {
            var key = caption.Length > 100 ? caption[..100] : caption;
            seen[key] = seen.GetValueOrDefault(key) + 1;
            keys.Add(seen[key] == 1 ? key : $"{key} ({seen[key]})");
        }

        return [.. keys];
    }
}
