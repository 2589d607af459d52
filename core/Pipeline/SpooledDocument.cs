using System.Security.Cryptography;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>A document's bytes while they are worked on: in memory when small, else in a file that goes away with it.</summary>
internal sealed class SpooledDocument : IDisposable
{
    private readonly string _folder;
    private string? _path;

    private SpooledDocument(string folder, byte[]? bytes, string? path, byte[] sha256, long size) =>
        (_folder, Bytes, _path, Sha256, Size) = (folder, bytes, path, sha256, size);

    /// <summary>The bytes where they are in memory.</summary>
    public byte[]? Bytes { get; }

    /// <summary>SHA-256 of the bytes.</summary>
    public byte[] Sha256 { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>Reads the content to its end.</summary>
    public static async Task<SpooledDocument> ReadAsync(Stream content, PipelineOptions options, CancellationToken cancellation)
    {
        var folder = options.WorkingFolder;
        if (content.CanSeek && content.Length - content.Position is var length && length <= options.PartBytes)
        {
            var bytes = new byte[length];
            await content.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return new SpooledDocument(folder, bytes, null, SHA256.HashData(bytes), length);
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        using var memory = new MemoryStream();
        FileStream? file = null;
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                sha.AppendData(buffer, 0, read);
                size += read;
                if (file is null && size > options.PartBytes)
                {
                    file = WorkFile.Create(folder, FileAccess.Write);
                    memory.WriteTo(file);
                }

                ((Stream?)file ?? memory).Write(buffer, 0, read);
            }

            return new SpooledDocument(folder, file is null ? memory.ToArray() : null, file?.Name, sha.GetHashAndReset(), size);
        }
        catch (Exception fault)
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
                File.Delete(file.Name);
                file = null;
            }

            if (DiskFull.Is(fault))
            {
                throw WorkFile.Full(folder, fault);
            }

            throw;
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>A file that holds the bytes.</summary>
    public string FilePath()
    {
        if (_path is null)
        {
            _path = WorkFile.NewPath(_folder);
            try
            {
                File.WriteAllBytes(_path, Bytes!);
            }
            catch (IOException fault) when (DiskFull.Is(fault))
            {
                throw WorkFile.Full(_folder, fault);
            }
        }

        return _path;
    }

    /// <summary>The bytes from the start.</summary>
    public Stream Open() => Bytes is not null ? new MemoryStream(Bytes, writable: false) : File.OpenRead(_path!);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }
}
