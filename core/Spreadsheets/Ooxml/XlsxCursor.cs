using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>Reads .xlsx in one pass, rows as they inflate; strings and styles are loaded when the first sheet is.</summary>
internal sealed class XlsxCursor(Package package, string mainPart) : GuardedCursor(package.Budget)
{
    private readonly FormatTable _formats = new();
    private readonly SharedStrings _strings = new(package.Budget);
    private WorkbookPart? _workbook;
    private SheetPart? _part;
    private int _index;
    private int _read;

    public override string Format => "xlsx";

    protected override SheetInfo? NextSheet()
    {
        _workbook ??= Load();
        _part?.Dispose();
        _part = null;
        while (_index < _workbook.Sheets.Count)
        {
            var entry = _workbook.Sheets[_index];
            var info = new SheetInfo(entry.Name, _index++, entry.Hidden);
            if (!entry.IsWorksheet)
            {
                continue;
            }

            if (package.Scan(entry.Part) is { } scanner)
            {
                _part = new SheetPart(scanner, _strings, _formats, _workbook.DateShift, package.Budget, Log, info.Name);
                _read++;
                return info;
            }

            Log.Add(WorkbookFindings.SheetMissing, entry.Name, entry.Name);
        }

        return _read > 0 ? null : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    protected override bool NextRow(SheetRow row)
    {
        if (_part is null)
        {
            return false;
        }

        while (_part.Next(row))
        {
            return true;
        }

        foreach (var merge in _part.TakeMerges())
        {
            AddMerge(merge);
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _part?.Dispose();
        _strings.Dispose();
        package.Dispose();
    }

    private WorkbookPart Load()
    {
        var workbook = WorkbookPart.Read(package, mainPart);
        using (var styles = package.Scan(workbook.Styles))
        {
            if (styles is not null)
            {
                LoadStyles(styles);
            }
        }

        using var strings = package.Scan(workbook.Strings);
        if (strings is not null)
        {
            _strings.Load(strings);
        }

        return workbook;
    }

    private void LoadStyles(XmlScanner styles)
    {
        try
        {
            StylesPart.Read(styles, _formats);
        }
        catch (Exception error) when (error is InvalidDataException || error is UnreadableWorkbookException { Finding.Code: var code } && code == WorkbookFindings.Damaged.Code)
        {
            Log.Add(WorkbookFindings.StylesUnread, null);
        }
    }
}
