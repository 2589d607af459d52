using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>One file to read with the limits it may cost.</summary>
internal sealed record ReadRequest(string Path, string Name, ReadLimits Limits)
{
    public void Write(FrameWriter writer)
    {
        writer.Text(Path);
        writer.Text(Name);
        writer.Fixed(Limits.MaxUncompressedBytes);
        writer.Fixed(Limits.MaxCompressionRatio);
        writer.Fixed(Limits.RatioFloorBytes);
        writer.Fixed(Limits.SharedStringsInMemoryBytes);
        writer.Fixed(Limits.MaxCellCharacters);
        writer.Fixed(Limits.MaxRows);
        writer.Fixed(Limits.MaxColumns);
        writer.Fixed(Limits.MaxTextRows);
        writer.Fixed(Limits.BaseTime.Ticks);
        writer.Fixed(Limits.TimePer10000Rows.Ticks);
        writer.Fixed(Limits.MemoryBytes);
        writer.Send(FrameKind.Open);
    }

    public static ReadRequest Read(FrameReader reader) => new(
        reader.Text() ?? string.Empty,
        reader.Text() ?? string.Empty,
        new ReadLimits
        {
            MaxUncompressedBytes = reader.Fixed(),
            MaxCompressionRatio = (int)reader.Fixed(),
            RatioFloorBytes = reader.Fixed(),
            SharedStringsInMemoryBytes = reader.Fixed(),
            MaxCellCharacters = (int)reader.Fixed(),
            MaxRows = (int)reader.Fixed(),
            MaxColumns = (int)reader.Fixed(),
            MaxTextRows = (int)reader.Fixed(),
            BaseTime = TimeSpan.FromTicks(reader.Fixed()),
            TimePer10000Rows = TimeSpan.FromTicks(reader.Fixed()),
            MemoryBytes = reader.Fixed(),
        });
}
