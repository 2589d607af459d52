using IntegrationHub.Core.Findings;
using System.Globalization;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Orders.Schema;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Builds the converters of a field and checks that what comes out fits its target.</summary>
internal sealed class ChainBuilder(LintSink lints, NumberLocale locale, EnumTables enums, MappingWords words)
{
    private static readonly Dictionary<string, string[]> NoArguments = [];

    /// <summary>Units and currencies.</summary>
    public MappingWords Words => words;

    public HashSet<string> UsedEnums { get; } = new(StringComparer.Ordinal);

    /// <summary>The converters for a target, ended by the target's own where the file's last one yields mere text.</summary>
    public Converter[] Build(YamlNode? convert, Target target)
    {
        var chain = new List<Converter>();
        var yields = ValueKind.Text;
        string? lastEnum = null;
        foreach (var step in Steps(convert))
        {
            if (BuildStep(step) is not var (declared, made, table))
            {
                return [];
            }

            chain.Add(made);
            yields = declared.Yields;
            lastEnum = table;
        }

        if (lastEnum is not null && target.Words.Count > 0)
        {
            CheckValues(lastEnum, target);
        }

        if (chain.Count == 0 || (yields == ValueKind.Text && target.Wants != ValueKind.Text))
        {
            chain.Add(Default(target, locale, words));
        }
        else if (yields != target.Wants && (target.Wants != ValueKind.Text || yields == ValueKind.Address))
        {
            lints.Raise(MappingLints.BadConverter, convert!, target.Path, $"the last converter yields {Word(yields)}, but {Word(target.Wants)} is needed", $"最后的转换器得到 {Word(yields)}，而需要 {Word(target.Wants)}");
        }

        return [.. chain];
    }

    /// <summary>The target's own converter.</summary>
    public static Converter Default(Target target, NumberLocale locale, MappingWords words) =>
        ConverterCatalogue.Find(target.Converter)!.Create(new ConverterArguments(NoArguments, locale, new Dictionary<string, IReadOnlyDictionary<string, string>>(), words));

    private static string Word(ValueKind kind) => kind.ToString().ToLowerInvariant();

    private static IEnumerable<YamlNode> Steps(YamlNode? convert) => convert switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        _ => [convert],
    };

    private (ConverterDeclaration Declared, Converter Made, string? Enum)? BuildStep(YamlNode step)
    {
        var (name, arguments) = step switch
        {
            YamlScalarNode { Value: { Length: > 0 } only } => (only, null),
            YamlMappingNode { Children.Count: 1 } pair when pair.Children.First().Key is YamlScalarNode { Value: { } key } => (key, pair.Children.First().Value),
            _ => ("", null),
        };
        if (name.Length == 0)
        {
            lints.Raise(MappingLints.BadConverter, step, "convert", "a step is a name, or one name with its arguments", "每一步是一个名称，或一个名称加参数");
            return null;
        }

        if (ConverterCatalogue.Find(name) is not { } declared)
        {
            var near = Nearness.Nearest(name, ConverterCatalogue.All.Select(c => c.Name));
            lints.Raise(MappingLints.BadConverter, step, name, "there is no such converter" + (near is null ? "" : $" ({near}?)"), "没有这个转换器" + (near is null ? "" : $"（{near}？）"));
            return null;
        }

        if (declared.DeprecatedFor is { } successor)
        {
            lints.Raise(MappingLints.Deprecated, step, name, successor);
        }

        if (Arguments(declared, arguments, step) is not { } values)
        {
            return null;
        }

        try
        {
            var made = declared.Create(new ConverterArguments(values, locale, enums.Tables, words));
            var table = name == "enum" ? values["table"][0] : null;
            if (table is not null)
            {
                UsedEnums.Add(table);
            }

            return (declared, made, table);
        }
        catch (ConverterArgumentException e)
        {
            var code = e.UnknownEnum is null ? MappingLints.BadConverter : MappingLints.BadEnum;
            lints.Raise(code, step, e.UnknownEnum ?? name, e.Message, e.Zh);
            return null;
        }
    }

    private Dictionary<string, string[]>? Arguments(ConverterDeclaration declared, YamlNode? node, YamlNode step)
    {
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var sound = true;
        if (node is YamlMappingNode named)
        {
            foreach (var (key, value) in named.Children)
            {
                sound &= Argument(declared, (key as YamlScalarNode)?.Value ?? "", value, key, values);
            }
        }
        else if (node is not null && !(node is YamlScalarNode scalar && DeclarationCheck.IsNull(scalar)))
        {
            sound = Argument(declared, declared.Parameters.FirstOrDefault()?.Name ?? "", node, node, values);
        }

        foreach (var missing in declared.Parameters.Where(p => p.Required && !values.ContainsKey(p.Name)))
        {
            lints.Raise(MappingLints.BadConverter, step, declared.Name, $"“{missing.Name}” is missing", $"缺少“{missing.Name}”");
            sound = false;
        }

        return sound ? values : null;
    }

    private bool Argument(ConverterDeclaration declared, string name, YamlNode value, YamlNode place, Dictionary<string, string[]> values)
    {
        var parameter = declared.Parameters.FirstOrDefault(p => p.Name == name);
        if (parameter is null)
        {
            lints.Raise(MappingLints.BadConverter, place, declared.Name, $"it has no argument “{name}”", $"没有参数“{name}”");
            return false;
        }

        var texts = value switch
        {
            YamlScalarNode { Value: { } text } => [text],
            YamlSequenceNode list when parameter.Kind == ParameterKind.Texts => [.. list.Children.OfType<YamlScalarNode>().Select(s => s.Value ?? "")],
            _ => Array.Empty<string>(),
        };
        var fits = texts.Length > 0 && parameter.Kind switch
        {
            ParameterKind.Word => parameter.Words.Contains(texts[0]),
            ParameterKind.Integer => int.TryParse(texts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ParameterKind.Flag => texts[0] is "true" or "false",
            _ => texts.All(t => t.Length > 0),
        };
        if (!fits)
        {
            var expected = parameter.Kind == ParameterKind.Word ? string.Join(" | ", parameter.Words) : Word(parameter.Kind);
            lints.Raise(MappingLints.BadConverter, value, declared.Name, $"“{name}” must be {expected}", $"“{name}”应为 {expected}");
            return false;
        }

        values[name] = texts;
        return true;
    }

    private static string Word(ParameterKind kind) => kind.ToString().ToLowerInvariant();

    private void CheckValues(string table, Target target)
    {
        foreach (var value in enums.Tables[table].Values.Distinct().Where(v => !target.Words.Contains(v)))
        {
            lints.Raise(MappingLints.BadEnum, enums.Nodes[table], table, $"“{value}” is no value of {target.Path} ({string.Join(", ", target.Words)})", $"“{value}”不是 {target.Path} 的取值（{string.Join("、", target.Words)}）");
        }
    }
}
