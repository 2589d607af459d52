using System.Text.Json;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Orders;
using IntegrationHub.Functions.Cli.Output;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Options of <c>hub mappings list</c>.</summary>
/// <param name="Json">One JSON document per mapping on its own line.</param>
/// <param name="English">English instead of Chinese.</param>
/// <param name="Width">Columns of the screen; null where there is none.</param>
public sealed record ListOptions(bool Json = false, bool English = false, int? Width = null);

/// <summary><c>hub mappings list</c>: which mappings are in force, for whom, in which version, from which file. 0, 1 where one is broken.</summary>
public sealed class ListVerb(MappingWorkspace workspace)
{
    /// <summary>Runs the verb.</summary>
    public int Run(ListOptions options, TextWriter output)
    {
        string Say(string zh, string en) => options.English ? en : zh;
        var entries = new MappingCatalogue(workspace.ShippedFolder, workspace.DataFolder, workspace.Words, workspace.Clock).Entries;
        var table = new TextTable(TextColumn.Whole(Say("映射", "mapping")), TextColumn.Spare(Say("版本", "version")), Say("适用于", "for"), Say("来自", "from"));
        foreach (var entry in entries)
        {
            var isOwn = Path.GetDirectoryName(entry.File) == workspace.DataFolder;
            if (options.Json)
            {
                output.WriteLine(JsonSerializer.Serialize(
                    new MappingLine(entry.Name, entry.Mapping?.Version, entry.AppliesTo, entry.File, !isOwn, entry.FirstError?.Finding.Code), MappingLineJson.Readable.MappingLine));
                continue;
            }

            table.Add(
                entry.Name,
                entry.Mapping?.Version ?? Say("不可用", "broken"),
                entry.AppliesTo.Count == 0 ? Say("仅按名称", "by name only") : string.Join("; ", entry.AppliesTo),
                isOwn ? Path.GetRelativePath(Path.GetDirectoryName(workspace.DataFolder)!, entry.File) : Say("随产品提供", "shipped"));
        }

        if (!options.Json)
        {
            table.Write(output, options.Width);
            Drafts(output, Say);
        }

        return entries.Any(entry => entry.FirstError is not null) ? MappingExit.NotHeld : MappingExit.Done;
    }

    private void Drafts(TextWriter output, Func<string, string, string> say)
    {
        var drafts = MappingFiles.In(Path.GetDirectoryName(workspace.History.DraftFile("x"))!).Where(draft => !IsInForce(draft)).ToList();
        if (drafts.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(say("草稿(未启用):", "drafts, not in force: ") + string.Join(", ", drafts.Select(Path.GetFileNameWithoutExtension)));
        }
    }

    // A draft stays where it was edited when it is promoted.
    private bool IsInForce(string draft) =>
        workspace.History.LiveFile(Path.GetFileNameWithoutExtension(draft)) is var live && File.Exists(live) && File.ReadAllText(live) == File.ReadAllText(draft);
}

/// <summary>One mapping in <c>hub mappings list --json</c>.</summary>
/// <param name="Mapping">Its name.</param>
/// <param name="Version">Its version; null while the file is broken.</param>
/// <param name="AppliesTo">Criteria of <c>match</c>; none where it is used by name only.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Shipped">It comes with the product.</param>
/// <param name="Error">Code of the first error; null for a sound file.</param>
internal sealed record MappingLine(string Mapping, string? Version, IReadOnlyList<string> AppliesTo, string File, bool Shipped, string? Error);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(MappingLine))]
internal sealed partial class MappingLineJson : System.Text.Json.Serialization.JsonSerializerContext
{
    public static MappingLineJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = OrderJson.Wire.Options.Encoder,
    });
}
