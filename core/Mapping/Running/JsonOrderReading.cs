using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Reads the orders of one JSON document. Line fields are read relative to the array element that they belong to.</summary>
internal sealed class JsonOrderReading
{
    private readonly MappingPlan _plan;
    private readonly UnderstandingContext _context;
    private readonly FieldRunner _runner;
    private readonly List<Finding> _findings;
    private readonly JsonStep[][] _arrays;
    private readonly HashSet<string> _orderMembers;
    private readonly HashSet<string> _lineMembers;
    private readonly HashSet<string> _greeted = new(StringComparer.Ordinal);

    public JsonOrderReading(MappingPlan plan, UnderstandingContext context, FieldRunner runner, List<Finding> findings)
    {
        _plan = plan;
        _context = context;
        _runner = runner;
        _findings = findings;
        _arrays = Arrays(plan.JsonLines);
        var paths = plan.OrderFields.Concat(plan.LineFields).SelectMany(f => f.Sources).OfType<SourceExpression.Json>().Select(j => j.Path).ToArray();
        _orderMembers = [.. paths.Select(p => p.Steps[0].Name).OfType<string>()];
        _lineMembers = [.. paths.Where(p => p.Stars == _arrays.Length && p.Stars > 0).Select(p => Behind(p, p.Stars).FirstOrDefault().Name).OfType<string>()];
    }

    public UnderstoodOrder Read(JsonElement element, string pointer, int index)
    {
        var order = new OrderInProgress(index, _plan.OrderFields.Length, _plan.LineFields.Length, 0);
        var sources = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        if (_arrays.Length > 0)
        {
            ReadLines(order, new JsonElement[_arrays.Length + 1], element, 0, pointer, sources);
        }
        else if (_plan.LineFields.Length > 0)
        {
            // Without an array the order itself is its one line.
            ReadLine(order, [element], pointer, 0, sources);
        }

        foreach (var field in _plan.OrderFields)
        {
            _runner.Run(field, order, Raw(field, [element], pointer, sources));
        }

        ReadNewMembers(order, element, pointer, _orderMembers, isLine: false);
        _runner.CompleteOrder(order);
        return order.Close(new Provenance { Document = _context.DocumentId, Mapping = _plan.Name, MappingVersion = _plan.Version, Fields = sources });
    }

    private static JsonStep[][] Arrays(JsonPath? lines)
    {
        if (lines is null)
        {
            return [];
        }

        var arrays = new List<JsonStep[]>();
        var step = new List<JsonStep>();
        foreach (var part in lines.ThroughStar(lines.Stars))
        {
            if (JsonPath.IsStar(part))
            {
                arrays.Add([.. step]);
                step.Clear();
            }
            else
            {
                step.Add(part);
            }
        }

        return [.. arrays];
    }

    private static JsonStep[] Behind(JsonPath path, int stars) => path.Steps[path.ThroughStar(stars).Length..];

    private void ReadLines(OrderInProgress order, JsonElement[] stack, JsonElement from, int depth, string pointer, Dictionary<string, FieldSource> sources)
    {
        stack[depth] = from;
        var array = JsonPath.Follow(from, _arrays[depth]);
        if (array.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var place = JsonPlace.Of(pointer, _arrays[depth]);
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{place}/{index}");
            if (depth + 1 < _arrays.Length)
            {
                ReadLines(order, stack, element, depth + 1, own, sources);
            }
            else
            {
                stack[depth + 1] = element;
                ReadLine(order, stack, own, index, sources);
            }

            index++;
        }
    }

    private void ReadLine(OrderInProgress order, JsonElement[] stack, string pointer, int index, Dictionary<string, FieldSource> sources)
    {
        foreach (var field in _plan.LineFields)
        {
            if (!_runner.Run(field, order, Raw(field, stack, pointer, sources)))
            {
                order.Draft.DropLine();
                return;
            }
        }

        if (_arrays.Length > 0)
        {
            ReadNewMembers(order, stack[^1], pointer, _lineMembers, isLine: true);
        }

        _runner.CompleteLine(order);
        order.Draft.CloseLine();
        order.AddRow(index);
    }

