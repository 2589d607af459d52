using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding;

/// <summary>
/// The default path that needs no mapping file: finds the order table of a spreadsheet in any known language, what its columns mean,
/// what its title block says, and gives its orders. Decisions are taken on the first <see cref="Window"/> rows of each sheet.
/// </summary>
public sealed class SpreadsheetReader(Lexicon lexicon) : IDocumentReader
{
    /// <summary>Rows of a sheet that are held in memory and decide how it is read.</summary>
    public const int Window = 5_000;

    /// <inheritdoc/>
    public UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context) =>
        new UnderstoodSpreadsheet(open, context, new Words(lexicon));
}
