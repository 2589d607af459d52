using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntegrationHub.Adapters.Store;

/// <summary>Signs checkpoints with a key that only the data folder's owner can read, so that rows cannot be made to fit.</summary>
internal sealed class CheckpointSigner
{
    /// <summary>The name of the key in its folder.</summary>
    public const string KeyName = "checkpoint.key";

    /// <summary>What the name of a backup's key has behind the name of the backup.</summary>
    public const string BackupSuffix = ".key";

    private readonly byte[] _key;

    private CheckpointSigner(byte[] key) => _key = key;

    /// <summary>False where there is no key: nothing can be said of a signature then.</summary>
    public bool HasKey => _key.Length > 0;

    /// <summary>Signs with a key that all instances share.</summary>
    public static CheckpointSigner With(byte[] key) => new(key);

    /// <summary>Reads the key of the folder, or makes one.</summary>
    public static CheckpointSigner Of(string folder, bool create)
    {
        var path = Path.Combine(folder, KeyName);
        if (!File.Exists(path) && create)
        {
            Create(path);
        }

        return new CheckpointSigner(File.Exists(path) ? File.ReadAllBytes(path) : []);
    }

    /// <summary>Copies the key of a folder where it has one, for its owner only.</summary>
    public static void Copy(string folder, string to)
    {
        var path = Path.Combine(folder, KeyName);
        if (File.Exists(path))
        {
            Write(to, File.ReadAllBytes(path));
        }
    }

    // In one step: half a key on a full disk would sign for ever.
    private static void Create(string path)
    {
        var next = path + ".next";
        try
        {
            Write(next, RandomNumberGenerator.GetBytes(32));
            File.Move(next, path, overwrite: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !File.Exists(path))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    private static void Write(string path, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
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
