using IntegrationHub.Benchmarks.Hub;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Sandbox.Flat;

namespace IntegrationHub.Benchmarks.Import;

/// <summary>
/// <c>import-100k</c>: everything from a workbook of one-line orders to committed cards, against a bare reading of the same cells; each
/// a whole process with its start-up, in turns.
/// </summary>
internal sealed class ImportBenchmark(string hub, string self, Verdict verdict)
{
    private const double MegaByte = 1 << 20;

    public async Task RunAsync(int rows, int rounds)
    {
        using var workspace = new Workspace();
        var file = workspace["flat.xlsx"];
        using (var output = File.Create(file, 1 << 16))
        {
            // Due dates in the past would be remarked on, order by order.
            FlatWorkbook.Write(output, rows, "zh", 1, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime));
        }

        verdict.Say($"import of {rows} orders, {new FileInfo(file).Length / MegaByte:0.0} MB; reference: ExcelDataReader visits every cell");
        var (ours, theirs) = (new Samples(), new Samples());
        var (main, child, tree, reference) = (new Samples(), new Samples(), new Samples(), new Samples());
        var complete = true;
        for (var round = 0; round < rounds; round++)
        {
            var raw = await MeasuredProcess.RunAsync(self, ["raw-pass", file]);
            theirs.Add(raw.Wall.TotalSeconds);
            reference.Add(raw.MainPeak / MegaByte);

            var cli = new HubCli(hub, workspace["data"]);
            var import = await cli.RunAsync(["import", file]);
            if (import.ExitCode != 0)
            {
                throw new InvalidOperationException($"hub import ended with {import.ExitCode}: {import.Errors}");
            }

            ours.Add(import.Wall.TotalSeconds);
            main.Add(import.MainPeak / MegaByte);
            child.Add(import.ChildPeak / MegaByte);
            tree.Add(import.TreePeak / MegaByte);
            var count = await cli.CountOrdersAsync();
            complete &= count == rows;
            verdict.Say($"  round {round + 1}: hub {import.Wall.TotalSeconds:0.00} s, reference {raw.Wall.TotalSeconds:0.00} s, {count} orders");
            workspace.Drop("data");
        }

        verdict.Say($"  hub        {ours.Text("0.00", " s")}; main {main.Median:0} MB, child {child.Median:0} MB, together {tree.Text("0", " MB")}");
        verdict.Say($"  reference  {theirs.Text("0.00", " s")}; {reference.Median:0} MB");
        verdict.Holds($"every import stored {rows} orders", complete);
        verdict.AtMost("wall, hub : reference", ours.Median / theirs.Median, 1.0, " x");
        verdict.AtMost("memory of all processes together", tree.Most, 250, " MB");
    }
}
