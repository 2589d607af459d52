using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Composition;

/// <summary>
/// A folder for the working files of one process, gone with it. The mark of its owner is a file that the process keeps locked: the operating
/// system lets go of the lock when the process ends, however it ends, and whoever comes next takes away what it left.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "hub-work-";
    private const string Mark = "owner";
    private const string Swept = "-swept";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int Attempts = 5;
    private readonly FileStream? _owner;

    private WorkFolder(FileStream? owner) => _owner = owner;

    /// <summary>The folder; null where none could be made, and working files lie where they would without one.</summary>
    public string? Path => System.IO.Path.GetDirectoryName(_owner?.Name);

    /// <summary>Makes a folder and takes away those of processes that are gone.</summary>
    /// <param name="parent">Where such folders lie, e.g. the system's folder for temporary files.</param>
    public static WorkFolder Take(string parent)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                if (TryTake(System.IO.Path.Combine(parent, $"{Prefix}{Guid.CreateVersion7():N}")) is { } owner)
                {
                    Sweep(parent, owner);
                    return new WorkFolder(owner);
                }
            }
            catch (Exception moment) when (moment is UnauthorizedAccessException || DiskFull.Is(moment))
            {
                // A full disk is told by the first document that needs it, and is no reason not to start.
                break;
            }
            catch (IOException)
            {
                // Somebody's sweep came between making the folder and locking the mark.
            }
        }

        return new WorkFolder(null);
    }

    /// <summary>True where no process has the file open: a lock can be had, and is given back.</summary>
    public static bool IsAbandoned(string file)
    {
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (_owner is not null)
        {
            _owner.Dispose();
            Remove(Path!);
        }
    }

    private static FileStream? TryTake(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        var owner = new FileStream(System.IO.Path.Combine(folder, Mark), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0);
        if (File.Exists(owner.Name))
        {
            return owner;
        }

        owner.Dispose();
        return null;
    }

    private static void Sweep(string parent, FileStream owner)
    {
        // Where the file system knows no locks nobody can be told dead.
        if (IsAbandoned(owner.Name) || !IsSafe(parent))
        {
            return;
        }

        var real = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*", real).Where(IsOwn).Where(folder => IsAbandoned(System.IO.Path.Combine(folder, Mark))))
        {
            if (Claimed(folder) is { } claimed)
            {
                Remove(claimed);
            }
        }
    }

    /// <summary>
    /// In a folder that everybody writes into another user could plant what is to be swept, and swap it for a link to something else meanwhile.
    /// A user without rights cannot rename there what is not its own; a privileged one can, and so sweeps nothing there.
    /// </summary>
    private static bool IsSafe(string parent)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var mode = File.GetUnixFileMode(parent);
        return (mode & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) == 0 || (mode.HasFlag(UnixFileMode.StickyBit) && !Environment.IsPrivilegedProcess);
    }

    private static bool IsOwn(string folder) => OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == OwnerOnly;

    // What could be renamed is this user's, and nobody else enters it.
    private static string? Claimed(string folder)
    {
        try
        {
            Directory.Move(folder, folder + Swept);
            return folder + Swept;
        }
        catch (Exception others) when (others is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception moment) when (moment is IOException or UnauthorizedAccessException)
        {
            // Another process takes it away too, or may and this one may not.
        }
    }
}
