using System.Buffers;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>
/// The workbook's string table as UTF-8 blocks with an offset per string. The string objects that were asked for last are kept: those that come
/// again and again are shared, and a million numbers that come once each are forgotten. Beyond the limit the blocks go to a temporary file.
/// </summary>
internal sealed class SharedStrings(ReadBudget budget) : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int PageSize = 1 << 12;
    private const int MaxStrings = 100_000_000;
    private const int KeptStrings = 1 << 15;
    private readonly List<byte[]> _blocks = [];
    private readonly List<long[]> _offsets = [];
    private readonly (int Index, string? Text)[] _kept = new (int, string?)[KeptStrings];
    private readonly ByteBuilder _text = new(256);
    private SafeFileHandle? _file;
    private string? _path;
    private long _length;

    public int Count { get; private set; }

    /// <summary>Adds the next string, still escaped as the part writes it.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (Count >= MaxStrings)
        {
            throw ReadBudget.TooLarge("shared strings", "共享字符串", $"{MaxStrings}");
        }

        if (Count % PageSize == 0)
        {
            _offsets.Add(new long[PageSize]);
        }

        _offsets[Count / PageSize][Count % PageSize] = _length;
        Count++;
        while (utf8.Length > 0)
        {
            var used = (int)(_length % BlockBytes);
            if (used == 0)
            {
                NewBlock();
            }

            var part = Math.Min(utf8.Length, BlockBytes - used);
            utf8[..part].CopyTo(_blocks[^1].AsSpan(used));
            _length += part;
            utf8 = utf8[part..];
        }
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

    /// <summary>Reads the part: runs of rich text are joined, phonetic guides left out.</summary>
    public void Load(XmlScanner scanner)
    {
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Token == XmlToken.Start && scanner.Is("si"u8))
            {
                RichText.Read(scanner, "si"u8, _text, budget);
                Add(_text.Span);
            }
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private void NewBlock()
    {
        if (_file is null && _length >= budget.Limits.SharedStringsInMemoryBytes)
        {
            _path = Path.GetTempFileName();
            _file = File.OpenHandle(_path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
            for (var i = 0; i < _blocks.Count; i++)
            {
                RandomAccess.Write(_file, _blocks[i], (long)i * BlockBytes);
            }

            var last = _blocks[^1];
            _blocks.Clear();
            _blocks.Add(last);
        }
        else if (_file is not null)
        {
            RandomAccess.Write(_file, _blocks[^1], _length - BlockBytes);
        }
        else
        {
            _blocks.Add(new byte[BlockBytes]);
        }
    }

    private string Decode(int index)
    {
        var start = _offsets[index / PageSize][index % PageSize];
        var end = index + 1 < Count ? _offsets[(index + 1) / PageSize][(index + 1) % PageSize] : _length;
        var length = (int)(end - start);
        var at = (int)(start % BlockBytes);
        if (_file is null && at + length <= BlockBytes)
        {
            return Whole(_blocks.Count == 0 ? [] : _blocks[Math.Min((int)(start / BlockBytes), _blocks.Count - 1)].AsSpan(at, length));
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        Copy(start, bytes.AsSpan(0, length));
        var text = Whole(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return text;
    }

    private string Whole(ReadOnlySpan<byte> utf8)
    {
        var text = EscapedText.Decode(utf8);
        budget.CheckCharacters(text.Length);
        return text;
    }

    private void Copy(long start, Span<byte> target)
    {
        var spilled = _file is null ? 0 : (_length - 1) / BlockBytes * BlockBytes;
        while (target.Length > 0)
        {
            var at = (int)(start % BlockBytes);
            var part = Math.Min(target.Length, BlockBytes - at);
            if (_file is not null && start < spilled)
            {
                RandomAccess.Read(_file, target[..part], start);
            }
            else
            {
                _blocks[_file is null ? (int)(start / BlockBytes) : 0].AsSpan(at, part).CopyTo(target);
            }

            start += part;
            target = target[part..];
        }
    }
}
