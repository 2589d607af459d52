namespace IntegrationHub.Core.Storage;

/// <summary>Tells a full disk from other trouble with files.</summary>
public static class DiskFull
{
    /// <summary>True where a file could not be written because its disk or its quota is.</summary>
    public static bool Is(Exception fault) => fault is IOException && (fault.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is 112 or 39 : code == 28 || code == (OperatingSystem.IsMacOS() ? 69 : 122));
}
