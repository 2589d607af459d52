using System.Text;
using IntegrationHub.Core.Mapping.Drafting;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings draft</c>.</summary>
/// <param name="File">The document.</param>
/// <param name="Name">Name of the mapping; from the sender or the file when null.</param>
/// <param name="Sender">Sender of the document; becomes the match.</param>
/// <param name="Print">Print the YAML instead of filing it under DATA/mappings/draft.</param>
/// <param name="Force">Replace an existing draft.</param>
/// <param name="English">English instead of Chinese.</param>
public sealed record DraftOptions(string File, string? Name = null, string? Sender = null, bool Print = false, bool Force = false, bool English = false);

/// <summary><c>hub mappings draft FILE</c>: 0, 1 where no order was understood or a draft exists, 2 usage, 3 unreadable.</summary>
public sealed class DraftVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(DraftOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var complaints = new MappingPrinter(error, options.English);
        if (!File.Exists(options.File))
        {
            complaints.Missing(options.File);
            return MappingExit.Usage;
        }

        if (options.Name is { } given && (given != Path.GetFileName(given) || given.StartsWith('.')))
        {
            complaints.Line($"'{given}' is no name of a mapping: no folders, no leading dot.", $"“{given}”不是映射名称:不得含文件夹,不得以点开头。");
            return MappingExit.Usage;
        }

        var context = new UnderstandingContext("draft", Path.GetFileName(options.File), options.Sender, workspace.Today);
        WorkbookCursor Open() => workspace.Opener.Open(options.File, context.Name, ReadLimits.Default, cancellation);
        List<UnderstoodOrder> orders;
        try
        {
            using var document = workspace.Understanding.Read(Open, context);
            orders = [.. document.Orders(cancellation).Take(MappingDraft.MaxOrders)];
        }
        catch (UnreadableWorkbookException e)
        {
            complaints.Finding(e.Finding);
            return MappingExit.Failed;
        }

        if (orders.Count == 0)
        {
            complaints.Line("The hub found no order in this document, so there is nothing to draft from.", "系统没有在该单据中找到订单，无从草拟。");
            return MappingExit.NotHeld;
        }

        var name = options.Name ?? MappingDraft.NameFor(context);
        var draft = MappingDraft.Write(name, context, Open, orders, workspace.Words);
        return Deliver(options, draft, name, output, complaints);
    }

    private int Deliver(DraftOptions options, DraftedMapping draft, string name, TextWriter output, MappingPrinter complaints)
    {
        foreach (var change in draft.Differences.Take(20))
        {
            complaints.Line($"differs from what was understood: {change.Path}: {change.Before ?? "–"} → {change.After ?? "–"}", $"与系统理解不同：{change.Path}：{change.Before ?? "–"} → {change.After ?? "–"}");
        }

        if (options.Print)
        {
            output.Write(draft.Yaml);
            return MappingExit.Done;
        }

        var file = workspace.History.DraftFile(name);
        if (File.Exists(file) && !options.Force)
        {
            complaints.Line($"{file} exists; use --force to replace it.", $"{file} 已存在；加 --force 覆盖。");
            return MappingExit.NotHeld;
        }

        EditorSchemas.Write(workspace.DataFolder);
        File.WriteAllText(file, draft.Yaml, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        new MappingPrinter(output, options.English).Line($"draft written: {file}", $"草稿已写入：{file}");
        return MappingExit.Done;
    }
}
