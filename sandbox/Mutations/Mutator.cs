using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Sandbox.Orders;

namespace IntegrationHub.Sandbox.Mutations;

/// <summary>
/// Damages generated workbooks: bytes of the file, bytes and elements of the XML inside, parts that vanish, swap or repeat.
/// The same seed gives the same damage.
/// </summary>
internal sealed partial class Mutator(ulong seed)
{
    private static readonly string[] s_values =
        ["", "-1", "0", "65536", "2147483648", "18446744073709551616", "1E309", "NaN", "A1:XFD1048576", "true", "\u0000", "../../x", "&#xD800;", "😀"];

    private readonly GeneratedWorkbook[] _originals = [.. new OrderWorkbooks(seed, OrderWorkbooks.DefaultToday).Make(104)];

    public IEnumerable<(string FileName, byte[] Content)> Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var chance = new Chance(seed ^ ((ulong)i * 0xD1B54A32D192ED03UL));
            var original = chance.Pick(_originals);
            var isZip = original.Truth.Format is "xlsx" or "ods";
            var content = isZip && chance.In(2, 3) ? Structure(original.Content, chance) : Bytes(original.Content, chance);
            yield return (string.Create(CultureInfo.InvariantCulture, $"m{i:000000}{Path.GetExtension(original.FileName)}"), content);
        }
    }

    private static byte[] Bytes(byte[] original, Chance chance)
    {
        var bytes = new List<byte>(original);
        for (var times = chance.Between(1, 8); times > 0 && bytes.Count > 0; times--)
        {
            var at = chance.Below(bytes.Count);
            var length = Math.Min(chance.PickOf(1, 2, 4, 16, 200), bytes.Count - at);
            switch (chance.Below(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << chance.Below(8));
                    break;
                case 1:
                    bytes[at] = chance.PickOf((byte)0, (byte)0xFF, (byte)0x7F, (byte)'<', (byte)'"', (byte)'\n');
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)chance.Next()));
                    break;
                case 5:
                    bytes.RemoveRange(at, chance.In(1, 4) ? bytes.Count - at : length);
                    break;
                default:
                    for (var i = 0; i < length; i++)
                    {
                        bytes[at + i] = 0;
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Structure(byte[] original, Chance chance)
    {
        var parts = new List<(string Name, byte[] Content)>();
        using (var zip = new ZipArchive(new MemoryStream(original)))
        {
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                var content = new MemoryStream();
                stream.CopyTo(content);
                parts.Add((entry.FullName, content.ToArray()));
            }
        }

        for (var times = chance.Between(1, 5); times > 0 && parts.Count > 0; times--)
        {
            var at = chance.Below(parts.Count);
            var (name, content) = parts[at];
            switch (chance.Below(8))
            {
                case 0:
                    parts.RemoveAt(at);
                    break;
                case 1:
                    parts.Add((name, content));
                    break;
                case 2:
                    parts[at] = (name, chance.Pick(parts).Content);
                    break;
                case 3:
                    parts[at] = (name.ToUpperInvariant(), content);
                    break;
                case 4:
                    parts[at] = (name, Bytes(content, chance));
                    break;
                default:
                    parts[at] = (name, Elements(content, chance));
                    break;
            }
        }

        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return output.ToArray();
    }

    /// <summary>Changes tags and attribute values of well-formed XML, mostly leaving it well-formed.</summary>
    private static byte[] Elements(byte[] content, Chance chance)
    {
        var xml = Encoding.UTF8.GetString(content);
        var pattern = chance.PickOf(Attribute(), Attribute(), Text(), Leaf());
        var matches = pattern.Matches(xml);
        if (matches.Count == 0)
        {
            return content;
        }

        var match = matches[chance.Below(matches.Count)];
        var value = chance.Pick(s_values);
        var replacement = match.Groups["value"] is { Success: true } group
            ? string.Concat(match.Value.AsSpan(0, group.Index - match.Index), value, match.Value.AsSpan(group.Index - match.Index + group.Length))
            : chance.In(1, 2) ? "" : match.Value + match.Value;
        return Encoding.UTF8.GetBytes(string.Concat(xml.AsSpan(0, match.Index), replacement, xml.AsSpan(match.Index + match.Length)));
    }

    [GeneratedRegex("""[\w:]+="(?<value>[^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Attribute();

    [GeneratedRegex(">(?<value>[^<>]+)<")]
    private static partial Regex Text();

    [GeneratedRegex(@"<(\w+)[^<>]*>[^<>]*</\1>")]
    private static partial Regex Leaf();
}
