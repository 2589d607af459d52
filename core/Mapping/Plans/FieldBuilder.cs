using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Orders.Schema;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Binds the list of fields.</summary>
internal sealed class FieldBuilder(LintSink lints, DeclarationCheck check, ChainBuilder chains, Contract contract, bool isJson)
{
    private static readonly DeclaredKey Declared = MappingLanguage.File.Keys.First(k => k.Name == "fields");

    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);

    public IReadOnlyList<FieldPlan> Build(YamlSequenceNode? list) =>
        [.. (list?.Children ?? []).Select(node => Field(check.Object(node, Declared), node)).OfType<FieldPlan>()];

    private FieldPlan? Field(YamlObject field, YamlNode node)
    {
        if (field.Text("to") is not { } path)
        {
            return null;
        }

        if (Targets.Find(path) is not { } target)
        {
            var near = Nearness.Nearest(path, Targets.All.Select(t => t.Path));
            lints.Raise(MappingLints.UnknownTarget, field.Node("to")!, path, near is null ? "" : $" ({near}?)");
            return null;
        }

        if (!_lines.TryAdd(path, node.Start.Line))
        {
            lints.Raise(MappingLints.DuplicateTarget, field.Node("to")!, path, _lines[path]);
        }

        if (field.Node("from") is null && field.Node("default") is null)
        {
            lints.Raise(MappingLints.MissingRequired, node, "from");
        }

        CheckReach(field, path);
        var sources = field.Scalars("from").Select(Source).OfType<SourceExpression>().ToArray();
        if (!target.IsLine && sources.FirstOrDefault(s => s is SourceExpression.Json { Path.Stars: > 0 }) is SourceExpression.Json many)
        {
            lints.Raise(MappingLints.BadSource, field.Node("from")!, many.Text, "[*] gives many values, the order has one place; use an index", "[*] 会得到多个值，而订单只有一个位置，请用下标");
        }

        var chain = chains.Build(field.Node("convert"), target);
        if (!target.IsLine && sources.Count(s => s.IsColumn) > 1 && chain.OfType<SumConverter>().Any())
        {
            lints.Raise(MappingLints.BadConverter, field.Node("convert")!, path, "columns of a table are added up in a line, not in the order", "表格的列只能在行内相加，不能在订单上相加");
        }

        if (Word(field, target) is not { } onError)
        {
            return null;
        }

        return new FieldPlan
        {
            Target = target,
            Sources = sources,
            Chain = chain,
            Gathers = chain.OfType<GatheringConverter>().FirstOrDefault(),
            Default = Default(field, target),
            Required = field.Flag("required"),
            OnError = onError,
            FillDown = field.Flag("fillDown"),
            Mark = node.Start,
        };
    }

    private SourceExpression? Source(YamlScalarNode scalar)
    {
        var source = isJson ? SourceExpression.ParseJson(scalar.Value!, out var why) : SourceExpression.ParseTable(scalar.Value!, out why);
        if (source is null)
        {
            lints.Raise(MappingLints.BadSource, scalar, scalar.Value, why.En, why.Zh);
        }

        return source;
    }

    private void CheckReach(YamlObject field, string path)
    {
        if (field.Node("default") is not { } node)
        {
            if (field.Text("onError") == "default")
            {
                lints.Raise(MappingLints.MissingRequired, field.Node("onError")!, "default");
            }

            return;
        }

        if (field.Flag("required") && field.Text("onError") != "default")
        {
            lints.Raise(MappingLints.UnreachableDefault, node, path, "the field is required, so a missing value is a fault first", "字段必填，缺值先报错");
        }
    }

    private OnError? Word(YamlObject field, Target target)
    {
        switch (field.Text("onError"))
        {
            case "hold":
                return OnError.Hold;
            case "empty":
                return OnError.Empty;
            case "default":
                return OnError.Default;
            case "reject":
                return OnError.Reject;
            case "skip" when target.IsLine:
                return OnError.Skip;
            case "skip":
                lints.Raise(MappingLints.BadValue, field.Node("onError")!, "onError", "skip", "hold | empty | default | reject (skip: lines[] only / skip 仅用于 lines[])");
                return null;
            default:
                return contract.Types switch
                {
                    ContractMode.Evolve => OnError.Keep,
                    ContractMode.Discard => OnError.Empty,
                    ContractMode.Freeze => OnError.Freeze,
                    _ => OnError.Hold,
                };
        }
    }

    /// <summary>A default is written as order/v1 has it: a point before decimals, ISO dates, codes.</summary>
    private MappedValue Default(YamlObject field, Target target)
    {
        if (field.Text("default") is not { } text)
        {
            return MappedValue.Missing;
        }

        var value = ChainBuilder.Default(target, NumberLocale.Find("zh")!, chains.Words).Apply(MappedValue.Of(text), default);
        if (value.Kind == ValueKind.Fault || (target.Words.Count > 0 && !target.Words.Contains(value.AsText())))
        {
            var expected = target.Words.Count > 0 ? string.Join(" | ", target.Words) : target.Wants.ToString().ToLowerInvariant();
            lints.Raise(MappingLints.BadValue, field.Node("default")!, "default", text, expected);
            return MappedValue.Missing;
        }

        return value;
    }
}

/// <summary>Finds the one array that a JSON order's lines come from.</summary>
internal static class JsonLines
{
    public static JsonPath? Find(IReadOnlyList<FieldPlan> lineFields, LintSink lints)
    {
        var longest = lineFields.SelectMany(f => f.Sources).OfType<SourceExpression.Json>().MaxBy(j => j.Path.Stars);
        if (longest is null or { Path.Stars: 0 })
        {
            return null;
        }

        foreach (var field in lineFields)
        {
            foreach (var json in field.Sources.OfType<SourceExpression.Json>())
            {
                var own = json.Path.ThroughStar(json.Path.Stars);
                if (!longest.Path.Steps.AsSpan().StartsWith(own))
                {
                    lints.Raise(MappingLints.BadSource, field.Mark, json.Text, $"its [*] walks another array than “{longest.Text}”", $"其 [*] 与“{longest.Text}”不是同一个数组");
                }
            }
        }

        return longest.Path;
    }
}
