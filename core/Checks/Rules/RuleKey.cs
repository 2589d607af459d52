namespace IntegrationHub.Core.Checks.Rules;

/// <summary>What a key of a rule file may hold.</summary>
internal enum RuleKind
{
    /// <summary>A scalar that says something.</summary>
    Text,

    /// <summary>A scalar or a list of scalars.</summary>
    Texts,

    /// <summary>A decimal between <see cref="RuleKey.Min"/> and <see cref="RuleKey.Max"/>.</summary>
    Number,

    /// <summary>A whole number between <see cref="RuleKey.Min"/> and <see cref="RuleKey.Max"/>.</summary>
    Whole,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of <see cref="RuleKey.Words"/>.</summary>
    Word,

    /// <summary>A length of time: <c>90s 30m 12h 14d</c>.</summary>
    Duration,

    /// <summary>An object of <see cref="RuleKey.Keys"/>.</summary>
    Object,

    /// <summary>A list of objects of <see cref="RuleKey.Keys"/>.</summary>
    Objects,

    /// <summary>An object from finding code to one of <see cref="RuleKey.Words"/>.</summary>
    Severities,
}

/// <summary>One key of the rule language: the single declaration behind parser, linter, editor schema and reference.</summary>
/// <param name="Name">Key in the file.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="En">What it means, English.</param>
/// <param name="Zh">What it means, Chinese.</param>
internal sealed record RuleKey(string Name, RuleKind Kind, string En, string Zh)
{
    public bool Required { get; init; }

    public decimal Min { get; init; }

    public decimal Max { get; init; } = decimal.MaxValue;

    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<RuleKey> Keys { get; init; } = [];

    public RuleKey? Find(string name)
    {
        foreach (var key in Keys)
        {
            if (string.Equals(key.Name, name, StringComparison.Ordinal))
            {
                return key;
            }
        }

        return null;
    }
}
