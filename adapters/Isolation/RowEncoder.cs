using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>Writes rows compactly: a text met before goes as its slot, a format as its index, a number as its digits.</summary>
internal sealed class RowEncoder(FrameWriter writer)
{
    /// <summary>Slots of the text table on both sides.</summary>
    public const int Slots = 1 << 12;

    /// <summary>Longest text that takes a slot; long ones hardly repeat.</summary>
    public const int LongestInSlot = 64;

    /// <summary>The kind has the four low bits of a cell's first byte, its marks the three above.</summary>
    public const int MarksShift = 4;
    private readonly string?[] _slots = new string?[Slots];

    // A text that is new is told from the one in its slot without a look at that one, which the processor has long forgotten.
    private readonly int[] _hashes = new int[Slots];
    private readonly Dictionary<NumberFormat, int> _formats = new(ReferenceEqualityComparer.Instance);

    public void Reset()
    {
        Array.Clear(_slots);
        _formats.Clear();
    }

    public void Write(SheetRow row)
    {
        writer.Number((uint)row.Number);
        writer.Number(((ulong)(uint)row.Count << 1) | (row.Hidden ? 1UL : 0));
        var column = -1;
        foreach (ref readonly var cell in row.Cells)
        {
            writer.Byte((byte)((byte)cell.Kind | ((byte)cell.Marks << MarksShift) | (cell.Format is null ? 0 : 0x80)));
            writer.Number((uint)(cell.Column - column));
            column = cell.Column;
            if (cell.Format is not null)
            {
                Format(cell.Format);
            }

            switch (cell.Kind)
            {
                case CellKind.Text or CellKind.Error:
                    Text(cell.Text ?? string.Empty);
                    break;
                case CellKind.Number or CellKind.DateTime or CellKind.Time or CellKind.Boolean:
                    Decimal(cell.Number);
                    break;
            }
        }
    }

    private void Text(string text)
    {
        if (text.Length > LongestInSlot)
        {
            writer.Number(0);
            writer.Text(text);
            return;
        }

        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        var slot = (uint)hash % Slots;
        var known = _hashes[slot] == hash && string.Equals(_slots[slot], text, StringComparison.Ordinal);
        writer.Number(((slot + 1) << 1) | (known ? 1u : 0));
        if (!known)
        {
            (_slots[slot], _hashes[slot]) = (text, hash);
            writer.Text(text);
        }
    }

    private void Format(NumberFormat format)
    {
        if (_formats.TryGetValue(format, out var index))
        {
            writer.Number((uint)index);
            return;
        }

        index = _formats.Count;
        _formats.Add(format, index);
        writer.Number((uint)index);
        writer.Text(format.Code);
        writer.Byte((byte)((format.IsDate ? 1 : 0) | (format.IsTime ? 2 : 0) | (format.IsPercent ? 4 : 0)));
        writer.Text(format.Suffix);
        writer.Text(format.Prefix);
        writer.Text(format.Currency);
        writer.Number((uint)format.ZeroPadding);
        writer.Number((uint)((format.Decimals ?? -1) + 1));
    }

    private void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0x1F;
        var shape = scale | (bits[3] < 0 ? 0x20 : 0) | (bits[2] != 0 ? 0x40 : 0);
        writer.Byte((byte)shape);
        writer.Number((uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        if (bits[2] != 0)
        {
            writer.Number((uint)bits[2]);
        }
    }
}
