using IntegrationHub.Core.Mapping;

namespace IntegrationHub.Functions.Mappings;

/// <summary>The files that a mapping's tests read: they go live with it, else its tests could not run there and the file would not be used.</summary>
/// <param name="live">Where live mappings stand.</param>
/// <param name="complaints">Says why one cannot go along.</param>
internal sealed class Fixtures(string live, MappingPrinter complaints)
{
    /// <summary>Copies them beside the live mapping.</summary>
    /// <param name="mapping">What goes live.</param>
    /// <param name="file">Where it stands now.</param>
    /// <returns>The exit code of what stands against it, with nothing copied; null where nothing does.</returns>
    public int? Carry(CompiledMapping mapping, string file)
    {
        var from = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var copies = new List<(string From, string To)>();
        foreach (var fixture in mapping.Fixtures)
        {
            var copy = (From: Path.GetFullPath(fixture, from), To: Path.GetFullPath(fixture, Path.GetFullPath(live)));
            if (copy.From == copy.To)
            {
                continue;
            }

            if (!copy.To.StartsWith(Path.GetFullPath(live) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                complaints.Line($"The fixture {fixture} stands elsewhere; put it beside the mapping file.", $"样例文件 {fixture} 在其他位置；请放到映射文件旁。");
                return MappingExit.NotHeld;
            }

            if (IsReadByTheHub(Path.GetRelativePath(Path.GetFullPath(live), copy.To)))
            {
                complaints.Line(
                    $"The fixture {fixture} would be read as a mapping, rules or vocabulary where it goes; put it into a folder of its own such as samples/, under a name that does not end in .yaml.",
                    $"样例文件 {fixture} 到位后会被当作映射、规则或词汇读取；请放到单独的文件夹（如 samples/），且文件名不要以 .yaml 结尾。");
                return MappingExit.NotHeld;
            }

            // Another mapping, or an earlier version that a rollback brings back, was tested with the one that is there.
            if (File.Exists(copy.To) && !File.ReadAllBytes(copy.From).AsSpan().SequenceEqual(File.ReadAllBytes(copy.To)))
            {
                complaints.Line($"{copy.To} is another file; give the fixture a name of its own.", $"{copy.To} 已存在且内容不同；请给样例文件另取名称。");
                return MappingExit.NotHeld;
            }

            copies.Add(copy);
        }

        foreach (var (source, target) in copies.Where(copy => !File.Exists(copy.To)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target + ".next", overwrite: true);
            File.Move(target + ".next", target, overwrite: true);
        }

        return null;
    }

    // What the hub reads on its own goes there by its own verb, linted; nothing slips in as the test data of something else.
    private static bool IsReadByTheHub(string place) =>
        Path.GetExtension(place) is var ending && ending.StartsWith(".y", StringComparison.OrdinalIgnoreCase) && ending.EndsWith("ml", StringComparison.OrdinalIgnoreCase)
        || place.Split(Path.DirectorySeparatorChar)[0].ToUpperInvariant() is "DRAFT" or "HISTORY" or "RULES" or "SCHEMA" or "VOCABULARY";
}
