using System.Collections.Frozen;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>An item or order code as written: blanks at its ends gone, full-width forms folded, leading zeros as shown kept.</summary>
internal sealed class CodeConverter : Converter
{
    /// <summary>Excel keeps 15 significant digits; what a longer number ended in is lost in the file itself.</summary>
    private const decimal FirstLossy = 1_000_000_000_000_000m;

    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Kind == ValueKind.Number && value.Text is null && Math.Abs(value.Number) >= FirstLossy)
        {
            return MappedValue.Failed("the cell is a number of more than 15 digits, its end is lost; format the column as text", "单元格是超过 15 位的数字，末位已丢失；请将该列设为文本");
        }

        return Folded(value) is { } text ? MappedValue.Of(text) : MappedValue.Missing;
    }
}

/// <summary>Yes or no in the usual words of the supported languages, or in the words stated.</summary>
internal sealed class BooleanConverter(string[] yes, string[] no) : Converter
{
    private static readonly FrozenSet<string> Yes = Set("true yes y 1 x √ ✓ ✔ 是 有 对 真 急 加急 ja j oui o sí si sim s tak t да д はい 예 có");

    private static readonly FrozenSet<string> No = Set("false no n 0 × ✗ - 否 无 無 不 错 假 nein non não nao nie нет いいえ 아니오 không");

    private readonly FrozenSet<string> _yes = yes.Length > 0 ? Set(yes) : Yes;

    private readonly FrozenSet<string> _no = no.Length > 0 ? Set(no) : No;

    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Kind == ValueKind.Boolean)
        {
            return value;
        }

        if (Folded(value) is not { } text)
        {
            return MappedValue.Missing;
        }

        var key = TextKey.Of(text);
        return _yes.Contains(key) ? MappedValue.Of(true)
            : _no.Contains(key) ? MappedValue.Of(false)
            : MappedValue.Failed("it is neither yes nor no", "既不是“是”也不是“否”");
    }

    private static FrozenSet<string> Set(string words) => Set(words.Split(' '));

    private static FrozenSet<string> Set(string[] words) => words.Select(TextKey.Of).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>Looks the text up in a table of the mapping file.</summary>
internal sealed class EnumConverter : Converter
{
    private readonly FrozenDictionary<string, string> _table;
    private readonly FrozenDictionary<string, string> _asWritten;
    private readonly string _name;
    private readonly string? _others;

    public EnumConverter(string name, IReadOnlyDictionary<string, string> table)
    {
        _name = name;
        _others = table.GetValueOrDefault("*");
        _asWritten = table.Where(p => p.Key != "*").ToFrozenDictionary(StringComparer.Ordinal);
        _table = table.Where(p => p.Key != "*").GroupBy(p => TextKey.Of(p.Key)).ToFrozenDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
    }

    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Text is { } written && _asWritten.TryGetValue(written, out var listed))
        {
            return MappedValue.Of(listed);
        }

        if (Folded(value) is not { } text)
        {
            return MappedValue.Missing;
        }

        return (_table.GetValueOrDefault(TextKey.Of(text)) ?? _others) is { } found
            ? MappedValue.Of(found)
            : MappedValue.Failed($"it is not listed in enum {_name}", $"不在对照表 {_name} 中");
    }
}

/// <summary>Looks a word up in one of the hub's own lists.</summary>
internal sealed class LookupConverter(Func<string, string?> find, string en, string zh) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (Folded(value) is not { } text)
        {
            return MappedValue.Missing;
        }

        return find(text) is { } found ? MappedValue.Of(found) : MappedValue.Failed(en, zh);
    }
}

/// <summary>A known beginning that is taken off, put on, or asked for; no regular expressions.</summary>
internal sealed class PrefixConverter(string[] remove, string? add, bool mustHave) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        var text = value.AsText()?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return MappedValue.Missing;
        }

        var found = Array.Find(remove, p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase));
        if (found is null && mustHave)
        {
            return MappedValue.Failed($"it does not begin with {string.Join(" or ", remove)}", $"不以 {string.Join(" 或 ", remove)} 开头");
        }

        text = found is null ? text : text[found.Length..].TrimStart();
        return text.Length == 0 ? MappedValue.Missing : MappedValue.Of(add is null || text.StartsWith(add, StringComparison.Ordinal) ? text : add + text);
    }
}

/// <summary>One part of a text, counted from 1, or from the end with -1.</summary>
internal sealed class SplitConverter(string separator, int part) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.AsText() is not { } text)
        {
            return MappedValue.Missing;
        }

        var parts = text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var at = part > 0 ? part - 1 : parts.Length + part;
        return at >= 0 && at < parts.Length ? MappedValue.Of(parts[at]) : MappedValue.Missing;
    }
}

/// <summary>An address in one piece → its parts, as far as Chinese marks tell them apart; the rest stays in the street.</summary>
internal sealed class AddressConverter : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context) =>
        Folded(value) is { } text ? MappedValue.Of(ChineseAddress.Split(text)) : MappedValue.Missing;
}

/// <summary>Splits a Chinese address at its administrative marks.</summary>
internal static class ChineseAddress
{
    private static readonly string[] Municipalities = ["北京市", "上海市", "天津市", "重庆市"];

    public static ShipTo Split(string address)
    {
        var rest = address;
        if (rest.StartsWith("中国", StringComparison.Ordinal))
        {
            rest = rest[2..].TrimStart();
        }

        string? province = null;
        string? city = null;
        var municipality = Array.Find(Municipalities, m => rest.StartsWith(m, StringComparison.Ordinal));
        if (municipality is not null)
        {
            province = city = municipality;
            rest = rest[municipality.Length..];
            rest = rest.StartsWith(municipality, StringComparison.Ordinal) ? rest[municipality.Length..] : rest;
        }
        else
        {
            province = Take(ref rest, 12, "特别行政区", "自治区", "省");
            city = Take(ref rest, 12, "自治州", "地区", "市", "盟");
        }

        var district = province is null && city is null ? null : Take(ref rest, 12, "自治县", "区", "县", "旗", "市");
        return new ShipTo { Province = province, City = city, District = district, Street = rest.Trim(' ', ',', '，') is { Length: > 0 } street ? street : null };
    }

    /// <summary>The shortest beginning that ends with one of the marks and has two characters before it.</summary>
    private static string? Take(ref string rest, int longest, params string[] marks)
    {
        rest = rest.TrimStart(' ', ',', '，');
        var best = 0;
        foreach (var mark in marks)
        {
            var at = rest.IndexOf(mark, StringComparison.Ordinal);
            var end = at + mark.Length;
            if (at >= 1 && end <= longest && (best == 0 || end < best) && !rest.AsSpan(0, at).ContainsAny(" ,，0123456789"))
            {
                best = end;
            }
        }

        if (best == 0)
        {
            return null;
        }

        var taken = rest[..best];
        rest = rest[best..];
        return taken;
    }
}
