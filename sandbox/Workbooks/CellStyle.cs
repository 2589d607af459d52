namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>How a cell is displayed.</summary>
/// <param name="Format">The number format's code.</param>
/// <param name="Bold">Bold type.</param>
/// <param name="IsDate">The number is a day; it depends on the workbook's date system.</param>
internal sealed record CellStyle(string Format, bool Bold = false, bool IsDate = false)
{
    public static CellStyle General { get; } = new("General");

    public static CellStyle Header { get; } = new("General", Bold: true);
}
