using System.Globalization;
using IntegrationHub.Core.Mapping.Converters;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>How the numbers and dates of a document are written, as far as its own cells prove it.</summary>
/// <param name="File">The locale of numbers and dates; null where the dates leave it open.</param>
/// <param name="Numbers">A locale that reads the numbers; null where they leave it open.</param>
internal sealed record DraftLocale(string? File, string? Numbers)
{
    /// <summary>Nothing is proved: each number must be clear by itself.</summary>
    public static DraftLocale Open { get; } = new(null, null);

    // One for each way of writing a decimal. Whoever writes a comma or an apostrophe puts the day first.
    private static readonly string[] Ways = ["zh", "de", "de-CH"];

    /// <summary>What the fields' observations prove: numbers that only one way explains, and none that it does not.</summary>
    /// <param name="fields">What was observed.</param>
    /// <param name="language">Language of the captions: it names the locale where several write alike; null where it is not known.</param>
    /// <param name="isChinese">They hold Chinese characters.</param>
    /// <param name="words">Units and currencies.</param>
    /// <param name="today">Today.</param>
    public static DraftLocale Of(IReadOnlyList<DraftField> fields, string? language, bool isChinese, MappingWords words, DateOnly today)
    {
        var numbers = Written(fields, ValueKind.Number);
        var explained = Ways.Select(way => numbers.ConvertAll(new ConverterFit(words, today, new DraftLocale(way, null)).Explained)).ToList();
        bool Proves(int way) => Enumerable.Range(0, Ways.Length).Where(other => other != way).All(other =>
            explained[way].Zip(explained[other]).All(pair => pair.First >= pair.Second)
            && (explained[way].Sum() > explained[other].Sum() || IsSameDecimal(Ways[way], Ways[other])));
        var one = Enumerable.Range(0, Ways.Length).FirstOrDefault(Proves, -1);
        if (one < 0)
        {
            return Open;
        }

        var dates = Written(fields, ValueKind.Date);
        var order = dates.SelectMany(field => field.Observations).Select(seen => Order(seen.Raw.AsText() ?? "")).OfType<string>().Distinct().ToList();
        var file = (one, order) switch
        {
            (0, ["dmy"]) => "en",
            (0, ["mdy"]) => "en-US",
            (0, [] or ["ymd"]) => isChinese ? "zh" : null,
            (_, [] or ["dmy"]) => Named(Ways[one], language),
            _ => null,
        };
        var reads = file is null ? null : new ConverterFit(words, today, new DraftLocale(file, null));
        return new DraftLocale(reads is not null && dates.TrueForAll(field => reads.Explained(field) == field.Observations.Count) ? file : null, one == 0 ? "en" : Named(Ways[one], language));
    }

    /// <summary>The sequence that a date in digits proves; null where it could be another.</summary>
    private static string? Order(string text)
    {
        var parts = text.Split([.. text.Where(c => !char.IsAsciiDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return parts is [{ Length: <= 4 } first, { Length: <= 2 } second, { Length: <= 4 }, ..]
            && int.Parse(first, CultureInfo.InvariantCulture) is var a && int.Parse(second, CultureInfo.InvariantCulture) is var b
                ? first.Length == 4 ? "ymd" : (a > 12, b > 12) switch { (true, false) => "dmy", (false, true) => "mdy", _ => null }
                : null;
    }

    /// <summary>The language's own locale where it writes as this one does.</summary>
    private static string Named(string way, string? language) =>
        language is not null && NumberLocale.Find(way) is { } proved && NumberLocale.Find(language) is { } own && own == proved with { Name = language } ? language : way;

    private static bool IsSameDecimal(string one, string other) => NumberLocale.Find(one)!.Decimal == NumberLocale.Find(other)!.Decimal;

    /// <summary>Only text is written one way or another.</summary>
    private static List<DraftField> Written(IReadOnlyList<DraftField> fields, ValueKind kind) =>
    [
        .. fields.Where(field => field.Target.Wants == kind)
            .Select(field => field with { Observations = [.. field.Observations.Where(seen => seen.Raw.Kind == ValueKind.Text && seen.Expected is not null)] })
            .Where(field => field.Observations.Count > 0),
    ];
}
