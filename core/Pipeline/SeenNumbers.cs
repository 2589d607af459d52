using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Which position of the document has which order number, to notice that a number comes again. A number is known by 128 bits of its SHA-256:
/// whoever writes the file cannot make two numbers one. The newest numbers lie in a table; when they are many they go to a working file in sorted
/// runs, of which memory keeps two bytes a number: enough to say of nearly every new number, without a look at the file, that it is in none.
/// </summary>
/// <param name="folder">Folder for the working file, which is made when it is needed and goes away with this object.</param>
/// <param name="most">Numbers in the table.</param>
internal sealed class SeenNumbers(string folder, int most) : IDisposable
{
    private readonly List<SeenRun> _runs = [];
    private UInt128[] _hashes = new UInt128[1024];
    private int[] _positions = new int[1024];
    private int _count;
    private FileStream? _file;

    // Whoever adds a number has looked for it just before.
    private (string? Number, UInt128 Hash) _asked;

    /// <summary>Position of a number seen before; -1 when new.</summary>
    public int Find(string number)
    {
        var hash = Hash(number);
        for (var at = Slot(hash); _hashes[at] != 0; at = (at + 1) & (_hashes.Length - 1))
        {
            if (_hashes[at] == hash)
            {
                return _positions[at];
            }
        }

        foreach (var run in _runs)
        {
            if (run.Find(hash) is var position and >= 0)
            {
                return position;
            }
        }

        return -1;
    }

    /// <summary>Remembers the position of a number that was not found.</summary>
    public void Add(string number, int position)
    {
        if (_count == most)
        {
            WriteOut();
        }
        else if (_count * 10 >= _hashes.Length * 7)
        {
            Grow();
        }

        Put(Hash(number), position);
        _count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Put(UInt128 hash, int position)
    {
        var at = Slot(hash);
        while (_hashes[at] != 0 && _hashes[at] != hash)
        {
            at = (at + 1) & (_hashes.Length - 1);
        }

        (_hashes[at], _positions[at]) = (hash, position);
    }

    private void Grow()
    {
        var (hashes, positions) = (_hashes, _positions);
        (_hashes, _positions) = (new UInt128[hashes.Length * 2], new int[hashes.Length * 2]);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] != 0)
            {
                Put(hashes[i], positions[i]);
            }
        }
    }

    private void WriteOut()
    {
        var at = 0;
        for (var i = 0; i < _hashes.Length; i++)
        {
            if (_hashes[i] != 0)
            {
                (_hashes[at], _positions[at]) = (_hashes[i], _positions[i]);
                at++;
            }
        }

        Array.Sort(_hashes, _positions, 0, at);
        try
        {
            _file ??= WorkFile.CreateNameless(folder);
            _runs.Add(SeenRun.Write(_file, _hashes.AsSpan(0, at), _positions.AsSpan(0, at)));
        }
        catch (IOException fault) when (Storage.DiskFull.Is(fault))
        {
            throw WorkFile.Full(folder, fault);
        }

        Array.Clear(_hashes);
        _count = 0;
    }

    private int Slot(UInt128 hash) => (int)(ulong)hash & (_hashes.Length - 1);

    private UInt128 Hash(string number)
    {
        if (!ReferenceEquals(number, _asked.Number))
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(number.AsSpan()), hash);
            _asked = (number, BinaryPrimitives.ReadUInt128LittleEndian(hash));
        }

        return _asked.Hash;
    }
}
