using System.Buffers.Text;
using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.OpenDocument;

/// <summary>
/// Reads OpenDocument spreadsheets, zipped (.ods) or flat (.fods). Rows and cells carry repeat counts of up to a million, so
/// what repeats nothing is stepped over and what repeats something is bounded by the sheet's limits.
/// </summary>
internal sealed class OpenDocumentCursor(XmlScanner scanner, ZipContainer? zip, ReadBudget budget) : GuardedCursor(budget)
{
    private readonly HashSet<string> _hiddenTables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _struckStyles = new(StringComparer.Ordinal);
    private readonly HiddenColumns _hiddenColumns = new();
    private readonly SheetRow _repeated = new();
    private readonly OpenDocumentCell _cell = new(budget);
    private bool _inTable;
    private int _tables;
    private int _rowNumber;
    private int _repeats;
    private int _declaredColumns;

    public override string Format => zip is null ? "fods" : "ods";

    protected override SheetInfo? NextSheet()
    {
        while (_inTable)
        {
            if (!ReadRow(_repeated))
            {
                break;
            }
        }

        _repeats = 0;
        _rowNumber = 0;
        _declaredColumns = 0;
        _hiddenColumns.Clear();
        string? style = null;
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Token != XmlToken.Start)
            {
                continue;
            }

            if (scanner.Is("style"u8))
            {
                style = scanner.AttributeText("name"u8);
            }
            else if (scanner.Is("table-properties"u8) && style is not null && scanner.Attribute("display"u8).SequenceEqual("false"u8) && _hiddenTables.Count < 10_000)
            {
                _hiddenTables.Add(style);
            }
            else if (scanner.Is("text-properties"u8) && style is not null && IsStruck() && _struckStyles.Count < 10_000)
            {
                _struckStyles.Add(style);
            }
            else if (scanner.Is("table"u8))
            {
                _inTable = true;
                var name = scanner.AttributeText("name"u8) ?? $"Sheet{_tables + 1}";
                var hidden = _hiddenTables.Contains(scanner.AttributeText("style-name"u8) ?? string.Empty);
                return new SheetInfo(name, _tables++, hidden);
            }
        }

        return _tables > 0 ? null : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    protected override bool NextRow(SheetRow row)
    {
        if (_repeats == 0 && !ReadRow(_repeated))
        {
            return false;
        }

        _repeats--;
        row.Clear(++_rowNumber);
        Budget.CheckRow(_rowNumber, Budget.Limits.MaxRows);
        row.Hidden = _repeated.Hidden;
        foreach (ref readonly var cell in _repeated.Cells)
        {
            row.Add(cell);
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        scanner.Dispose();
        zip?.Dispose();
    }

    /// <summary>Reads the next row with content into the buffer and sets how often it repeats; false at the table's end.</summary>
    private bool ReadRow(SheetRow row)
    {
        while (_inTable)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                    throw ReadBudget.CutOff(Sheet.Name);
                case XmlToken.End when scanner.Is("table"u8):
                    _inTable = false;
                    return false;
                case XmlToken.Start when scanner.Is("shapes"u8) || scanner.Is("forms"u8) || scanner.Is("table"u8):
                    scanner.Skip();
                    break;
                case XmlToken.Start when scanner.Is("table-column"u8):
                    DeclareColumns();
                    break;
                case XmlToken.Start when scanner.Is("table-row"u8):
                    var repeats = Repeat("number-rows-repeated"u8);
                    row.Clear(0);
                    row.Hidden = IsHidden();
                    ReadCells(row);
                    if (row.Count > 0)
                    {
                        _repeats = repeats;
                        return true;
                    }

                    _rowNumber = (int)Math.Min(int.MaxValue - 1L, _rowNumber + (long)repeats);
                    break;
            }
        }

        return false;
    }

    /// <summary>ODF 1.2 part 1, 19.749: visible, collapse, filter.</summary>
    private bool IsHidden() => scanner.HasAttribute("visibility"u8) && !scanner.Attribute("visibility"u8).SequenceEqual("visible"u8);

    /// <summary>ODF 1.2 part 1, 20.359: a style of line other than none.</summary>
    private bool IsStruck() =>
        scanner.HasAttribute("text-line-through-style"u8) && !scanner.Attribute("text-line-through-style"u8).SequenceEqual("none"u8)
        || scanner.HasAttribute("text-line-through-type"u8) && !scanner.Attribute("text-line-through-type"u8).SequenceEqual("none"u8);

    private void DeclareColumns()
    {
        var last = (int)Math.Min(int.MaxValue / 2, _declaredColumns + (long)Repeat("number-columns-repeated"u8)) - 1;
        if (IsHidden())
        {
            _hiddenColumns.Add(_declaredColumns, last);
        }

        _declaredColumns = last + 1;
    }

    private void ReadCells(SheetRow row)
    {
        var column = 0;
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                case XmlToken.End when scanner.Is("table-row"u8):
                    return;
                case XmlToken.Start when scanner.Is("table-cell"u8) || scanner.Is("covered-table-cell"u8):
                    ReadCell(row, ref column);
                    break;
            }
        }
    }

    private void ReadCell(SheetRow row, ref int column)
    {
        var repeats = Repeat("number-columns-repeated"u8);
        int down = Repeat("number-rows-spanned"u8), right = Repeat("number-columns-spanned"u8);
        var covered = scanner.Is("covered-table-cell"u8);
        var struck = _struckStyles.Count > 0 && _struckStyles.Contains(scanner.AttributeText("style-name"u8) ?? string.Empty) ? CellMarks.Struck : CellMarks.None;
        var cell = _cell.Read(scanner, column);
        if (cell is { } found && !covered)
        {
            Budget.CheckColumn(column + (long)repeats - 1);
            for (var i = 0; i < repeats; i++)
            {
                row.Add(found with { Column = column + i, Marks = struck | _hiddenColumns.MarkOf(column + i) });
            }

            if (found.Kind == CellKind.Error)
            {
                Log.AddAt(WorkbookFindings.ErrorValue, Sheet.Name, column, _rowNumber + 1, found.Text);
            }
            else if (found.Kind == CellKind.FormulaWithoutValue)
            {
                Log.AddAt(WorkbookFindings.FormulaWithoutValue, Sheet.Name, column, _rowNumber + 1);
            }
        }

        if ((down > 1 || right > 1) && !covered)
        {
            AddMerge(new MergedRange(_rowNumber + 1, _rowNumber + down, column, column + right - 1));
        }

        column = (int)Math.Min(int.MaxValue / 2, column + (long)repeats);
    }

    private int Repeat(ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(scanner.Attribute(name), out long count, out _) && count > 1 ? (int)Math.Min(count, 10_000_000) : 1;
}
