using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Hosting;

namespace IntegrationHub.Functions.Composition;

/// <summary>The system's folder for temporary files, where documents lie while they are worked on.</summary>
internal static class TemporaryFiles
{
    /// <summary>What is wrong with it; null where files can be made there, or could but for a full disk, which is told by the document that meets it.</summary>
    /// <param name="folder">The folder.</param>
    public static OptionsViolation? Problem(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $"hub-{Guid.CreateVersion7():N}.probe"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException && !DiskFull.Is(denied))
        {
            var finding = HostFindings.TemporaryFolderUnusable.At(null, null, folder, denied.Message);
            return new OptionsViolation(
                OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR",
                $"{finding.Message} {HostFindings.TemporaryFolderUnusable.FixEn} ({finding.Code})",
                $"{finding.MessageZh}{HostFindings.TemporaryFolderUnusable.FixZh} ({finding.Code})");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A folder of this process in it.</summary>
    /// <exception cref="InvalidOptionsException">No files can be made there.</exception>
    public static WorkFolder Take()
    {
        Demand();
        return WorkFolder.Take(Path.GetTempPath());
    }

    /// <summary>Says before anything is taken in that nothing could be worked on.</summary>
    /// <exception cref="InvalidOptionsException">No files can be made there.</exception>
    public static void Demand()
    {
        if (Problem(Path.GetTempPath()) is { } violation)
        {
            throw new InvalidOptionsException([violation]);
        }
    }
}
