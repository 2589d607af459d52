using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>Walks the JSON tokens of one message by the declared shapes and remembers where it stands.</summary>
internal ref partial struct OrderV1Scan
{
    private const int MaxPath = 8;

    private readonly string?[] _names = new string?[MaxPath];
    private readonly int[] _indexes = new int[MaxPath];
    private readonly int _base;
    private Utf8JsonReader _json;
    private List<Finding>? _findings;
    private bool _failed;
    private int _depth;

    /// <param name="json">The message.</param>
    /// <param name="entry">Index of the first order in its array; null where the message is the order.</param>
    public OrderV1Scan(Utf8JsonReader json, int? entry)
    {
        _json = json;
        _base = entry is null ? 0 : 1;
        _depth = _base;
        _indexes[0] = entry ?? 0;
    }

    public void Move() => _json.Read();

    public bool MoveToEntry(int index)
    {
        _names[0] = null;
        _indexes[0] = index;
        _depth = _base;
        return _json.Read() && _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Anything behind the message is a syntax error, which the reader itself raises.</summary>
    public void End() => _json.Read();

    public OrderReading Result(CanonicalOrder? order)
    {
        var result = new OrderReading(_failed ? null : order, _findings is null ? [] : _findings, order);
        _findings = null;
        _failed = false;
        return result;
    }

    public void Raise(Finding finding)
    {
        _findings ??= [];
        _failed |= finding.Severity == Severity.Error;
        if (_findings.Count < OrderV1Reader.MaxFindings)
        {
            _findings.Add(finding);
        }
        else if (_findings.Count == OrderV1Reader.MaxFindings)
        {
            _findings.Add(OrderFindings.More.At(null, null, OrderV1Reader.MaxFindings));
        }
    }

    /// <summary>JSON Pointer (RFC 6901) of the current value.</summary>
    public readonly string Place()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            text.Append('/');
            if (_names[i] is { } name)
            {
                text.Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
            else
            {
                text.Append(_indexes[i].ToString(CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>The current value's order/v1 path, e.g. <c>lines[3].quantity</c>.</summary>
    private readonly string? Field()
    {
        var text = new StringBuilder();
        for (var i = _base; i < _depth; i++)
        {
            if (_names[i] is { } name)
            {
                text.Append(text.Length == 0 ? "" : ".").Append(name);
            }
            else
            {
                text.Append('[').Append(_indexes[i].ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private void Raise(FindingCode code, params ReadOnlySpan<object?> args) => Raise(code.At(Place(), Field(), args));

    private void WrongType(string expected)
    {
        Raise(OrderFindings.WrongType, Kind(expected), Kind(Describe(_json.TokenType)));
        _json.Skip();
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "boolean",
        _ => "null",
    };

    private static Said Kind(string json) => new(json, json switch
    {
        "object" => "对象",
        "array" => "数组",
        "string" => "文本",
        "number" => "数字",
        "integer" => "整数",
        "boolean" => "是否值",
        "null" => "空值",
        _ => json,
    });

    /// <summary>Steps into the object that the current token starts; false for null and, with a finding, for anything else.</summary>
    private bool Open(bool required = false)
    {
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            _depth++;
            return true;
        }

        if (_json.TokenType != JsonTokenType.Null || required)
        {
            WrongType("object");
        }

        return false;
    }

    private bool OpenList()
    {
        if (_json.TokenType == JsonTokenType.StartArray)
        {
            _names[_depth] = null;
            _indexes[_depth] = -1;
            _depth++;
            return true;
        }

        if (_json.TokenType != JsonTokenType.Null)
        {
            WrongType("array");
        }

        return false;
    }

    private bool NextEntry(OrderMember member)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            _depth--;
            return false;
        }

        if (++_indexes[_depth - 1] < member.Limit)
        {
            return true;
        }

        Raise(OrderFindings.TooLarge, member.Name, new Said($"more than {member.Limit}", $"多于 {member.Limit}"), member.Limit);
        while (_json.TokenType != JsonTokenType.EndArray)
        {
            _json.Skip();
            _json.Read();
        }

        _depth--;
        return false;
    }

    /// <summary>Moves to the value of the next declared member; null at the object's end.</summary>
    private OrderMember? Next(OrderShape shape, ref Seen seen)
    {
        while (true)
        {
            _json.Read();
            if (_json.TokenType == JsonTokenType.EndObject)
            {
                _depth--;
                return null;
            }

            var at = Find(shape, seen.Expected);
            if (at < 0)
            {
                SkipUnknown(shape);
                continue;
            }

            var member = shape.Members[at];
            _names[_depth - 1] = member.Name;
            _json.Read();
            if ((seen.Bits & (1UL << at)) != 0)
            {
                Raise(OrderFindings.RepeatedMember, member.Name);
                _json.Skip();
                continue;
            }

            seen.Bits |= 1UL << at;
            seen.Expected = at + 1;
            if (member.Required && _json.TokenType == JsonTokenType.Null)
            {
                Raise(OrderFindings.WrongType, Kind(member.Kind == OrderMemberKind.Integer ? "integer" : "string"), Kind("null"));
                continue;
            }

            return member;
        }
    }

    private readonly int Find(OrderShape shape, int expected)
    {
        if (!_json.ValueIsEscaped)
        {
            return shape.Find(_json.ValueSpan, expected);
        }

        return shape.Find(Encoding.UTF8.GetBytes(_json.GetString()!), expected);
    }

    private void SkipUnknown(OrderShape shape)
    {
        var name = Shortened(_json.GetString()!);
        _names[_depth - 1] = name;
        var near = Nearness.Nearest(name, shape.Members.Select(m => m.Name));
        Raise(OrderFindings.UnknownMember, name, near is null ? "" : $" ({near}?)");
        _json.Read();
        _json.Skip();
    }

    private void RequireSeen(OrderShape shape, in Seen seen)
    {
        for (var i = 0; i < shape.Members.Count; i++)
        {
            if (shape.Members[i].Required && (seen.Bits & (1UL << i)) == 0)
            {
                Raise(OrderFindings.MissingMember, shape.Members[i].Name);
            }
        }
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..79] + "…";

    /// <summary>Which members of an object were met, and which is likely next.</summary>
    private struct Seen
    {
        public ulong Bits;
        public int Expected;
    }
}
