using System.Globalization;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>Reads reference tables from a workbook or text table: each sheet is one table, headers in one of its first rows.</summary>
internal sealed class ReferenceSheets(ReferenceTables tables, ReferenceReport report)
{
    private const int HeaderRows = 10;

    /// <summary>Reads every visible sheet.</summary>
    public void Read(WorkbookCursor cursor, string name, ReferenceTable? stated, CancellationToken cancellation)
    {
        var found = false;
        while (cursor.MoveNextSheet())
        {
            if (!cursor.Sheet.Hidden)
            {
                found |= Sheet(cursor, stated ?? ReferenceNames.Find(cursor.Sheet.Name) ?? ReferenceNames.Find(Path.GetFileNameWithoutExtension(name)), cancellation);
            }
        }

        if (!found)
        {
            report.Add(ReferenceFindings.TableUnknown, null, null, name);
        }

        foreach (var finding in cursor.Findings)
        {
            report.Add(finding);
        }
    }

    private bool Sheet(WorkbookCursor cursor, ReferenceTable? stated, CancellationToken cancellation)
    {
        for (var i = 0; i < HeaderRows && cursor.MoveNextRow(); i++)
        {
            var headers = new Dictionary<int, Caption>();
            foreach (ref readonly var cell in cursor.Row.Cells)
            {
                if (cell.Kind == CellKind.Text && KeyText.OfName(cell.Text) is { Length: > 0 } key)
                {
                    headers[cell.Column] = new Caption(key, cell.Text!.Trim());
                }
            }

            string[] keys = [.. headers.Values.Select(caption => caption.Key)];
            var recognised = ReferenceColumns.Recognise(keys);
            var table = stated ?? recognised;
            if (table is { } known && IsHeader(known, keys))
            {
                Rows(cursor, known, headers, cancellation);
                return true;
            }
        }

        return false;
    }

    /// <summary>A stated table may lack a column, which is said; but two of its columns must be there for the row to be a header.</summary>
    private static bool IsHeader(ReferenceTable table, IReadOnlyCollection<string> headers) =>
        ReferenceColumns.All[(int)table].Count(c => headers.Any(c.IsNamed)) >= 2;

    private void Rows(WorkbookCursor cursor, ReferenceTable table, Dictionary<int, Caption> headers, CancellationToken cancellation)
    {
        var columns = Columns(cursor, table, headers);
        if (columns is null)
        {
            return;
        }

        tables.Open(table);
        while (cursor.MoveNextRow())
        {
            cancellation.ThrowIfCancellationRequested();
            var values = new Dictionary<string, ReferenceValue>(StringComparer.Ordinal);
            foreach (ref readonly var cell in cursor.Row.Cells)
            {
                if (columns.TryGetValue(cell.Column, out var column) && !CellText.IsBlank(cell))
                {
                    values[column] = Value(cell, Place(cursor, cell.Column), headers[cell.Column].Text);
                }
            }

            if (values.Count > 0)
            {
                foreach (var (at, column) in columns)
                {
                    values.TryAdd(column, new ReferenceValue(Place(cursor, at), headers[at].Text));
                }

                tables.Add(table, new ReferenceRow(Place(cursor, 0), values));
            }
        }
    }

    private Dictionary<int, string>? Columns(WorkbookCursor cursor, ReferenceTable table, Dictionary<int, Caption> headers)
    {
        var columns = new Dictionary<int, string>();
        foreach (var (at, caption) in headers)
        {
            if (ReferenceColumns.All[(int)table].FirstOrDefault(c => c.IsNamed(caption.Key) && !columns.ContainsValue(c.Name)) is { } column)
            {
                columns[at] = column.Name;
            }
            else
            {
                report.Add(ReferenceFindings.ColumnIgnored, Place(cursor, at), null, caption.Text, ReferenceNames.Said(table));
            }
        }

        var missing = ReferenceColumns.All[(int)table].FirstOrDefault(c => c.Required && !columns.ContainsValue(c.Name));
        if (missing is null)
        {
            return columns;
        }

        report.Add(ReferenceFindings.ColumnMissing, Place(cursor, 0), missing.Name, ReferenceNames.Said(table), missing.En, missing.Zh);
        return null;
    }

    private static ReferenceValue Value(in Cell cell, string where, string caption) => cell.Kind switch
    {
        CellKind.DateTime when SerialDate.IsValid(cell.Number) => new(where, caption) { Date = DateOnly.FromDateTime(cell.DateTime) },
        CellKind.Number when cell.Format is { ZeroPadding: > 0 and var digits } =>
            new(where, caption) { Text = decimal.Truncate(cell.Number).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), Number = cell.Number },
        CellKind.Number when cell.Format is { IsPercent: true } => new(where, caption) { Number = cell.Number * 100 },
        CellKind.Number => new(where, caption) { Number = cell.Number },
        CellKind.Boolean => new(where, caption) { Text = cell.Number == 0 ? "false" : "true" },
        _ => new(where, caption) { Text = CellText.Of(cell) },
    };

    /// <summary>Record and column of a text file, sheet and cell of a workbook.</summary>
    private static string Place(WorkbookCursor cursor, int column) => cursor.Encoding is null
        ? CellText.Place(cursor.Sheet, column, cursor.Row.Number)
        : string.Create(CultureInfo.InvariantCulture, $"{cursor.Row.Number}:{column + 1}");

    /// <summary>A header as it is compared and as it stands.</summary>
    private readonly record struct Caption(string Key, string Text);
}
