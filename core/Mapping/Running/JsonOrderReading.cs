using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Reads the orders of one JSON document. Line fields are read relative to the array element that they belong to.</summary>
internal sealed class JsonOrderReading : IPlaces
{
    private readonly MappingPlan _plan;
    private readonly JsonShape _shape;
    private readonly UnderstandingContext _context;
    private readonly FieldRunner _runner;
    private readonly List<Finding> _findings;
    private readonly JsonElement[][] _slots;
    private readonly int[] _indexes;
    private readonly List<JsonProperty>? _others;
    private readonly HashSet<string> _greeted = new(StringComparer.Ordinal);

    // Which source of each field gave its first value, counted from 1; line fields first.
    private readonly int[] _found;
    private readonly string?[] _foundAt;
    private string _pointer = "";

    public JsonOrderReading(MappingPlan plan, JsonShape shape, UnderstandingContext context, FieldRunner runner, List<Finding> findings)
    {
        _plan = plan;
        _shape = shape;
        _context = context;
        _runner = runner;
        _findings = findings;
        _slots = [.. shape.Levels.Select(level => new JsonElement[level.Slots])];
        _indexes = new int[shape.Levels.Length];
        _others = plan.Contract.Fields == ContractMode.Discard ? null : [];
        _found = new int[plan.LineFields.Length + plan.OrderFields.Length];
        _foundAt = new string?[_found.Length];
    }

    public UnderstoodOrder Read(JsonElement element, string pointer, int index)
    {
        // What columns say of an order, and what fills down, is for tables.
        var order = new OrderInProgress(index, 0, 0, 0);
        _pointer = pointer;
        Array.Clear(_found);
        Fill(0, element);
        var others = _others is { Count: > 0 } ? _others.ToArray() : [];
        if (_shape.Levels.Length > 1)
        {
            ReadElements(order, 0);
        }
        else if (_plan.LineFields.Length > 0)
        {
            // Without an array the order itself is its one line.
            ReadLine(order, 0, 0);
        }

        for (var i = 0; i < _plan.OrderFields.Length; i++)
        {
            var field = _plan.OrderFields[i];
            _runner.Run(field, order, Raw(field, _shape.Orders[i], _plan.LineFields.Length + i, isLine: false));
        }

        ReadNewMembers(order, others, 0, isLine: false);
        _runner.CompleteOrder(order);
        return order.Close(new Provenance { Document = _context.DocumentId, Mapping = _plan.Name, MappingVersion = _plan.Version, Fields = Places() });
    }

    /// <inheritdoc/>
    public string At(int level, int suffix) => suffix >= 0 && Source(suffix) is var source
        ? source.Slot < 0 ? source.Suffix : Pointer(level) + source.Suffix
        : Pointer(level);

    private void Fill(int level, JsonElement element)
    {
        Array.Clear(_slots[level]);
        var isAsked = level == 0 || level == _shape.Levels.Length - 1;
        _others?.Clear();
        _shape.Levels[level].Root.Fill(element, _slots[level], isAsked ? _others : null);
    }

    private void ReadElements(OrderInProgress order, int level)
    {
        var array = _slots[level][_shape.Levels[level].Array];
        if (array.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        _indexes[level + 1] = 0;
        foreach (var element in array.EnumerateArray())
        {
            Fill(level + 1, element);
            if (level + 2 < _shape.Levels.Length)
            {
                ReadElements(order, level + 1);
            }
            else
            {
                ReadLine(order, level + 1, _indexes[level + 1]);
            }

            _indexes[level + 1]++;
        }
    }

    private void ReadLine(OrderInProgress order, int level, int index)
    {
        for (var i = 0; i < _plan.LineFields.Length; i++)
        {
            var field = _plan.LineFields[i];
            if (!_runner.Run(field, order, Raw(field, _shape.Lines[i], i, isLine: true)))
            {
                order.Draft.DropLine();
                return;
            }
        }

        if (level > 0 && _others is not null)
        {
            ReadNewMembers(order, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_others), level, isLine: true);
        }

        _runner.CompleteLine(order);
        order.Draft.CloseLine();
        order.AddRow(index);
    }

