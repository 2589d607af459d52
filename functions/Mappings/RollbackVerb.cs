namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings rollback</c>.</summary>
/// <param name="Name">Name of the mapping.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record RollbackOptions(string Name, bool English = false);

/// <summary><c>hub mappings rollback NAME</c>: 0 when the version before is live again, 1 where there is none.</summary>
public sealed class RollbackVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(RollbackOptions options, TextWriter output, TextWriter error)
    {
        if (workspace.History.Rollback(options.Name) is not { } step)
        {
            new MappingPrinter(error, options.English).Line($"There is no version of {options.Name} before the live one.", $"{options.Name} 在当前版本之前没有其他版本。");
            return MappingExit.NotHeld;
        }

        new MappingPrinter(output, options.English).Line(
            step.File is null ? workspace.Locate(options.Name) is null ? $"{options.Name} is retired again" : $"the shipped {options.Name} is live again" : $"{options.Name} version {step.Version ?? "?"} is live again",
            step.File is null ? workspace.Locate(options.Name) is null ? $"{options.Name} 已恢复为停用" : $"已恢复随产品提供的 {options.Name}" : $"{options.Name} 已恢复到版本 {step.Version ?? "?"}");
        return MappingExit.Done;
    }
}
