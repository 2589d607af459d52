using System.Buffers;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>
/// The workbook's string table as UTF-8, each string behind its length, with the place of every sixteenth: a million strings that come once each
/// cost their bytes on disk and little memory. The string objects that were asked for last are kept, so that those that come again and again
/// are shared.
/// </summary>
internal sealed class SharedStrings(ReadBudget budget) : IDisposable
{
    private const int PageSize = 1 << 12;
    private const int Stride = 16;
    private const int MaxStrings = 100_000_000;
    private const int KeptStrings = 1 << 15;
    private readonly StringBytes _bytes = new(budget.Limits.SharedStringsInMemoryBytes);
    private readonly List<long[]> _places = [];
    private readonly (int Index, string? Text)[] _kept = new (int, string?)[KeptStrings];
    private readonly ByteBuilder _text = new(256);
    private readonly List<CellMarks[]?> _marks = [];

    // Texts that come once each are asked for in the order in which they stand.
    private (int Index, long At) _next;

    public int Count { get; private set; }

    /// <summary>Adds the next string, still escaped as the part writes it.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (Count >= MaxStrings)
        {
            throw ReadBudget.TooLarge("shared strings", "共享字符串", $"{MaxStrings}");
        }

        if (Count % Stride == 0)
        {
            var group = Count / Stride;
            if (group % PageSize == 0)
            {
                _places.Add(new long[PageSize]);
            }

            _places[^1][group % PageSize] = _bytes.Length;
        }

        Count++;
        Span<byte> length = stackalloc byte[5];
        var used = 0;
        for (var left = (uint)utf8.Length; ; left >>= 7)
        {
            length[used++] = (byte)(left < 0x80 ? left : left | 0x80);
            if (left < 0x80)
            {
                break;
            }
        }

        _bytes.Add(length[..used]);
        _bytes.Add(utf8);
    }

    /// <summary>The string with this index; null where the table has none.</summary>
    public string? Get(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            return null;
        }

        ref var kept = ref _kept[index % KeptStrings];
        if (kept.Index != index || kept.Text is null)
        {
            kept = (index, Decode(index));
        }

        return kept.Text;
    }

    /// <summary>What the string's own formatting strikes through; costs nothing where no string has any.</summary>
    public CellMarks MarksOf(int index) => index / PageSize < _marks.Count && _marks[index / PageSize] is { } page ? page[index % PageSize] : CellMarks.None;

    private void Mark(int index, CellMarks marks)
    {
        while (_marks.Count <= index / PageSize)
        {
            _marks.Add(null);
        }

        (_marks[index / PageSize] ??= new CellMarks[PageSize])[index % PageSize] = marks;
    }

    /// <summary>Reads the part: runs of rich text are joined, phonetic guides left out.</summary>
    public void Load(XmlScanner scanner)
    {
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Token == XmlToken.Start && scanner.Is("si"u8))
            {
                var marks = RichText.Read(scanner, "si"u8, _text, budget);
                Add(_text.Span);
                if (marks != CellMarks.None)
                {
                    Mark(Count - 1, marks);
                }
            }
        }
    }

    public void Dispose() => _bytes.Dispose();

    private string Decode(int index)
    {
        var group = index / Stride;
        var (before, at) = _next.Index <= index && _next.Index / Stride == group && _next.At > 0
            ? _next
            : (group * Stride, _places[group / PageSize][group % PageSize]);
        for (; before < index; before++)
        {
            at = Length(at, out var passed) + passed;
        }

        at = Length(at, out var length);
        _next = (index + 1, at + length);
        var part = length == 0 ? [] : _bytes.From(at);
        if (length <= part.Length)
        {
            return Whole(part[..length]);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        _bytes.Read(at, bytes.AsSpan(0, length));
        var text = Whole(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return text;
    }

    /// <summary>Reads a length; gives back the place behind it.</summary>
    private long Length(long at, out int length)
    {
        length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes.From(at++)[0];
            length |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return at;
            }
        }
    }

    private string Whole(ReadOnlySpan<byte> utf8)
    {
        var text = EscapedText.Decode(utf8);
        budget.CheckCharacters(text.Length);
        return text;
    }
}
