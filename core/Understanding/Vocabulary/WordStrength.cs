namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>How far a word may be trusted by itself.</summary>
public enum WordStrength
{
    /// <summary>The word means the concept wherever it stands.</summary>
    Strong,

    /// <summary>The word means it only if the values look like it, or no better column is there.</summary>
    Weak,
}
