using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Sandbox.Hostile;
using IntegrationHub.Sandbox.Mutations;

namespace IntegrationHub.Benchmarks.Hostile;

/// <summary>
/// <c>hostile</c>: files that are meant to hurt and thousands of damaged ones, many per process. Every file must get its answer, a refusal
/// its code, and no process may crash, hang or grow beyond its limit.
/// </summary>
internal sealed class HostileBenchmark(string hub, Verdict verdict)
{
    private const double MegaByte = 1 << 20;
    private const int PerProcess = 500;

    public async Task RunAsync(int mutations, int seed)
    {
        using var workspace = new Workspace();
        var answers = new AnswerBook();
        var probe = new HostileProbe(hub, workspace["no-store"], answers, verdict);
        var cases = HostileCase.All().ToDictionary(one => one.Name, StringComparer.Ordinal);
        Directory.CreateDirectory(workspace["hostile"]);
        foreach (var one in cases.Values)
        {
            using var file = File.Create(Path.Combine(workspace["hostile"], one.Name));
            one.Write(file);
        }

        var files = Directory.GetFiles(workspace["hostile"]).Order(StringComparer.Ordinal).ToList();
        verdict.Say($"hostile: {files.Count} hostile files in one process per verb, then {mutations} damaged workbooks, {PerProcess} a process");
        await probe.ImportAsync(files);
        await probe.InspectAsync(files);
        foreach (var (file, outcome) in answers.Outcomes)
        {
            var expect = cases[Path.GetFileName(file)].Expect;
            if ((expect == Expectation.Failed && outcome != "failed") || (expect == Expectation.Readable && outcome == "failed"))
            {
                verdict.Say($"  {Path.GetFileName(file)}: {outcome}, expected {(expect == Expectation.Failed ? "failed" : "readable")} ({cases[Path.GetFileName(file)].Why})");
                answers.Unexpected++;
            }
        }

        verdict.Say($"  slowest: {string.Join(", ", answers.Slowest(5))}");
        await MutateAsync(probe, workspace, mutations, seed);
        verdict.Say($"  {answers.Files} answers, {answers.Failed} refused; child peak {probe.ChildPeak / MegaByte:0} MB, main peak {probe.MainPeak / MegaByte:0} MB, slowest file {answers.SlowestMs / 1000.0:0.0} s");
        verdict.Holds($"every file got its answer ({probe.Missing} missing, {probe.Broken} processes ended wrongly)", probe.Missing == 0 && probe.Broken == 0);
        verdict.Holds($"every refusal has a coded finding ({answers.Uncoded} without)", answers.Uncoded == 0);
        verdict.Holds($"hostile files came out as expected ({answers.Unexpected} did not)", answers.Unexpected == 0);

        // 20 s and a second per 10,000 rows, at most the 1,048,576 of a sheet, and the reader's start and end on top.
        verdict.AtMost("slowest file", answers.SlowestMs / 1000.0, 127, " s");
        verdict.AtMost("memory of one child", probe.ChildPeak / MegaByte, 640, " MB");
    }

    private static async Task MutateAsync(HostileProbe probe, Workspace workspace, int mutations, int seed)
    {
        foreach (var batch in new Mutator((ulong)seed).Make(mutations).Chunk(PerProcess))
        {
            Directory.CreateDirectory(workspace["mutated"]);
            var files = new List<string>();
            foreach (var (name, content) in batch)
            {
                var path = Path.Combine(workspace["mutated"], name);
                await File.WriteAllBytesAsync(path, content);
                files.Add(path);
            }

            await probe.ImportAsync(files);
            await probe.InspectAsync(files);
            workspace.Drop("mutated");
        }
    }
}
