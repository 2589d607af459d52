using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>One observation: what the source held and what the hub understood.</summary>
/// <param name="Raw">The cell.</param>
/// <param name="Expected">JSON text of the understood value; null where nothing was understood.</param>
internal readonly record struct Observation(MappedValue Raw, string? Expected);

/// <summary>A field of the draft.</summary>
internal sealed record DraftField(Target Target)
{
    /// <summary>Source expression; null for a constant.</summary>
    public string? From { get; init; }

    public IReadOnlyList<Observation> Observations { get; init; } = [];

    /// <summary>YAML of <c>convert</c>; null for the target's own.</summary>
    public string? Convert { get; init; }

    /// <summary>Constant, or value of empty cells.</summary>
    public string? Default { get; init; }

    public bool Required { get; init; }

    public bool FillDown { get; init; }

    /// <summary>Table for values that no converter explains.</summary>
    public IReadOnlyDictionary<string, string>? Enum { get; init; }

    public string EnumName => Target.Path.Replace("lines[].", "", StringComparison.Ordinal).Replace('.', '-').ToLowerInvariant();
}

/// <summary>Finds the converter that turns what the cells hold into what the hub understood.</summary>
internal sealed class ConverterFit(MappingWords words, DateOnly today, DraftLocale locale)
{
    private static readonly string[] Locales = ["zh", "de", "fr", "de-CH"];

    private readonly ConversionContext _context = new(today);

    /// <summary>The field with the first converter that explains every observation, or with the one that explains most.</summary>
    public DraftField Fit(DraftField field)
    {
        var observed = field.Observations;
        var fillDown = field.Target.IsLine && observed.Any(o => o.Raw.Kind == ValueKind.Missing && o.Expected is not null);
        var best = (Score: -1, Yaml: (string?)null);
        foreach (var yaml in Candidates(field.Target))
        {
            var score = Score(field.Target, yaml, observed, fillDown);
            if (score > best.Score)
            {
                best = (score, yaml);
            }

            if (score == observed.Count)
            {
                break;
            }
        }

        var fitted = field with { Convert = best.Yaml, FillDown = fillDown };
        return best.Score == observed.Count || Table(field.Target, observed) is not { } table
            ? fitted
            : fitted with { Convert = $"{{enum: {field.EnumName}}}", Enum = table };
    }

    /// <summary>How many observations of a number or date the target's own converter explains, or the one for a number with its unit.</summary>
    public int Explained(DraftField field) => Math.Max(
        Score(field.Target, null, field.Observations, fillDown: false),
        field.Target.Wants == ValueKind.Number ? Score(field.Target, "quantity", field.Observations, fillDown: false) : 0);

    private IEnumerable<string?> Candidates(Target target)
    {
        if (target.Wants == ValueKind.Number && locale is { File: null, Numbers: { } proved })
        {
            yield return $"{{{target.Converter}: {proved}}}";
        }

        yield return null;
        switch (target.Wants)
        {
            case ValueKind.Number:
                foreach (var locale in Locales)
                {
                    yield return $"{{{target.Converter}: {locale}}}";
                }

                foreach (var locale in Locales.Where(_ => target.Converter != "quantity"))
                {
                    yield return $"{{quantity: {locale}}}";
                }

                yield return target.Converter == "percent" ? "{percent: {hundredths: true}}" : "decimal";
                break;
            case ValueKind.Date:
                yield return "{date: {order: dmy}}";
                yield return "{date: {order: mdy}}";
                yield return "{date: {order: ymd}}";
                break;
            case ValueKind.Text:
                yield return "text";
                yield return "trim";
                yield return "code";
                yield return "upper";
                yield return "unit";
                break;
        }
    }

    private int Score(Target target, string? yaml, IReadOnlyList<Observation> observed, bool fillDown)
    {
        var chain = Chain(target, yaml);
        var above = MappedValue.Missing;
        var score = 0;
        foreach (var (raw, expected) in observed)
        {
            var value = raw.Kind == ValueKind.Missing && fillDown ? above : raw;
            above = value;
            foreach (var converter in chain)
            {
                value = converter.Apply(value, _context);
            }

            score += Same(value, expected) ? 1 : 0;
        }

        return score;
    }

    private Converter[] Chain(Target target, string? yaml)
    {
        var compiled = MappingCompiler.Compile(
            $"mapping: fit\nversion: 1\ntarget: order/v1\n{DraftText.Locale(locale)}fields:\n  - to: {Yaml.Quoted(target.Path)}\n    from: x\n" + (yaml is null ? "" : $"    convert: {yaml}\n"), "fit.yaml", words).Mapping;
        return compiled is null ? [] : (compiled.Plan.LineFields.FirstOrDefault() ?? compiled.Plan.OrderFields[0]).Chain;
    }

    private static bool Same(in MappedValue value, string? expected)
    {
        if (!value.IsUsable || expected is null)
        {
            return !value.IsUsable && value.Kind == ValueKind.Missing && expected is null;
        }

        return value.Kind switch
        {
            ValueKind.Number => decimal.TryParse(expected, System.Globalization.CultureInfo.InvariantCulture, out var number) && number == value.Number,
            ValueKind.Boolean => expected == value.AsText(),
            _ => expected == $"\"{value.AsText()}\"",
        };
    }

    /// <summary>A table where the same text always means the same; null where it does not, or for numbers and dates.</summary>
    private static Dictionary<string, string>? Table(Target target, IReadOnlyList<Observation> observed)
    {
        if (target.Wants != ValueKind.Text)
        {
            return null;
        }

        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (raw, expected) in observed)
        {
            if (raw.AsText()?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (expected is not ['"', .. var value, '"'] || value.Length == 0 || (keys.TryGetValue(TextKey.Of(text), out var known) && known != value))
            {
                return null;
            }

            if (keys.TryAdd(TextKey.Of(text), value))
            {
                table[text] = value;
            }
        }

        return table.Count is > 0 and <= 200 ? table : null;
    }
}
