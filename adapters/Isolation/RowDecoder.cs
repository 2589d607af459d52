using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>Reads what a <see cref="RowEncoder"/> wrote.</summary>
internal sealed class RowDecoder(FrameReader reader)
{
    private readonly string?[] _slots = new string?[RowEncoder.Slots];
    private readonly List<NumberFormat> _formats = [];

    public void Reset()
    {
        Array.Clear(_slots);
        _formats.Clear();
    }

    public void Read(SheetRow row)
    {
        row.Clear(reader.Int32());
        var head = reader.Number();
        row.Hidden = (head & 1) != 0;
        var column = -1;
        for (var left = head >> 1; left > 0; left--)
        {
            var kind = reader.Byte();
            column += reader.Int32();
            if (column is < 0 or > 1_000_000)
            {
                throw new InvalidDataException("column");
            }

            var format = (kind & 0x80) != 0 ? Format() : null;
            var cell = (CellKind)(kind & 0x0F);
            row.Add(new Cell
            {
                Column = column,
                Kind = cell,
                Marks = (CellMarks)((kind & 0x70) >> RowEncoder.MarksShift),
                Format = format,
                Text = cell is CellKind.Text or CellKind.Error ? Text() : null,
                Number = cell is CellKind.Number or CellKind.DateTime or CellKind.Time or CellKind.Boolean ? Decimal() : 0,
            });
        }
    }

    private string Text()
    {
        var token = reader.Number();
        if (token == 0)
        {
            return reader.Text() ?? string.Empty;
        }

        var slot = (int)((token >> 1) - 1);
        if ((uint)slot >= (uint)_slots.Length)
        {
            throw new InvalidDataException("text slot");
        }

        return (token & 1) != 0 ? _slots[slot] ?? string.Empty : _slots[slot] = reader.Text() ?? string.Empty;
    }

    private NumberFormat Format()
    {
        var index = reader.Int32();
        if (index < _formats.Count)
        {
            return _formats[index];
        }

        var code = reader.Text() ?? string.Empty;
        var flags = reader.Byte();
        var format = new NumberFormat(code)
        {
            IsDate = (flags & 1) != 0,
            IsTime = (flags & 2) != 0,
            IsPercent = (flags & 4) != 0,
            Suffix = reader.Text(),
            Prefix = reader.Text(),
            Currency = reader.Text(),
            ZeroPadding = reader.Int32(),
            Decimals = reader.Int32() is > 0 and var decimals ? decimals - 1 : null,
        };
        _formats.Add(format);
        return format;
    }

    private decimal Decimal()
    {
        var shape = reader.Byte();
        var low = reader.Number();
        var high = (shape & 0x40) != 0 ? reader.Number() : 0;
        var scale = shape & 0x1F;
        return scale <= 28
            ? new decimal((int)(uint)low, (int)(uint)(low >> 32), (int)(uint)high, (shape & 0x20) != 0, (byte)scale)
            : throw new InvalidDataException("number scale");
    }
}
