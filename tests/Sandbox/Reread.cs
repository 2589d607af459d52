using System.Text;
using ExcelDataReader;

namespace IntegrationHub.Tests.Sandbox;

/// <summary>Reads files back with a reader that the sandbox did not write.</summary>
internal static class Reread
{
    public static List<ReadSheet> Sheets(byte[] content)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(content));
        var sheets = new List<ReadSheet>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add(new ReadSheet(
                reader.Name, reader.VisibleState, rows,
                [.. (reader.MergeCells ?? []).Select(range => (range.FromRow, range.ToRow, range.FromColumn, range.ToColumn))]));
        }
        while (reader.NextResult());
        return sheets;
    }
}

internal sealed record ReadSheet(
    string Name, string Visibility, List<object?[]> Rows, List<(int FromRow, int ToRow, int FromColumn, int ToColumn)> Merges);
