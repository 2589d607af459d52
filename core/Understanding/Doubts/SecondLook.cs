using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Titles;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>
/// Looks at a finished reading from the sheet's side: is there anything a clerk would have typed, or asked about, that the reading has no place
/// for? What is found holds the order. It never changes what was read, so that a doubt costs a question and never a wrong order.
/// </summary>
internal static class SecondLook
{
    /// <summary>The questions that the sheet leaves open about a table's orders.</summary>
    /// <param name="sheet">The sheet with all its lines.</param>
    /// <param name="table">The table read.</param>
    /// <param name="title">The title block that belongs to it.</param>
    /// <param name="lines">The lines that count.</param>
    /// <param name="words">The vocabularies.</param>
    public static IEnumerable<Finding> Questions(SheetAnalysis sheet, AnalysedTable table, TitleBlock title, IReadOnlyList<LineDraft> lines, Words words) =>
    [
        .. UnreadRows.Find(sheet, table, words),
        .. RowsWithoutQuantity.Find(sheet, table, words),
        .. ColumnsAlike.Find(table, lines),
        .. NumbersAgainstTitle.Find(table, title),
        .. ColumnsWithoutCaption.Find(sheet, table, lines, words),
        .. DatesWithoutLabel.Find(sheet, table, title),
        .. DeliveryUnread.Find(sheet, table, title, words),
        .. PartyEither.Find(sheet, table, title, words),
        .. NotesAboutLines.Find(sheet, lines),
    ];
}
