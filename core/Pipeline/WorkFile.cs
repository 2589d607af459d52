using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Files that exist while a document is worked on.</summary>
internal static class WorkFile
{
    /// <summary>A name that nothing has yet, in a folder that is there.</summary>
    public static string NewPath(string folder)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"hub-{Guid.CreateVersion7():N}.tmp");
    }

    /// <summary>A new file.</summary>
    public static FileStream Create(string folder, FileAccess access) => new(NewPath(folder), FileMode.CreateNew, access, FileShare.Read, 0);

    /// <summary>A new file that ends with its handle, also where the process is killed: on Unix it has no name from the beginning.</summary>
    public static FileStream CreateNameless(string folder)
    {
        var file = new FileStream(
            NewPath(folder), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 0, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file.Name);
        }

        return file;
    }

    /// <summary>What is said where the folder's disk takes no more.</summary>
    public static StoreUnavailableException Full(string folder, Exception fault) =>
        new(StoreFault.Full, PipelineFindings.WorkFolderFull.At(null, null, folder), fault);
}
