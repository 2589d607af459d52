using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Catalogue;

/// <summary>What is known of a document when its mapping is chosen.</summary>
/// <param name="Channel">Channel it came by; null when unknown.</param>
/// <param name="Sender">Address of the sender; null when unknown.</param>
/// <param name="Name">File name as the sender gave it.</param>
public sealed record MappingQuestion(string? Channel, string? Sender, string Name);

/// <summary>The mapping for a document.</summary>
/// <param name="Mapping">The mapping to read with; null where the document is to be understood without one.</param>
/// <param name="Findings">Broken or ambiguous mappings that concern the document.</param>
public sealed record MappingSelection(CompiledMapping? Mapping, IReadOnlyList<Finding> Findings);

/// <summary>Chooses among the mappings of a catalogue.</summary>
public sealed class MappingSelector(MappingCatalogue catalogue)
{
    /// <summary>The one mapping whose <c>match</c> fits best; the workbook is opened only where sheet names or headers decide.</summary>
    /// <param name="question">What is known.</param>
    /// <param name="open">Opens the workbook from the start.</param>
    /// <exception cref="UnreadableWorkbookException">The workbook was opened and cannot be read.</exception>
    public MappingSelection Select(MappingQuestion question, Func<WorkbookCursor> open)
    {
        var entries = catalogue.Entries;
        var candidates = entries.Where(e => e.Mapping is not { IsJson: true } && Fits(e, question)).ToList();
        WorkbookPeek? peek = null;
        var fitting = candidates
            .Where(e => !NeedsContent(e.Match!) || (peek ??= WorkbookPeek.Take(open)).Fits(e.Match!))
            .ToList();
        return Best(fitting, question, entries);
    }

    /// <summary>The mapping for a JSON record of a channel, e.g. one order of a shop.</summary>
    public MappingSelection SelectJson(MappingQuestion question)
    {
        var entries = catalogue.Entries;
        return Best([.. entries.Where(e => e.Mapping is not { IsJson: false } && Fits(e, question))], question, entries);
    }

    /// <summary>The mapping asked for by name, whatever its <c>match</c> says.</summary>
    public MappingSelection SelectByName(string name)
    {
        var entry = catalogue.Entries.FirstOrDefault(e => e.Name == name);
        return entry switch
        {
            { Mapping: { } mapping } => new MappingSelection(mapping, []),
            null => new MappingSelection(null, [MappingFindings.NotFound.At(null, null, name)]),
            _ => new MappingSelection(null, [MappingFindings.NotFound.At(null, null, name), MappingCatalogue.Fault(entry)]),
        };
    }

    private static bool NeedsContent(MatchPlan match) => match.Sheets.Count > 0 || match.Headers.Count > 0;

    private static bool Fits(MappingEntry entry, MappingQuestion question) =>
        entry.Match is { } match
        && match.Senders.Count + match.Files.Count + match.Sheets.Count + match.Headers.Count + match.Channels.Count > 0
        && (match.Senders.Count == 0 || (question.Sender is { } sender && match.Senders.Any(p => Glob.MatchesSender(p, sender))))
        && (match.Files.Count == 0 || match.Files.Any(p => Glob.Matches(p, question.Name)))
        && (match.Channels.Count == 0 || (question.Channel is { } channel && match.Channels.Any(p => Glob.Matches(p, channel))));

    // A mapping that fits reads the document. Where none does, one of those that tell nothing may have been meant for it, and that is said.
    private static MappingSelection Best(List<MappingEntry> fitting, MappingQuestion question, IReadOnlyList<MappingEntry> entries)
    {
        var broken = fitting.Where(e => e.Mapping is null).Select(MappingCatalogue.Fault).ToList();
        var sound = fitting.Where(e => e.Mapping is not null).ToList();
        if (sound.Count == 0)
        {
            return new MappingSelection(
                null, [.. broken, .. entries.Where(e => e.Mapping is null && e.Compilation.IsUnread).Select(e => MappingCatalogue.Fault(e, MappingFindings.ReachUnknown))]);
        }

        var best = sound.Max(e => Weight(e.Match!, question));
        var equal = sound.Where(e => Weight(e.Match!, question) == best).ToList();
        if (equal.Count == 1)
        {
            return new MappingSelection(equal[0].Mapping, broken);
        }

        return new MappingSelection(null, [.. broken, MappingFindings.Ambiguous.At(null, null, string.Join(", ", equal.Select(e => e.Name)))]);
    }

    /// <summary>An exact address counts most, then every further criterion; more header words say more.</summary>
    private static int Weight(MatchPlan match, MappingQuestion question)
    {
        var weight = Math.Min(match.Headers.Count, 50);
        weight += match.Headers.Count > 0 ? 100 : 0;
        weight += match.Sheets.Count > 0 ? 100 : 0;
        weight += match.Files.Count > 0 ? 100 : 0;
        weight += match.Channels.Count > 0 ? 100 : 0;
        if (match.Senders.Count > 0)
        {
            weight += match.Senders.Any(p => string.Equals(p, question.Sender, StringComparison.OrdinalIgnoreCase)) ? 2_000 : 1_000;
        }

        return weight;
    }
}

/// <summary>The first rows of a workbook's visible sheets.</summary>
internal sealed class WorkbookPeek
{
    private const int Rows = 60;
    private const int Sheets = 20;

    private readonly List<(string Name, List<HashSet<string>> Rows)> _sheets = [];

    public static WorkbookPeek Take(Func<WorkbookCursor> open)
    {
        var peek = new WorkbookPeek();
        using var cursor = open();
        while (peek._sheets.Count < Sheets && cursor.MoveNextSheet())
        {
            if (cursor.Sheet.Hidden)
            {
                continue;
            }

            var rows = new List<HashSet<string>>();
            while (rows.Count < Rows && cursor.MoveNextRow())
            {
                rows.Add(Keys(cursor.Row));
            }

            peek._sheets.Add((cursor.Sheet.Name, rows));
        }

        return peek;
    }

    public bool Fits(MatchPlan match) => _sheets.Any(sheet =>
        (match.Sheets.Count == 0 || match.Sheets.Any(p => Glob.Matches(p, sheet.Name)))
        && (match.Headers.Count == 0 || sheet.Rows.Any(row => match.Headers.All(row.Contains))));

    private static HashSet<string> Keys(SheetRow row)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell is { Kind: CellKind.Text, Text: { Length: < 1_000 } text })
            {
                keys.Add(TextKey.Of(text));
            }
        }

        return keys;
    }
}
