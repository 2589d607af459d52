namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>How a cell is displayed.</summary>
internal sealed record CellStyle(string Format, bool Bold = false)
{
    public static CellStyle General { get; } = new("General");

    public static CellStyle Header { get; } = new("General", Bold: true);
}
