namespace IntegrationHub.Core.Mapping.Language;

/// <summary>What a key of a mapping file may hold.</summary>
internal enum DeclaredKind
{
    /// <summary>A scalar.</summary>
    Text,

    /// <summary>A whole number of 1 or more.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of <see cref="DeclaredKey.Words"/>.</summary>
    Word,

    /// <summary>A scalar or a list of scalars.</summary>
    Texts,

    /// <summary>An object of <see cref="DeclaredKey.Keys"/>.</summary>
    Object,

    /// <summary>A list of objects of <see cref="DeclaredKey.Keys"/>.</summary>
    Objects,

    /// <summary>Free names, each an object of scalars.</summary>
    Maps,

    /// <summary>A converter step or a list of them.</summary>
    Converters,

    /// <summary>Any YAML.</summary>
    Anything,
}

/// <summary>One key of the mapping language: the single declaration behind the parser, the linter, the editor's schema and the reference.</summary>
/// <param name="Name">Key in the file.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="En">What it means, English.</param>
/// <param name="Zh">What it means, Chinese.</param>
internal sealed record DeclaredKey(string Name, DeclaredKind Kind, string En, string Zh)
{
    /// <summary>Must be present.</summary>
    public bool Required { get; init; }

    /// <summary>Keys of the object.</summary>
    public IReadOnlyList<DeclaredKey> Keys { get; init; } = [];

    /// <summary>The closed list of a word, first one the default.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The key to use instead.</summary>
    public string? DeprecatedFor { get; init; }
}
