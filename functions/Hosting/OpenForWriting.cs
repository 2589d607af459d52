namespace IntegrationHub.Functions.Hosting;

/// <summary>
/// Whether some process still writes a file. A copy over a slow line may pause longer than any time that people would wait for an answer,
/// so the clock alone cannot tell.
/// </summary>
internal static class OpenForWriting
{
    private const int AccessMode = 3;
    private const int WritersShareNothing = unchecked((int)0x80070020);

    /// <summary>True when a process that this one may look at holds the file open for writing; what cannot be seen counts as closed.</summary>
    public static bool Holds(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return IsSharedWithWriters(path);
        }

        var target = Path.GetFullPath(path);
        return Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])).Any(process => Holds(process, target));
    }

    private static bool Holds(string process, string target)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "fd")).EnumerateFileSystemInfos()
                .Any(file => file.LinkTarget == target && Writes(Path.Combine(process, "fdinfo", file.Name)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that ended while it was looked at.
            return false;
        }
    }

    // proc(5): "flags" gives the open flags in octal; the lowest two bits are O_RDONLY 0, O_WRONLY 1, O_RDWR 2.
    private static bool Writes(string descriptor) =>
        File.ReadLines(descriptor).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal)) is { } flags
        && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & AccessMode) != 0;

    private static bool IsSharedWithWriters(string path)
    {
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException shared) when (shared.HResult == WritersShareNothing)
        {
            return true;
        }
    }
}