    private RawValue Raw(FieldPlan field, JsonSource[] sources, int ordinal, bool isLine)
    {
        RawValue found = default;
        var values = field.Gathers is null ? [] : new MappedValue[sources.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            var source = sources[i];
            var value = source.Slot >= 0 ? Of(_slots[source.Level][source.Slot])
                : MappedValue.Of(source.Suffix == "sender" ? _context.Sender : _context.Name);
            if (value.Kind == ValueKind.Missing)
            {
                continue;
            }

            if (found.Place is null)
            {
                found = new RawValue(value, new PlaceOf(this, source.Level, (ordinal << 16) | i), source.Label);
                Note(ordinal, i, source, isLine);
            }

            if (field.Gathers is null)
            {
                return found;
            }

            values[i] = value;
        }

        return field.Gathers is null || found.Place is null ? found : found with { Value = field.Gathers.Gather(values) };
    }

    private void Note(int ordinal, int i, JsonSource source, bool isLine)
    {
        if (_found[ordinal] != 0)
        {
            return;
        }

        _found[ordinal] = i + 1;
        if (!_shape.HasFixedPlaces || _pointer.Length > 0)
        {
            _foundAt[ordinal] = Pattern(source, isLine);
        }
    }

    /// <summary>Lines share one pattern; their own index goes into the rows.</summary>
    private string Pattern(JsonSource source, bool isLine)
    {
        if (source.Slot < 0)
        {
            return source.Suffix;
        }

        var pointer = Pointer(source.Level);
        return isLine && source.Level > 0 && source.Level == _shape.Levels.Length - 1
            ? string.Concat(pointer.AsSpan(0, pointer.LastIndexOf('/')), "/{row}", source.Suffix)
            : pointer + source.Suffix;
    }

    private IReadOnlyDictionary<string, FieldSource> Places()
    {
        var isFixed = _shape.HasFixedPlaces && _pointer.Length == 0;
        if (isFixed && _shape.Recall(_found) is { } known)
        {
            return known;
        }

        var places = new Dictionary<string, FieldSource>(_found.Length, StringComparer.Ordinal);
        for (var i = 0; i < _found.Length; i++)
        {
            if (_found[i] > 0)
            {
                var isLine = i < _plan.LineFields.Length;
                var source = Source((i << 16) | (_found[i] - 1));
                places.TryAdd((isLine ? _plan.LineFields[i] : _plan.OrderFields[i - _plan.LineFields.Length]).Path,
                    new FieldSource(isFixed ? Pattern(source, isLine) : _foundAt[i]!, 1m));
            }
        }

        if (isFixed)
        {
            _shape.Remember(_found, places);
        }

        return places;
    }

    private JsonSource Source(int id) => id >> 16 < _plan.LineFields.Length
        ? _shape.Lines[id >> 16][id & 0xFFFF]
        : _shape.Orders[(id >> 16) - _plan.LineFields.Length][id & 0xFFFF];

    private string Pointer(int level)
    {
        var pointer = _pointer;
        for (var i = 0; i < level; i++)
        {
            pointer = string.Create(CultureInfo.InvariantCulture, $"{pointer}{_shape.Levels[i].Suffix}/{_indexes[i + 1]}");
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

    private void ReadNewMembers(OrderInProgress order, ReadOnlySpan<JsonProperty> members, int level, bool isLine)
    {
        foreach (var member in members)
        {
            if (Of(member.Value) is not { IsUsable: true } value)
            {
                continue;
            }

            var name = member.Name;
            Greet(order, name, level);
            if (_plan.Contract.Fields == ContractMode.Evolve)
            {
                if (isLine)
                {
                    order.Draft.SetLineAttribute(name, value.AsText()!);
                }
                else
                {
                    order.Draft.SetAttribute(name, value.AsText()!);
                }
            }
        }
    }

    private void Greet(OrderInProgress order, string name, int level)
    {
        string Place() => $"{Pointer(level)}/{name}";
        switch (_plan.Contract.Fields)
        {
            case ContractMode.Evolve when _greeted.Add(name):
                _findings.Add(MappingFindings.NewColumn.At(Place(), null, name, "kept in attributes", "存入 attributes"));
                break;
            case ContractMode.DeadLetter:
                order.Add(MappingFindings.NewColumn.As(Severity.Hold, Place(), null, name, "not read", "未读取"));
                break;
            case ContractMode.Freeze:
                _runner.Freeze(Place(), null, $"the member “{name}” is new", $"新增成员“{name}”");
                break;
        }
    }
}
