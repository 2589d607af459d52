using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>What the understood orders and the cells they came from say about a layout.</summary>
internal sealed class DraftFacts
{
    private const int HeaderReach = 8;

    private readonly SheetSample _cells;
    private readonly IReadOnlyList<CanonicalOrder> _orders;
    private readonly IReadOnlyDictionary<string, string>[] _flat;
    private readonly UnderstandingContext _context;
    private readonly HashSet<int> _rows;

    public DraftFacts(SheetSample cells, IReadOnlyList<CanonicalOrder> orders, UnderstandingContext context)
    {
        _cells = cells;
        _orders = orders;
        _context = context;
        _flat = [.. orders.Select(OrderFlat.Of)];
        _rows = [.. orders.SelectMany(o => o.Provenance?.Rows ?? [])];
        var columns = LineColumns().ToList();
        // The name of an only sheet says nothing: it is the file's name, or a number of the order, and another one in the next file.
        NamesSheet = cells.Sheets > 1 && columns.Select(c => c.Sheet).Distinct().Count() == 1;
        Sheet = columns.Select(c => c.Sheet).FirstOrDefault() ?? "Sheet1";
        HeaderRow = FindHeader([.. columns.Where(c => c.Sheet == Sheet).Select(c => c.Column).Distinct()]);
    }

    public string Sheet { get; }

    /// <summary>All lines stand on one sheet.</summary>
    public bool NamesSheet { get; }

    /// <summary>Row of the headers; null where the columns have none.</summary>
    public int? HeaderRow { get; }

    /// <summary>Texts that the header row is found by.</summary>
    public IReadOnlyList<string> HeaderWords => HeaderRow is not { } row ? [] :
        [.. LineColumns().Where(c => c.Sheet == Sheet).Select(c => Header(c.Column, row)).OfType<string>().Distinct().Take(6)];

