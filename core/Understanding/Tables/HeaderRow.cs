using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>One column's header, with what it may mean.</summary>
/// <param name="Column">First column, zero-based.</param>
/// <param name="LastColumn">Last column that the header's merge covers.</param>
/// <param name="Text">The header as written; of a two-row header the lower text.</param>
/// <param name="Parent">The caption above it in a two-row header; null when none.</param>
/// <param name="Meanings">Concepts by descending weight.</param>
internal sealed record HeaderCell(int Column, int LastColumn, string Text, string? Parent, IReadOnlyList<ConceptMatch> Meanings)
{
    /// <summary>The size or day whose quantities stand below; null for a caption.</summary>
    public SpreadKey? Spread { get; init; }

    /// <summary>True where the column is hidden: a visible one that says the same goes before it.</summary>
    public bool Hidden { get; init; }

    public double WeightOf(Concept concept)
    {
        foreach (var m in Meanings)
        {
            if (m.Concept == concept)
            {
                return m.Weight;
            }
        }

        return 0;
    }
}

/// <summary>A row, or two rows, that name the columns of a table.</summary>
/// <param name="FirstRow">One-based number of the first header row.</param>
/// <param name="LastRow">One-based number of the last header row.</param>
/// <param name="Cells">Headers by ascending column.</param>
/// <param name="Score">Sum of distinct meanings less what speaks against a header.</param>
internal sealed record HeaderRow(int FirstRow, int LastRow, IReadOnlyList<HeaderCell> Cells, double Score)
{
    /// <summary>True where both stand over some of the same columns.</summary>
    public bool Overlaps(HeaderRow other) => Cells[0].Column <= other.Cells[^1].Column && other.Cells[0].Column <= Cells[^1].Column;
}