    private RawValue Raw(FieldPlan field, JsonElement[] stack, string pointer, Dictionary<string, FieldSource> sources)
    {
        RawValue found = default;
        var values = field.Gathers is null ? [] : new MappedValue[field.Sources.Length];
        for (var i = 0; i < field.Sources.Length; i++)
        {
            var source = field.Sources[i];
            var (value, place) = Value(source, stack, pointer);
            if (value.Kind == ValueKind.Missing)
            {
                continue;
            }

            if (found.Place is null)
            {
                found = new RawValue(value, new PlaceOf(place), (source as SourceExpression.Json)?.Text);
                sources.TryAdd(field.Path, new FieldSource(Pattern(source, place, pointer), 1m));
            }

            if (field.Gathers is null)
            {
                return found;
            }

            values[i] = value;
        }

        return field.Gathers is null || found.Place is null ? found : found with { Value = field.Gathers.Gather(values) };
    }

    private (MappedValue Value, string Place) Value(SourceExpression source, JsonElement[] stack, string pointer)
    {
        if (source is not SourceExpression.Json { Path: var path })
        {
            return source is SourceExpression.Known { Word: "sender" } ? (MappedValue.Of(_context.Sender), "sender") : (MappedValue.Of(_context.Name), "file");
        }

        var stars = path.Stars;
        var steps = Behind(path, stars);
        var value = Of(JsonPath.Follow(stack[stars], steps));
        var from = pointer;
        for (var up = stack.Length - 1; up > stars; up--)
        {
            from = Up(from, _arrays[up - 1].Length + 1);
        }

        return (value, JsonPlace.Of(from, steps));
    }

    /// <summary>Lines share one pattern; their own index goes into the rows.</summary>
    private string Pattern(SourceExpression source, string place, string pointer) =>
        source is SourceExpression.Json { Path: var path } && path.Stars == _arrays.Length && path.Stars > 0
            ? string.Concat(pointer.AsSpan(0, pointer.LastIndexOf('/')), "/{row}", place.AsSpan(pointer.Length))
            : place;

    private static string Up(string pointer, int steps)
    {
        for (; steps > 0; steps--)
        {
            pointer = pointer[..pointer.LastIndexOf('/')];
        }

        return pointer;
    }

    private static MappedValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? MappedValue.Of(text) : MappedValue.Missing,
        JsonValueKind.Number when element.TryGetDecimal(out var number) => MappedValue.OfNumber(number, element.GetRawText()),
        JsonValueKind.Number => MappedValue.Of(element.GetRawText()),
        JsonValueKind.True => MappedValue.Of(true),
        JsonValueKind.False => MappedValue.Of(false),
        JsonValueKind.Object or JsonValueKind.Array => MappedValue.Failed("it is an object or a list", "是对象或列表"),
        _ => MappedValue.Missing,
    };

    private void ReadNewMembers(OrderInProgress order, JsonElement element, string pointer, HashSet<string> known, bool isLine)
    {
        if (element.ValueKind != JsonValueKind.Object || _plan.Contract.Fields == ContractMode.Discard)
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (known.Contains(member.Name) || Of(member.Value) is not { IsUsable: true } value)
            {
                continue;
            }

            Greet(order, member.Name, $"{pointer}/{member.Name}");
            if (_plan.Contract.Fields == ContractMode.Evolve)
            {
                if (isLine)
                {
                    order.Draft.SetLineAttribute(member.Name, value.AsText()!);
                }
                else
                {
                    order.Draft.SetAttribute(member.Name, value.AsText()!);
                }
            }
        }
    }

    private void Greet(OrderInProgress order, string name, string place)
    {
        switch (_plan.Contract.Fields)
        {
            case ContractMode.Evolve when _greeted.Add(name):
                _findings.Add(MappingFindings.NewColumn.At(place, null, name, "kept in attributes", "存入 attributes"));
                break;
            case ContractMode.DeadLetter:
                order.Add(MappingFindings.NewColumn.As(Severity.Hold, place, null, name, "not read", "未读取"));
                break;
            case ContractMode.Freeze:
                _runner.Freeze(place, null, $"the member “{name}” is new", $"新增成员“{name}”");
                break;
        }
    }
}
