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
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
        if (IsAbandoned(owner.Name))
        {
            return;
        }

        var real = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*", real).Where(folder => IsAbandoned(System.IO.Path.Combine(folder, Mark))))
        {
            Remove(folder);
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
