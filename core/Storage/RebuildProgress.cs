namespace IntegrationHub.Core.Storage;

/// <summary>What a rebuild is doing.</summary>
public enum RebuildStep
{
    /// <summary>Reads the log from its beginning; counted in rows of it.</summary>
    Reading,

    /// <summary>Compares each card with its log and writes what differs; counted in orders.</summary>
    Comparing,
}

/// <summary>How far a rebuild is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Done">So much of that is done.</param>
/// <param name="All">Of so much.</param>
/// <param name="Mended">Orders with something that differed from their log.</param>
public sealed record RebuildProgress(RebuildStep Step, long Done, long All, long Mended);
