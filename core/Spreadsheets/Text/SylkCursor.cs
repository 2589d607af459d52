using System.Globalization;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>Reads SYLK (.slk): one record per line, fields behind semicolons, cells in row order.</summary>
internal sealed class SylkCursor(StreamReader reader, string name, string encoding, ReadBudget budget) : GuardedCursor(budget)
{
    private const int MaxLine = 1 << 20;
    private readonly FormatTable _formats = new();
    private readonly List<string> _codes = [];
    private readonly List<string> _fields = [];
    private bool _opened;
    private bool _ended;
    private int _x = 1;
    private int _y = 1;
    private (int X, int Y, NumberFormat? Format) _format;
    private (int Row, Cell Cell)? _pending;
    private int _shift;

    public override string Format => "slk";

    public override string? Encoding => encoding;

    protected override SheetInfo? NextSheet()
    {
        var first = !_opened;
        _opened = true;
        return first ? new SheetInfo(Path.GetFileNameWithoutExtension(name), 0, false) : null;
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(0);
        if (_pending is { } left)
        {
            row.Clear(left.Row);
            row.Add(left.Cell);
            _pending = null;
        }

        while (!_ended)
        {
            if (NextCell() is not { } cell)
            {
                continue;
            }

            if (row.Count > 0 && _y != row.Number)
            {
                _pending = (_y, cell);
                return true;
            }

            if (row.Count == 0)
            {
                row.Clear(_y);
            }

            row.Add(cell);
        }

        return row.Count > 0;
    }

    protected override void Dispose(bool disposing) => reader.Dispose();

    private Cell? NextCell()
    {
        var line = reader.ReadLine();
        if (line is null || line == "E")
        {
            _ended = true;
            return null;
        }

        if (line.Length > MaxLine)
        {
            throw ReadBudget.TooLarge("characters in a line", "单行字符数", "1 MB");
        }

        Budget.Tick();
        Split(line);
        switch (_fields[0])
        {
            case "P" when _fields.Count > 1 && _fields[1].StartsWith('P'):
                _codes.Add(_codes.Count < 10_000 ? _fields[1][1..] : string.Empty);
                return null;
            case "O" when _fields.Exists(f => f == "V4"):
                _shift = SerialDate.Offset1904;
                return null;
            case "F":
                Move();
                if (_fields.Find(f => f.StartsWith('P')) is { } code && int.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _codes.Count)
                {
                    _format = (_x, _y, _formats.ByCode(_codes[index]));
                }

                return null;
            case "C":
                Move();
                return Value();
            default:
                return null;
        }
    }

    private void Move()
    {
        foreach (var field in _fields)
        {
            if (field.Length > 1 && field[0] is 'X' or 'Y' && int.TryParse(field.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0)
            {
                if (field[0] == 'X')
                {
                    Budget.CheckColumn(at - 1L);
                    _x = at;
                }
                else
                {
                    Budget.CheckRow(at, Budget.Limits.MaxRows);
                    _y = at;
                }
            }
        }
    }

    private Cell? Value()
    {
        var format = _format.X == _x && _format.Y == _y ? _format.Format : null;
        if (_fields.Find(f => f.StartsWith('K')) is not { Length: > 1 } field)
        {
            return null;
        }

        var text = field[1..];
        if (text.StartsWith('"'))
        {
            text = text.Trim('"');
            Budget.CheckCharacters(text.Length);
            return text.Length > 0 ? CellFactory.Text(_x - 1, text, format) : null;
        }

        if (text.StartsWith('#'))
        {
            Log.AddAt(WorkbookFindings.ErrorValue, Sheet.Name, _x - 1, _y, text);
            return CellFactory.Error(_x - 1, text);
        }

        return text switch
        {
            "TRUE" => CellFactory.Boolean(_x - 1, true),
            "FALSE" => CellFactory.Boolean(_x - 1, false),
            _ when DecimalParser.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var number, out _) => CellFactory.Number(_x - 1, number, format, _shift),
            _ => CellFactory.Text(_x - 1, text, format),
        };
    }

    /// <summary>Splits at single semicolons; a doubled one stands for itself, and ESC sequences for control and accented characters.</summary>
    private void Split(string line)
    {
        _fields.Clear();
        var field = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ';' && i + 1 < line.Length && line[i + 1] == ';')
            {
                field.Append(';');
                i++;
            }
            else if (line[i] == ';')
            {
                _fields.Add(field.ToString());
                field.Clear();
            }
            else if (line[i] == '\u001B' && i + 2 < line.Length && line[i + 1] is >= ' ' and <= '/')
            {
                // ESC, then high and low half of the character: ESC space : is a line feed.
                field.Append((char)(((line[i + 1] - ' ') << 4) | (line[i + 2] & 0x0F)));
                i += 2;
            }
            else
            {
                field.Append(line[i]);
            }
        }

        _fields.Add(field.ToString());
    }
}
