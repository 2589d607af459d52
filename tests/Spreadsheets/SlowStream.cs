namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Gives at most a few bytes per read, so that every token crosses a buffer's edge once.</summary>
internal sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes, false)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
}
