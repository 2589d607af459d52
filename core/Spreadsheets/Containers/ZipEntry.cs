namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>One member of a zip as its central directory states it; none of the figures is trusted.</summary>
internal sealed record ZipEntry(string Name, int Method, int Flags, uint Crc, long CompressedLength, long Length, long HeaderOffset)
{
    public bool IsEncrypted => (Flags & 1) != 0;
}
