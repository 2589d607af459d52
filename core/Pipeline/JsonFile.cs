using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Pipeline;

/// <summary>What a file that came without saying so holds, where it is JSON: orders, or something that is named in a finding.</summary>
/// <param name="Refusal">Why it holds no orders; null where it does.</param>
internal sealed record JsonFile(Finding? Refusal)
{
    private const int HeadBytes = 1 << 20;
    private const int MostNames = 8;
    private const int MostCharacters = 40;

    /// <summary>Looks at the beginning; null where it is no JSON at all.</summary>
    public static JsonFile? Look(SpooledDocument bytes)
    {
        var head = Head(bytes);
        if (head.AsSpan().StartsWith("\uFEFF"u8))
        {
            return Look(head.AsSpan(3), head.Length == bytes.Size);
        }

        var start = head.AsSpan().TrimStart(" \t\r\n"u8);
        if (start.Length > 0 && start[0] is (byte)'{' or (byte)'[')
        {
            return Look(head, head.Length == bytes.Size);
        }

        return IsUtf16(head) ? new JsonFile(PipelineFindings.JsonNotOrders.At(null, null, "its text is UTF-16, not UTF-8", "其文本为 UTF-16，而非 UTF-8")) : null;
    }

    private static JsonFile? Look(ReadOnlySpan<byte> json, bool isWhole)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(json, isWhole, default);
        try
        {
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return null;
            }

            if (reader.TokenType == JsonTokenType.StartArray && (!reader.Read() || reader.TokenType != JsonTokenType.StartObject))
            {
                return OfArray(ref reader);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                names.Add(name);
                var isRead = reader.Read();
                if (name is "orderNumber" or "lines" || (name == "schema" && isRead && reader.TokenType == JsonTokenType.String
                    && reader.GetString()!.StartsWith("order/", StringComparison.Ordinal)))
                {
                    return new JsonFile((Finding?)null);
                }

                if (!isRead || !reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return names.Count == 0 ? null : new JsonFile(Unreadable(broken));
        }

        var listed = string.Join(", ", names.Take(MostNames).Select(Short)) + (names.Count > MostNames ? " …" : "");
        return new JsonFile(names.Count == 0
            ? PipelineFindings.JsonNotOrders.At(null, null, "an object without members", "一个没有成员的对象")
            : PipelineFindings.JsonNotOrders.At(null, null, $"an object with the members {listed}", $"一个对象，成员为 {listed}"));
    }

    // A line of a text table may well begin with a bracket: only what is an array to its end is one.
    private static JsonFile? OfArray(ref Utf8JsonReader reader)
    {
        var (en, zh) = reader.TokenType switch
        {
            JsonTokenType.EndArray => ("an empty array", "一个空数组"),
            JsonTokenType.Number => ("an array of numbers", "一个数字数组"),
            JsonTokenType.String => ("an array of texts", "一个文本数组"),
            JsonTokenType.StartArray => ("an array of arrays", "一个数组的数组"),
            _ => ("an array of something else than objects", "一个数组，但元素不是对象"),
        };
        while (reader.Read())
        {
        }

        return new JsonFile(PipelineFindings.JsonNotOrders.At(null, null, en, zh));
    }

    private static Finding Unreadable(Exception broken)
    {
        var fault = broken as JsonException;
        var place = string.Create(CultureInfo.InvariantCulture, $"{(fault?.LineNumber ?? 0) + 1}:{(fault?.BytePositionInLine ?? 0) + 1}");
        return PipelineFindings.JsonUnreadable.At(place, null, broken.Message);
    }

    private static bool IsUtf16(ReadOnlySpan<byte> head)
    {
        var encoding = head.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode : head.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
        if (encoding is null)
        {
            return false;
        }

        var text = encoding.GetString(head[2..Math.Min(head.Length & ~1, 1024)]).TrimStart();
        return text.StartsWith('{') && text.AsSpan(1).TrimStart().StartsWith("\"", StringComparison.Ordinal);
    }

    private static string Short(string name) => name.Length <= MostCharacters ? name : name[..MostCharacters] + "…";

    private static byte[] Head(SpooledDocument bytes)
    {
        if (bytes.Bytes is { } all && all.Length <= HeadBytes)
        {
            return all;
        }

        using var content = bytes.Open();
        var first = content.ReadByte();
        if (first is not ('{' or '[' or ' ' or '\t' or '\r' or '\n' or 0xEF or 0xFE or 0xFF))
        {
            return [];
        }

        var head = new byte[HeadBytes];
        head[0] = (byte)first;
        return head[..(1 + content.ReadAtLeast(head.AsSpan(1), HeadBytes - 1, throwOnEndOfStream: false))];
    }
}
