using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>A text file with separated fields as one sheet; every cell stays text, because only the column tells the locale of its numbers.</summary>
internal sealed class TextCursor : GuardedCursor
{
    private readonly StreamReader _reader;
    private readonly TextTokenizer _tokens;
    private readonly SheetInfo _info;
    private readonly string _encodingName;
    private bool _opened;
    private int _record;

    private TextCursor(StreamReader reader, TextTokenizer tokens, SheetInfo info, DetectedEncoding encoding, ReadBudget budget)
        : base(budget)
    {
        _reader = reader;
        _tokens = tokens;
        _info = info;
        _encodingName = encoding.Name;
        if (encoding.RunnerUp is not null)
        {
            Log.Add(WorkbookFindings.EncodingUncertain, null, encoding.Name, encoding.RunnerUp);
        }
    }

    public override string Format => "csv";

    public override string? Encoding => _encodingName;

    public static TextCursor Open(string path, string name, ReadBudget budget)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        try
        {
            var encoding = EncodingDetector.Detect(file);
            file.Position = 0;
            var reader = new StreamReader(file, encoding.Encoding, false, 1 << 16);
            if (encoding.Preamble > 0)
            {
                file.Position = encoding.Preamble;
            }

            var sample = new char[TextDialect.SampleLength];
            var length = reader.ReadBlock(sample, 0, sample.Length);
            if (sample.AsSpan(0, length).IsWhiteSpace())
            {
                throw ReadBudget.Stop(WorkbookFindings.Empty);
            }

            var dialect = TextDialect.Detect(sample.AsSpan(0, length));
            file.Position = encoding.Preamble;
            reader.DiscardBufferedData();
            var tokens = new TextTokenizer(reader, dialect.Separator, budget);
            if (dialect.SkipFirstLine)
            {
                tokens.Read(new SheetRow());
            }

            return new TextCursor(reader, tokens, new SheetInfo(Path.GetFileNameWithoutExtension(name), 0, false), encoding, budget);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    protected override SheetInfo? NextSheet()
    {
        var first = !_opened;
        _opened = true;
        return first ? _info : null;
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(++_record);
        Budget.CheckRow(_record, Budget.Limits.MaxTextRows);
        if (!_tokens.Read(row))
        {
            return false;
        }

        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Text!.Contains('\uFFFD') && Log.Wants(WorkbookFindings.BadCharacters))
            {
                var where = CellName.Of(_info.Name, cell.Column, row.Number);
                Log.Add(WorkbookFindings.BadCharacters, where, _encodingName);
            }
        }

        return true;
    }

    protected override void Dispose(bool disposing) => _reader.Dispose();
}
