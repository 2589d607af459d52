using System.Text;
using ExcelDataReader;

namespace IntegrationHub.Benchmarks.Import;

/// <summary>The reference of the import: ExcelDataReader visits every cell and does nothing with it. Runs as a process of its own.</summary>
internal static class RawPass
{
    public static int Run(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var file = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateReader(file);
        var cells = 0L;
        do
        {
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (reader.GetValue(i) is not null)
                    {
                        cells++;
                    }
                }
            }
        }
        while (reader.NextResult());
        Console.Out.WriteLine(cells);
        return 0;
    }
}
