namespace IntegrationHub.Core.Mapping.Catalogue;

/// <summary>Tells whether a file changed; of a link the file that it leads to, which is another one without the link's own doing where a folder on the way was swapped.</summary>
/// <param name="Written">When it was written last, UTC.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The file as it is; null where there is none.</summary>
    /// <param name="file">The file or a link to it.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static FileStamp? Of(FileInfo file)
    {
        var real = file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file : file;
        return real.Exists ? new FileStamp(real.LastWriteTimeUtc, real.Length) : null;
    }

    /// <summary>True where it was written a moment ago; a date in the future says nothing.</summary>
    /// <param name="moment">How long a moment is.</param>
    /// <param name="clock">Tells the time.</param>
    public bool IsYoungerThan(TimeSpan moment, TimeProvider clock) => clock.GetUtcNow().UtcDateTime - Written is var age && age >= TimeSpan.Zero && age < moment;
}
