namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings promote</c>.</summary>
/// <param name="Name">Name of the mapping.</param>
/// <param name="Draft">The file to promote; the draft of that name when null.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record PromoteOptions(string Name, string? Draft = null, bool English = false);

/// <summary><c>hub mappings promote NAME</c>: 0 when live, 1 where lint or a test does not hold, 2 for a draft that does not exist.</summary>
public sealed class PromoteVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(PromoteOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var complaints = new MappingPrinter(error, options.English);
        var file = options.Draft ?? workspace.History.DraftFile(options.Name);
        if (!File.Exists(file))
        {
            complaints.Missing(file);
            return MappingExit.Usage;
        }

        var compilation = workspace.Compile(file);
        complaints.Lints(compilation.Lints);
        if (compilation.Mapping is not { } mapping)
        {
            return MappingExit.NotHeld;
        }

        if (mapping.Name != options.Name)
        {
            complaints.Line($"The file holds mapping {mapping.Name}, not {options.Name}.", $"文件中的映射是 {mapping.Name}，不是 {options.Name}。");
            return MappingExit.NotHeld;
        }

        var failed = workspace.Tests.Run(mapping, cancellation).Where(r => !r.Passed).ToList();
        foreach (var result in failed)
        {
            complaints.Line($"FAILED {result.Name}: {string.Join("; ", result.Failures.Select(failure => failure.En))}", $"失败 {result.Name}：{string.Join("；", result.Failures.Select(failure => failure.Zh))}");
        }

        if (failed.Count > 0)
        {
            return MappingExit.NotHeld;
        }

        if (new Fixtures(workspace.DataFolder, complaints).Carry(mapping, file) is { } refused)
        {
            return refused;
        }

        var step = workspace.History.Promote(mapping.Name, mapping.Version, File.ReadAllText(file));
        new MappingPrinter(output, options.English).Line($"{mapping.Name} version {mapping.Version} is live (step {step.Sequence})", $"{mapping.Name} 版本 {mapping.Version} 已启用（第 {step.Sequence} 步）");
        return MappingExit.Done;
    }
}
