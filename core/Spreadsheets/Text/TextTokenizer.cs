using System.Buffers;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>
/// Fields and records of separated text: quotes with doubled quotes inside, line breaks inside quotes, any line end. A quote
/// that never closes is taken as a plain character, so that one stray inch mark does not swallow the rest of the file.
/// </summary>
internal sealed class TextTokenizer
{
    private readonly TextReader _reader;
    private readonly ReadBudget _budget;
    private readonly char _separator;
    private readonly SearchValues<char> _stops;
    private char[] _buffer = new char[1 << 15];
    private int _at;
    private int _end;
    private bool _ended;

    public TextTokenizer(TextReader reader, char separator, ReadBudget budget)
    {
        _reader = reader;
        _budget = budget;
        _separator = separator;
        _stops = SearchValues.Create([separator, '\r', '\n']);
    }

    /// <summary>Reads one record into the row; false at the end of the text.</summary>
    public bool Read(SheetRow row)
    {
        if (_at == _end && !Fill(_at))
        {
            return false;
        }

        for (var column = 0; ; column++)
        {
            var more = ReadField(row, column);
            if (!more)
            {
                return true;
            }
        }
    }

    /// <summary>Reads one field; true where another follows in the same record.</summary>
    private bool ReadField(SheetRow row, int column)
    {
        if (_at < _end || Fill(_at))
        {
            if (_buffer[_at] == '"' && ReadQuoted(row, column, out var more))
            {
                return more;
            }

            return ReadPlain(row, column);
        }

        return false;
    }

    private bool ReadPlain(SheetRow row, int column)
    {
        var from = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_at + from, _end - _at - from).IndexOfAny(_stops);
            if (found >= 0)
            {
                Add(row, column, _buffer.AsSpan(_at, from + found));
                _at += from + found;
                return EndField();
            }

            from = _end - _at;
            _budget.CheckCharacters(from - 2);
            if (!Fill(_at))
            {
                Add(row, column, _buffer.AsSpan(_at, from));
                _at = _end;
                return false;
            }
        }
    }

    /// <summary>False where the quote is not closed within a cell's length; nothing is consumed then.</summary>
    private bool ReadQuoted(SheetRow row, int column, out bool more)
    {
        more = false;
        var i = 1;
        var doubled = false;
        while (true)
        {
            var found = _buffer.AsSpan(_at + i, _end - _at - i).IndexOf('"');
            if (found < 0)
            {
                i = _end - _at;
                if (i > _budget.Limits.MaxCellCharacters + 2 || !Fill(_at))
                {
                    return false;
                }

                continue;
            }

            i += found;
            if (_at + i + 1 == _end)
            {
                Fill(_at);
            }

            if (_at + i + 1 < _end && _buffer[_at + i + 1] == '"')
            {
                doubled = true;
                i += 2;
                continue;
            }

            break;
        }

        var inner = _buffer.AsSpan(_at + 1, i - 1);
        var text = doubled ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : null;
        var close = i + 1;
        if (_at + close < _end && !_stops.Contains(_buffer[_at + close]))
        {
            return ReadTail(row, column, text ?? inner.ToString(), close, out more);
        }

        if (text is null)
        {
            Add(row, column, inner);
        }
        else
        {
            Add(row, column, text);
        }

        _at += close;
        more = (_at < _end || Fill(_at)) && EndField();
        return true;
    }

    /// <summary>Text behind a closing quote belongs to the field; blanks there do not.</summary>
    private bool ReadTail(SheetRow row, int column, string text, int close, out bool more)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_at + close, _end - _at - close).IndexOfAny(_stops);
            if (found < 0 && _end - _at <= _budget.Limits.MaxCellCharacters && Fill(_at))
            {
                continue;
            }

            var length = found < 0 ? _end - _at - close : found;
            var tail = _buffer.AsSpan(_at + close, length);
            Add(row, column, tail.IsWhiteSpace() ? text : string.Concat(text, tail));
            _at += close + length;
            more = _at < _end && EndField();
            return true;
        }
    }

    /// <summary>Consumes the separator (true) or the line end (false).</summary>
    private bool EndField()
    {
        var stop = _buffer[_at++];
        if (stop == _separator)
        {
            if (_at == _end)
            {
                Fill(_at);
            }

            return _at < _end;
        }

        if (stop == '\r' && (_at < _end || Fill(_at)) && _buffer[_at] == '\n')
        {
            _at++;
        }

        return false;
    }

    private void Add(SheetRow row, int column, ReadOnlySpan<char> text)
    {
        // Spreadsheet exports write ="00123" so that Excel keeps the zeros.
        if (text.Length > 2 && text[0] == '=' && text[1] == '"' && text[^1] == '"')
        {
            text = text[2..^1];
        }

        if (text.Length == 0)
        {
            return;
        }

        _budget.CheckColumn(column);
        _budget.CheckCharacters(text.Length);
        row.Add(new Cell { Column = column, Kind = CellKind.Text, Text = text.ToString() });
    }

    private bool Fill(int keepFrom)
    {
        if (_ended)
        {
            return false;
        }

        _budget.Tick();
        var kept = _end - keepFrom;
        if (keepFrom > 0)
        {
            Array.Copy(_buffer, keepFrom, _buffer, 0, kept);
            _at -= keepFrom;
            _end = kept;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _reader.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }
}
