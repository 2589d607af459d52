using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrationHub.Adapters.Store;

/// <summary>Signs checkpoints with a key that only the data folder's owner can read, so that rows cannot be made to fit.</summary>
internal sealed class CheckpointSigner
{
    private readonly byte[] _key;

    private CheckpointSigner(byte[] key) => _key = key;

    /// <summary>Signs with a key that all instances share.</summary>
    public static CheckpointSigner With(byte[] key) => new(key);

    /// <summary>Reads the key of the folder, or makes one.</summary>
    public static CheckpointSigner Of(string folder, bool create)
    {
        var path = Path.Combine(folder, "checkpoint.key");
        if (!File.Exists(path) && create)
        {
            Create(path);
        }

        return new CheckpointSigner(File.Exists(path) ? File.ReadAllBytes(path) : []);
    }

    // In one step: half a key on a full disk would sign for ever.
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var next = path + ".next";
        try
        {
            using (var file = new FileStream(next, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(32));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !File.Exists(path))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    public byte[] Sign(Checkpoint checkpoint, ReadOnlySpan<byte> previous)
    {
        Span<byte> numbers = stackalloc byte[40];
        BinaryPrimitives.WriteInt64BigEndian(numbers, checkpoint.Id);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], checkpoint.At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], checkpoint.First);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], checkpoint.Last);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], checkpoint.Events);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        mac.AppendData(numbers);
        mac.AppendData(checkpoint.Digest);
        mac.AppendData(previous);
        return mac.GetHashAndReset();
    }
}
