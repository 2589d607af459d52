namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings test</c>.</summary>
/// <param name="Files">Names, files or folders; every live mapping when empty.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record TestOptions(IReadOnlyList<string> Files, bool English = false);

/// <summary><c>hub mappings test</c>: 0 where every test holds, 1 where one does not or a file has errors, 2 for a name that does not exist.</summary>
public sealed class TestVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(TestOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var printer = new MappingPrinter(output, options.English);
        var files = workspace.Files(options.Files, out var missing);
        var code = MappingExit.Done;
        if (missing is not null)
        {
            new MappingPrinter(error, options.English).Missing(missing);
            code = MappingExit.Usage;
        }

        int passed = 0, failed = 0;
        foreach (var file in files)
        {
            var compilation = workspace.Compile(file);
            if (compilation.Mapping is not { } mapping)
            {
                printer.Lints(compilation.Lints);
                failed++;
                continue;
            }

            foreach (var result in workspace.Tests.Run(mapping, cancellation))
            {
                passed += result.Passed ? 1 : 0;
                failed += result.Passed ? 0 : 1;
                printer.Line($"{(result.Passed ? "passed" : "FAILED")} {file}:{result.Line} {result.Name}", $"{(result.Passed ? "通过" : "失败")} {file}:{result.Line} {result.Name}");
                foreach (var failure in result.Failures)
                {
                    printer.Line("    " + failure.En, "    " + failure.Zh);
                }
            }
        }

        if (passed + failed == 0 && files.Count > 0)
        {
            printer.Line("there are no tests to run: write examples under “tests” in the file", "没有可运行的测试：请在文件的 tests 下写出例子");
        }

        printer.Line($"{passed} passed, {failed} failed", $"通过 {passed}，失败 {failed}");
        return Math.Max(code, failed > 0 ? MappingExit.NotHeld : MappingExit.Done);
    }
}
