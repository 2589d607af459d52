using System.Globalization;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>
/// One process writes a data folder. The lock is the operating system's on an open file, so a killed process leaves none behind; a second
/// file says who holds it and where to talk to it.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holder;

    private DataFolderLock(FileStream file, string holder) => (_file, _holder) = (file, holder);

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it, or the folder cannot be used.</exception>
    public static DataFolderLock Take(string folder)
    {
        var holder = Path.Combine(folder, "hub.pid");
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            file = new FileStream(Path.Combine(folder, "hub.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new DataFolderLock(file, holder);
            taken.Announce(null);
            return taken;
        }
        catch (IOException fault) when (file is null && Directory.Exists(folder) && fault is not DirectoryNotFoundException)
        {
            var (pid, address) = Holder(folder);
            throw StoreFaults.Unavailable(
                StoreFault.Locked, StoreFaults.Locked, string.Create(CultureInfo.InvariantCulture, $"{folder}, pid {pid?.ToString(CultureInfo.InvariantCulture) ?? "?"}{(address is null ? "" : ", " + address)}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw StoreFaults.Of(fault, folder);
        }
    }

    /// <summary>Says at which address the holder answers, for command lines that meet the lock.</summary>
    public void Announce(Uri? address) => File.WriteAllText(
        _holder, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{address}\n"));

    /// <summary>Who holds the folder, as last announced; true only of a process that holds the lock now.</summary>
    public static (int? Pid, Uri? Address) Holder(string folder)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(folder, "hub.pid"));
            return (
                lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) ? pid : null,
                lines.Length > 1 && Uri.TryCreate(lines[1], UriKind.Absolute, out var address) ? address : null);
        }
        catch (IOException)
        {
            return (null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holder);
        _file.Dispose();
    }
}
