namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings retire</c>.</summary>
/// <param name="Name">Name of the mapping.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record RetireOptions(string Name, bool English = false);

/// <summary><c>hub mappings retire NAME</c>: 0 when it is out of force, 1 for a shipped one, 2 for a name that does not exist.</summary>
public sealed class RetireVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(RetireOptions options, TextWriter output, TextWriter error)
    {
        var complaints = new MappingPrinter(error, options.English);
        if (workspace.History.Retire(options.Name) is { } step)
        {
            var printer = new MappingPrinter(output, options.English);
            printer.Line(
                $"{options.Name} is retired (step {step.Sequence}); its file is kept in {workspace.History.Folder(options.Name)}, hub mappings rollback {options.Name} brings it back",
                $"{options.Name} 已停用（第 {step.Sequence} 步）；文件保留在 {workspace.History.Folder(options.Name)}，hub mappings rollback {options.Name} 可恢复");
            if (workspace.History.FileInForce(options.Name) is not null)
            {
                printer.Line($"the shipped {options.Name} is in force now", $"现由随产品提供的 {options.Name} 生效");
            }

            return MappingExit.Done;
        }

        if (workspace.History.FileInForce(options.Name) is null)
        {
            complaints.Missing(options.Name);
            return MappingExit.Usage;
        }

        complaints.Line(
            $"{options.Name} comes with the product and cannot be retired; a mapping of the same name in {workspace.DataFolder} takes its place.",
            $"{options.Name} 随产品提供，不能停用；可在 {workspace.DataFolder} 放同名映射取代它。");
        return MappingExit.NotHeld;
    }
}
