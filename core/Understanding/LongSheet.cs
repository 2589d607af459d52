using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Doubts;
using IntegrationHub.Core.Understanding.Grouping;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding;

/// <summary>
/// A sheet longer than the window: what was decided on the first rows is applied row by row, in memory that does not grow. Where
/// those rows leave open how texts write numbers or dates, the sheet is read to its end once for proof before any order is given.
/// </summary>
internal static class LongSheet
{
    public static IEnumerable<UnderstoodOrder> Read(
        SheetAnalysis sheet, WorkbookCursor cursor, Func<WorkbookCursor> open, Words words, UnderstandingContext context, int maxOpen,
        List<Finding> findings, CancellationToken cancellation)
    {
        var table = sheet.Tables.Where(t => t.CanHoldLines).MaxBy(t => t.Region.Header.Score)!;
        var questions = sheet.Title.Findings.Where(f => f.Severity >= Severity.Hold).ToList();
        var setting = new OrderSetting(sheet, table.Plan, sheet.Title, null, questions, words);
        questions.AddRange(setting.NamesCustomer ? PartyEither.Find(sheet, table, sheet.Title, words) : CustomerNotNamed.Question(sheet, setting.GuessedCustomer) is { } unnamed ? [unnamed] : []);
        var grouping = new OrderGrouping(context, maxOpen);
        var byCustomer = OrderGrouping.ByCustomer(table, sheet);
        findings.AddRange(sheet.Title.Findings.Except(questions));
        if (ColumnShift.Find(table.Region, words) is { } shift)
        {
            questions.Add(UnderstandingFindings.ColumnsShift.At(
                Grids.CellText.Place(sheet.Grid.Info, shift.Column, shift.Row), null, shift.Row, Grids.CellText.ColumnName(shift.Column)));
        }

        var reader = new RowReader(table.Plan, words);
        if (Undecided(table) is { Count: > 0 } columns)
        {
            // The window's rows are in memory, the cursor stands behind them: the second pass starts over.
            Prove(cursor, columns, words, cancellation);
            using var again = Reopen(open, sheet.Grid.Info);
            foreach (var order in Stream(again, table.Region.FirstRow, reader, grouping, setting, byCustomer, cancellation))
            {
                yield return order;
            }
        }
        else
        {
            foreach (var row in table.Region.Rows)
            {
                if (reader.Read(row) is { } line && grouping.Add(line, setting, byCustomer) is { } order)
                {
                    yield return order;
                }
            }

            foreach (var order in Stream(cursor, 0, reader, grouping, setting, byCustomer, cancellation))
            {
                yield return order;
            }
        }

        foreach (var order in grouping.Rest())
        {
            yield return order;
        }
    }

    private static IEnumerable<UnderstoodOrder> Stream(
        WorkbookCursor cursor, int firstRow, RowReader reader, OrderGrouping grouping, OrderSetting setting, bool byCustomer, CancellationToken cancellation)
    {
        while (cursor.MoveNextRow())
        {
            cancellation.ThrowIfCancellationRequested();
            if (cursor.Row.Number >= firstRow && reader.Read(cursor.Row) is { } line && grouping.Add(line, setting, byCustomer) is { } order)
            {
                yield return order;
            }
        }
    }

    /// <summary>Columns of texts that read two ways and whose first rows prove neither.</summary>
    private static List<AssignedColumn> Undecided(AnalysedTable table) =>
    [
        .. table.Plan.Columns.Where(c => FieldPaths.Of(c.Meaning) is not null
            && (c.Profile.AmbiguousDates > 0 && c.Profile.DateOrder == DayMonthOrder.Unknown
                || c.Profile.LoneSeparators > 0 && c.Profile.NumberStyle == NumberStyle.Unknown)),
    ];

    private static void Prove(WorkbookCursor cursor, List<AssignedColumn> columns, Words words, CancellationToken cancellation)
    {
        while (cursor.MoveNextRow())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var column in columns)
            {
                if (TableRegion.Value(cursor.Row, column.Header) is { Kind: CellKind.Text } cell)
                {
                    column.Profile.Observe(cell, words);
                }
            }

            if (columns.TrueForAll(c => c.Profile.DateOrder != DayMonthOrder.Unknown || c.Profile.NumberStyle != NumberStyle.Unknown))
            {
                return;
            }
        }
    }

    private static WorkbookCursor Reopen(Func<WorkbookCursor> open, SheetInfo sheet)
    {
        var cursor = open();
        while (cursor.MoveNextSheet())
        {
            if (cursor.Sheet.Index == sheet.Index)
            {
                return cursor;
            }
        }

        cursor.Dispose();
        throw new InvalidOperationException($"The sheet {sheet.Name} is no longer in the file.");
    }
}
