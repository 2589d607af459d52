using Microsoft.Win32.SafeHandles;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>
/// Bytes that are written once, one behind the other, and read back in pieces: in memory up to a limit, beyond it in a temporary file of
/// which memory keeps the pages that were read last and the end that is still being written.
/// </summary>
/// <param name="inMemory">Bytes from which on the file is used.</param>
internal sealed class StringBytes(long inMemory) : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int PageBytes = 1 << 12;
    private const int KeptPages = 1 << 8;

    private readonly List<byte[]> _blocks = [];
    private SafeFileHandle? _file;
    private byte[] _pages = [];
    private long[] _kept = [];
    private long _spilled;

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Writes behind what is there.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var used = (int)(Length % BlockBytes);
            if (used == 0)
            {
                NewBlock();
            }

            var part = Math.Min(bytes.Length, BlockBytes - used);
            bytes[..part].CopyTo(_blocks[^1].AsSpan(used));
            Length += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Some of the bytes from here on, at least one; valid until the next call.</summary>
    public ReadOnlySpan<byte> From(long at)
    {
        if (at < _spilled)
        {
            return Page(at / PageBytes)[(int)(at % PageBytes)..];
        }

        var block = _blocks[(int)((at - _spilled) / BlockBytes)];
        var from = (int)(at % BlockBytes);
        return block.AsSpan(from, (int)Math.Min(BlockBytes - from, Length - at));
    }

    /// <summary>Reads so many bytes as the target takes.</summary>
    public void Read(long at, Span<byte> target)
    {
        while (target.Length > 0)
        {
            var part = From(at);
            part = part[..Math.Min(part.Length, target.Length)];
            part.CopyTo(target);
            target = target[part.Length..];
            at += part.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void NewBlock()
    {
        if (_file is null && Length < inMemory)
        {
            _blocks.Add(new byte[BlockBytes]);
            return;
        }

        if (_file is null)
        {
            _file = NewFile();
            _pages = new byte[KeptPages * PageBytes];
            _kept = new long[KeptPages];
            Array.Fill(_kept, -1);
        }

        foreach (var block in _blocks)
        {
            RandomAccess.Write(_file, block, _spilled);
            _spilled += BlockBytes;
        }

        if (_blocks.Count == 0)
        {
            _blocks.Add(new byte[BlockBytes]);
        }
        else
        {
            _blocks.RemoveRange(1, _blocks.Count - 1);
        }
    }

    // A reading process is killed when it takes too long or too much: on Unix the file then ends with it, having no name.
    private static SafeFileHandle NewFile()
    {
        var path = Path.GetTempFileName();
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }

        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        File.Delete(path);
        return file;
    }

    private ReadOnlySpan<byte> Page(long page)
    {
        var slot = (int)(page % KeptPages);
        var bytes = _pages.AsSpan(slot * PageBytes, PageBytes);
        if (_kept[slot] != page)
        {
            _kept[slot] = -1;
            if (RandomAccess.Read(_file!, bytes, page * PageBytes) < PageBytes)
            {
                throw new EndOfStreamException("the working file of shared strings is cut off");
            }

            _kept[slot] = page;
        }

        return bytes;
    }
}
