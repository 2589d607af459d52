namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>What speaks against a line being wanted.</summary>
internal enum Withdrawal : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The line says of itself that it was cancelled.</summary>
    Said,

    /// <summary>The line is struck through.</summary>
    Struck,

    /// <summary>The row is hidden, by hand or by a filter.</summary>
    Hidden,
}
