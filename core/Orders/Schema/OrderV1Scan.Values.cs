using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.Core.Orders.Schema;

internal ref partial struct OrderV1Scan
{
    private string? Text(OrderMember member)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                // A character takes at most six bytes when escaped: only then is it worth counting before decoding.
                if (_json.ValueSpan.Length > member.Limit)
                {
                    var length = _json.ValueSpan.Length > member.Limit * 6L ? _json.ValueSpan.Length / 6 : _json.GetString()!.Length;
                    if (length > member.Limit)
                    {
                        Raise(OrderFindings.TooLarge, member.Name, length, member.Limit);
                        return null;
                    }
                }

                return _json.GetString();
            case JsonTokenType.Number:
                var digits = Encoding.UTF8.GetString(_json.ValueSpan);
                Raise(OrderFindings.TextAsNumber, Shortened(digits));
                return digits.Length <= member.Limit ? digits : null;
            default:
                WrongType("string");
                return null;
        }
    }

    private string? Matching(OrderMember member, Func<string, bool> matches)
    {
        var text = Text(member);
        if (text is null || matches(text))
        {
            return text;
        }

        Raise(OrderFindings.ValueNotAllowed, Shortened(text), member.Pattern);
        return null;
    }

    private string? Word(OrderMember member)
    {
        var text = Text(member);
        if (text is null)
        {
            return null;
        }

        foreach (var word in member.Words)
        {
            if (word == text)
            {
                return word;
            }
        }

        Raise(OrderFindings.ValueNotAllowed, Shortened(text), string.Join(" | ", member.Words));
        return null;
    }

    private decimal? Number(OrderMember member)
    {
        decimal value;
        switch (_json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when ExactDecimal.TryParse(_json.ValueSpan, out value):
                break;
            case JsonTokenType.Number:
                Raise(OrderFindings.NumberOutOfRange, Shortened(Encoding.UTF8.GetString(_json.ValueSpan)));
                return null;
            case JsonTokenType.String:
                var text = _json.GetString()!;
                if (text.Length is 0 or > 512 || !(char.IsAsciiDigit(text[0]) || text[0] == '-') || !ExactDecimal.TryParse(text, out value))
                {
                    Raise(OrderFindings.WrongType, Kind("number"), $"“{Shortened(text)}”");
                    return null;
                }

                Raise(OrderFindings.NumberAsText, text);
                break;
            default:
                WrongType("number");
                return null;
        }

        if (value >= (member.Minimum ?? decimal.MinValue))
        {
            return value;
        }

        Raise(OrderFindings.NumberOutOfRange, value);
        return null;
    }

    private long? Integer(OrderMember member, long maximum = int.MaxValue)
    {
        var value = Number(member);
        if (value is null)
        {
            return null;
        }

        if (value != decimal.Truncate(value.Value) || value > maximum || value < int.MinValue)
        {
            Raise(OrderFindings.NumberOutOfRange, value);
            return null;
        }

        return (long)value.Value;
    }

    private bool Flag()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False or JsonTokenType.Null:
                return false;
            default:
                WrongType("boolean");
                return false;
        }
    }

    private DateOnly? Date()
    {
        var text = Quoted("date (yyyy-MM-dd)");
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Raise(OrderFindings.ValueNotAllowed, Shortened(text), "yyyy-MM-dd");
        return null;
    }

    private DateTimeOffset? Instant()
    {
        if (_json.TokenType == JsonTokenType.String && _json.TryGetDateTimeOffset(out var instant) && HasOffset(_json.ValueSpan))
        {
            return instant.ToUniversalTime();
        }

        if (Quoted("instant (RFC 3339)") is { } text)
        {
            Raise(OrderFindings.ValueNotAllowed, Shortened(text), "yyyy-MM-ddTHH:mm:ss±hh:mm");
        }

        return null;
    }

    /// <summary>An instant without an offset would silently take the zone of this machine.</summary>
    private static bool HasOffset(ReadOnlySpan<byte> text)
    {
        var clock = text.IndexOf((byte)'T');
        return clock > 0 && text[clock..].ContainsAny((byte)'Z', (byte)'+', (byte)'-');
    }

    private Guid Id()
    {
        if (_json.TokenType == JsonTokenType.String && _json.TryGetGuid(out var id))
        {
            return id;
        }

        if (Quoted("UUID") is { } text)
        {
            Raise(OrderFindings.ValueNotAllowed, Shortened(text), "UUID");
        }

        return Guid.Empty;
    }

    private string? Quoted(string expected)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                return _json.GetString();
            case JsonTokenType.Null:
                return null;
            default:
                WrongType(expected);
                return null;
        }
    }

    private IReadOnlyDictionary<string, string> TextMap(OrderMember member)
    {
        if (!Open())
        {
            return CanonicalOrder.EmptyAttributes;
        }

        Dictionary<string, string>? map = null;
        var entry = OrderV1.AttributeValue;
        while (MoveToKey(map?.Count ?? 0, member) is { } key)
        {
            var value = Text(entry);
            if (value is not null && !(map ??= new(StringComparer.Ordinal)).TryAdd(key, value))
            {
                Raise(OrderFindings.RepeatedMember, Shortened(key));
            }
        }

        return map ?? CanonicalOrder.EmptyAttributes;
    }

    /// <summary>Moves to the value of a map's next entry and gives its key; null at the end.</summary>
    private string? MoveToKey(int count, OrderMember member)
    {
        while (true)
        {
            _json.Read();
            if (_json.TokenType == JsonTokenType.EndObject)
            {
                _depth--;
                return null;
            }

            var key = _json.GetString()!;
            _names[_depth - 1] = Shortened(key);
            _json.Read();
            if (count < member.Limit && key.Length <= OrderV1.MaxKey)
            {
                return key;
            }

            var (size, limit) = count < member.Limit ? (key.Length, OrderV1.MaxKey) : (count + 1, member.Limit);
            Raise(OrderFindings.TooLarge, member.Name, size, limit);
            _json.Skip();
        }
    }
}
