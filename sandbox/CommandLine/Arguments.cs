using System.Globalization;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary>Words and <c>--name value</c> pairs of one call; asking for what is missing or left over is a usage error.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string?> _options = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"unexpected word {words[i]}");
            }

            var hasValue = i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
            _options[words[i]] = hasValue ? words[++i] : null;
        }
    }

    public string Text(string name) => Optional(name) ?? throw new UsageException($"{name} needs a value");

    public string? Optional(string name)
    {
        _options.Remove(name, out var value);
        return value;
    }

    public bool Flag(string name) => _options.Remove(name);

    public int Number(string name, int? otherwise = null)
    {
        var text = Optional(name);
        if (text is null && otherwise is { } value)
        {
            return value;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"{name} needs a whole number");
    }

    public void NoMore()
    {
        if (_options.Count > 0)
        {
            throw new UsageException($"unknown option {_options.Keys.First()}");
        }
    }
}

/// <summary>The call cannot be understood; exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