    /// <summary>The first words below the last line, without a number that is this document's own; null where there are none.</summary>
    public string? FirstBelow
    {
        get
        {
            var last = _rows.DefaultIfEmpty(0).Max();
            for (var row = last + 1; last > 0 && row <= last + HeaderReach; row++)
            {
                foreach (var column in _cells.Columns(Sheet, row))
                {
                    if (_cells.Text(Sheet, row, column)?.Split(':', '：')[0].Trim() is { Length: > 0 and < 40 } text && text.Any(char.IsLetter) && !text.Any(char.IsDigit))
                    {
                        return text;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>Fields with their sources and observations; converters are still to be found.</summary>
    public IEnumerable<DraftField> Fields()
    {
        var paths = _orders.SelectMany(o => o.Provenance?.Fields.Keys ?? []).Select(WithoutIndex)
            .Concat(_flat.SelectMany(f => f.Keys).Select(WithoutIndex))
            .Distinct().ToList();
        var order = Targets.All.Select(t => t.Path).ToList();
        foreach (var path in paths.OrderBy(p => order.IndexOf(p) is var at and >= 0 ? at : int.MaxValue))
        {
            if (Targets.Find(path) is { Kind: not Core.Orders.Schema.OrderMemberKind.Object } target
                && path is not ("lines[].lineNumber" or "stage" or "onHold")
                && (target.IsLine ? LineField(target) : OrderField(target)) is { } field)
            {
                yield return field;
            }
        }

        if (LineNumbersAreStated() && Place("lines[].lineNumber") is { Row: null } place)
        {
            yield return new DraftField(Targets.Find("lines[].lineNumber")!) { From = Column(place), Observations = LineValues("lines[].lineNumber", place) };
        }
    }

    private static string WithoutIndex(string path)
    {
        if (!path.StartsWith("lines[", StringComparison.Ordinal))
        {
            return path;
        }

        var close = path.IndexOf(']', StringComparison.Ordinal);
        return "lines[" + path[close..];
    }

    private bool LineNumbersAreStated() =>
        _orders.Any(o => o.Lines.Where((l, i) => l.LineNumber != i + 1).Any());

    private IEnumerable<SourcePlace> LineColumns() => _orders
        .SelectMany(o => o.Provenance?.Fields ?? new Dictionary<string, FieldSource>())
        .Where(f => f.Key.StartsWith("lines[]", StringComparison.Ordinal))
        .Select(f => SourcePlace.Parse(f.Value.Source))
        .OfType<SourcePlace>()
        .Where(p => p.Row is null);

    private SourcePlace? Place(string path) => _orders
        .Select(o => o.Provenance?.Fields.GetValueOrDefault(path).Source is { } source ? SourcePlace.Parse(source) : null)
        .FirstOrDefault(p => p is not null);

    private int? FindHeader(IReadOnlyList<int> columns)
    {
        if (_rows.Count == 0 || columns.Count == 0)
        {
            return null;
        }

        var first = _rows.Min();
        int? best = null;
        var most = 0;
        for (var row = first - 1; row >= Math.Max(1, first - HeaderReach); row--)
        {
            var texts = columns.Count(c => _cells.Text(Sheet, row, c) is not null);
            if (texts > most)
            {
                (best, most) = (row, texts);
            }
        }

        return best;
    }

    private string? Header(int column, int row) =>
        _cells.Text(Sheet, row, column) is { Length: < 200 } text && _cells.Count(Sheet, row, TextKey.Of(text)) == 1
        && SourceExpression.ParseTable(text, out _) is SourceExpression.Header ? text.Trim() : null;

    private string Column(SourcePlace place) =>
        (HeaderRow is { } row ? Header(place.Column, row) : null) ?? $"column {SourceExpression.ColumnLetters(place.Column)}";

    private DraftField? LineField(Target target)
    {
        var member = target.Path["lines[]".Length..];
        var values = _flat.SelectMany((flat, o) => _orders[o].Lines.Select((_, i) => flat.GetValueOrDefault(FormattableString.Invariant($"lines[{i}]{member}")))).ToList();
        if (values.TrueForAll(v => v is null))
        {
            return null;
        }

        if (Place(target.Path) is { Row: null } place)
        {
            return new DraftField(target)
            {
                From = Column(place),
                Observations = LineValues(target.Path, place),
                Required = member is ".itemCode" or ".quantity" && values.TrueForAll(v => v is not null),
            };
        }

        return IsSendersOwn(target.Path) && values.Distinct().Count() == 1 ? new DraftField(target) { Default = Plain(values[0]!) } : null;
    }

    private List<Observation> LineValues(string path, SourcePlace place)
    {
        var member = path["lines[]".Length..];
        var observed = new List<Observation>();
        for (var o = 0; o < _orders.Count; o++)
        {
            var rows = _orders[o].Provenance?.Rows ?? [];
            for (var i = 0; i < Math.Min(rows.Count, _orders[o].Lines.Count); i++)
            {
                if (_cells.Holds(place.Sheet, rows[i]))
                {
                    observed.Add(new Observation(
                        _cells.Value(place.Sheet, rows[i], place.Column), _flat[o].GetValueOrDefault(FormattableString.Invariant($"lines[{i}]{member}"))));
                }
            }
        }

        return observed;
    }

    private DraftField? OrderField(Target target)
    {
        var values = _flat.Select(f => f.GetValueOrDefault(target.Path)).ToList();
        if (values.TrueForAll(v => v is null))
        {
            return null;
        }

        var sources = _orders.Select(o => o.Provenance?.Fields.GetValueOrDefault(target.Path).Source).ToList();
        if (sources.TrueForAll(s => s == "sender"))
        {
            return new DraftField(target) { From = "sender", Observations = [new Observation(MappedValue.Of(_context.Sender), values[0])] };
        }

        var places = sources.Select(s => s is null ? null : SourcePlace.Parse(s)).ToList();
        var required = target.Path == "orderNumber" && values.TrueForAll(v => v is not null);
        if (places.Exists(p => p is not null) && places.TrueForAll(p => p is null or { Row: null } || (p.Value.Row is { } row && _rows.Contains(row))))
        {
            var place = places.First(p => p is not null)!.Value;
            var observed = values.Select((v, o) => new Observation(FirstInColumn(o, place), v)).ToList();
            return new DraftField(target) { From = Column(place), Observations = observed, Required = required };
        }

        if (places.FirstOrDefault(p => p is { Row: not null }) is { Row: { } at } cell && at != HeaderRow)
        {
            return Titled(target, cell, at, values, required);
        }

        return values.Distinct().Count() == 1 && IsSendersOwn(target.Path) ? new DraftField(target) { Default = Plain(values[0]!) } : null;
    }

    /// <summary>
    /// Who orders in which currency stays the same from one document to the next. Everything else (numbers, days, sums, terms, remarks) is this
    /// document's own: as a constant it would be stated for every later one. Without a place to read it from it is left out.
    /// </summary>
    public static bool IsSendersOwn(string path) =>
        path is "currency" or "lines[].currency" or "lines[].taxRate"
        || path.StartsWith("customer.", StringComparison.Ordinal) || path.StartsWith("supplier.", StringComparison.Ordinal);

    private MappedValue FirstInColumn(int order, SourcePlace place)
    {
        foreach (var row in _orders[order].Provenance?.Rows ?? [])
        {
            var value = _cells.Value(place.Sheet, row, place.Column);
            if (value.Kind != ValueKind.Missing)
            {
                return value;
            }
        }

        return MappedValue.Missing;
    }

    /// <summary>A value of the title block: by its label where that is clear, else by its cell.</summary>
    private DraftField Titled(Target target, SourcePlace cell, int row, List<string?> values, bool required)
    {
        var raw = _cells.Value(cell.Sheet, row, cell.Column);
        var text = _cells.Text(cell.Sheet, row, cell.Column);
        var colon = text?.AsSpan().IndexOfAny(':', '：') ?? -1;
        if (colon > 0 && text![..colon].Trim() is { Length: < 60 } inner && text[(colon + 1)..].Trim() is { Length: > 0 } behind && cell.Sheet == Sheet)
        {
            return new DraftField(target) { From = Label(inner), Observations = [new Observation(MappedValue.Of(behind), values[0])], Required = required };
        }

        var label = cell.Sheet == Sheet ? LabelBefore(cell, row) : null;
        var from = label is null ? $"cell {(cell.Sheet == Sheet ? "" : cell.Sheet + "!")}{SourceExpression.ColumnLetters(cell.Column)}{row}" : Label(label);
        return new DraftField(target) { From = from, Observations = [new Observation(raw, values[0])], Required = required };
    }

    private static string Label(string text) => $"label {Yaml.Quoted(text.Trim().TrimEnd(':', '：').Trim())}";

    /// <summary>The text directly to the left, else above; only where reading it back would find the same cell.</summary>
    private string? LabelBefore(SourcePlace cell, int row)
    {
        var left = _cells.Columns(cell.Sheet, row).Where(c => c < cell.Column).DefaultIfEmpty(-1).Max();
        var text = left >= 0 ? _cells.Text(cell.Sheet, row, left) : null;
        if (text is null && left < 0)
        {
            var above = _cells.Text(cell.Sheet, row - 1, cell.Column);
            text = above is not null && _cells.Columns(cell.Sheet, row - 1).All(c => c <= cell.Column) ? above : null;
        }

        return text is { Length: < 60 } && (left < 0 || text.AsSpan().TrimEnd().EndsWith(":") || text.AsSpan().TrimEnd().EndsWith("：") || IsOnlyLabel(cell.Sheet, text)) ? text : null;
    }

    /// <summary>A label that stands once among the first rows cannot be taken for another.</summary>
    private bool IsOnlyLabel(string sheet, string text)
    {
        var key = TextKey.Of(text);
        var last = _rows.Count > 0 ? _rows.Max() + 40 : 60;
        return Enumerable.Range(1, Math.Min(last, 400)).Sum(row => _cells.Count(sheet, row, key)) == 1;
    }

    private static string Plain(string json) => json is ['"', .. var inner, '"'] ? inner : json;
}
