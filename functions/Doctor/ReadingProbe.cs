using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Doctor;

/// <summary>Reads a tiny table the way every input is read.</summary>
internal static class ReadingProbe
{
    public static async Task<Diagnosis> RunAsync(HubOptions options, CancellationToken cancellation)
    {
        string? path = null;
        try
        {
            path = Path.GetTempFileName();
            await File.WriteAllTextAsync(path, "a,b\n1,2\n", cancellation).ConfigureAwait(false);
            var opener = HubComposition.Opener();
            try
            {
                using var cursor = opener.Open(path, "probe.csv", options.Reading, cancellation);
                var rows = 0;
                while (cursor.MoveNextSheet())
                {
                    while (cursor.MoveNextRow())
                    {
                        rows++;
                    }
                }

                return rows == 2
                    ? new Diagnosis(Health.Ok, "读取进程正常", "the reading process works")
                    : new Diagnosis(Health.Fail, $"读取进程返回 {rows} 行,应为 2 行", $"the reading process gave {rows} rows instead of 2");
            }
            finally
            {
                (opener as IDisposable)?.Dispose();
            }
        }
        catch (UnreadableWorkbookException broken)
        {
            return new Diagnosis(Health.Fail, $"读取进程故障:{broken.Finding.MessageZh}", $"the reading process fails: {broken.Finding.Message}");
        }
        catch (IOException full)
        {
            return new Diagnosis(Health.Fail, $"无法写入临时文件:{full.Message}", $"a temporary file cannot be written: {full.Message}");
        }
        finally
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
    }
}
