namespace IntegrationHub.Core.Storage;

/// <summary>Tells a full disk from other trouble with files.</summary>
public static class DiskFull
{
    /// <summary>True where a file could not be written because its disk, its quota or its greatest allowed size is reached.</summary>
    public static bool Is(Exception fault) => fault is IOException && (fault.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is 112 or 39 : code is 28 or 27 || code == (OperatingSystem.IsMacOS() ? 69 : 122));
}
