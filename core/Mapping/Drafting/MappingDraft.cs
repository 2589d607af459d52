using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>A mapping file written from what the hub understood.</summary>
/// <param name="Yaml">The file's text; it lints clean.</param>
/// <param name="Differences">Members in which the mapped orders differ from the understood ones, as <c>order: path</c>; empty when they are the same. What belongs to one document and has no place to read it from is not counted.</param>
public sealed record DraftedMapping(string Yaml, IReadOnlyList<FieldChange> Differences);

/// <summary>
/// Turns an understood document into a mapping file: the places in its provenance become sources, the texts above its columns
/// headers, and for each field the converter is taken that gives the value that was understood. The draft is then run on the same
/// document and compared.
/// </summary>
public static class MappingDraft
{
    /// <summary>Orders that are looked at.</summary>
    public const int MaxOrders = 50;

    /// <summary>Writes the draft.</summary>
    /// <param name="name">Name of the mapping, kebab-case.</param>
    /// <param name="context">What is known of the document; its sender becomes the match.</param>
    /// <param name="open">Opens the workbook from the start.</param>
    /// <param name="orders">The first orders as understood.</param>
    /// <param name="words">Units and currencies.</param>
    public static DraftedMapping Write(
        string name, UnderstandingContext context, Func<WorkbookCursor> open, IReadOnlyList<UnderstoodOrder> orders, MappingWords words)
    {
        var understood = orders.Take(MaxOrders).Select(o => o.Order).ToList();
        var facts = new DraftFacts(SheetSample.Take(open), understood, context);
        var found = facts.Fields().ToList();
        var proved = DraftLocale.Of(found, words.LanguageOf(facts.HeaderWords), facts.HeaderWords.Any(word => word.Any(IsHan)), words, context.Today);
        DraftedMapping? best = null;

        // What ends the table is said only where the draft else takes the rows below it for lines.
        string?[] ends = facts.FirstBelow is { } below ? [null, below] : [null];
        foreach (var (locale, keepNew, until) in ends.SelectMany(end => new[] { (proved, true, end), (proved, false, end), (DraftLocale.Open, true, end), (DraftLocale.Open, false, end) }))
        {
            if (best is { Differences.Count: 0 })
            {
                break;
            }

            var fit = new ConverterFit(words, context.Today, locale);
            var yaml = DraftText.Write(name, context, facts, [.. found.Select(fit.Fit)], locale, keepNew, until);
            var draft = new DraftedMapping(yaml, Differences(yaml, name, context, open, understood, words));
            if (best is null || draft.Differences.Count < best.Differences.Count)
            {
                best = draft;
            }
        }

        return best!;
    }

    /// <summary>A kebab-case name for a sender or file.</summary>
    public static string NameFor(UnderstandingContext context)
    {
        var source = context.Sender is { } sender && sender.Contains('@', StringComparison.Ordinal)
            ? sender[(sender.LastIndexOf('@') + 1)..]
            : Path.GetFileNameWithoutExtension(context.Name);
        var kebab = new string([.. source.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        kebab = string.Join('-', kebab.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return kebab.Length == 0 || !char.IsAsciiLetterLower(kebab[0]) ? $"draft-{kebab}".TrimEnd('-') : kebab[..Math.Min(kebab.Length, 60)].TrimEnd('-');
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static List<FieldChange> Differences(
        string yaml, string name, UnderstandingContext context, Func<WorkbookCursor> open, List<CanonicalOrder> understood, MappingWords words)
    {
        var compilation = MappingCompiler.Compile(yaml, name + ".yaml", words);
        if (compilation.Mapping is not { } mapping)
        {
            return [.. compilation.Lints.Select(l => new FieldChange(l.Place, null, l.Finding.Message))];
        }

        using var document = mapping.Read(open, context);
        var mapped = document.Orders(default).Take(MaxOrders).Select(o => o.Order).ToList();
        var changes = new List<FieldChange>();
        for (var i = 0; i < Math.Max(mapped.Count, understood.Count); i++)
        {
            var before = i < understood.Count ? understood[i] : new CanonicalOrder();
            var after = i < mapped.Count ? mapped[i] : new CanonicalOrder();

            // The pipeline gives these; understanding may already have set them.
            after = after with { Channel = before.Channel, Account = before.Account, Attachments = before.Attachments };
            changes.AddRange(OrderFlat.Compare(before, after).Select(c => c with { Path = FormattableString.Invariant($"[{i}].{c.Path}") }));
        }

        return changes;
    }
}
