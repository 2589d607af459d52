using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationHub.Connectors.Protocols.Json;

/// <summary>Cuts values out of a JSON answer as they were received, byte by byte.</summary>
internal static class JsonSlices
{
    /// <summary>The elements of the array at that path, or the one object that stands there; empty where there is nothing.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> At(ReadOnlyMemory<byte> json, params ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(json.Span);
        var slices = new List<ReadOnlyMemory<byte>>();
        reader.Read();
        foreach (var name in path)
        {
            if (!Enter(ref reader, name))
            {
                return slices;
            }
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            slices.Add(Slice(json, ref reader));
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                slices.Add(Slice(json, ref reader));
            }
        }

        return slices;
    }

    /// <summary>
    /// The text with control characters inside strings written as escapes, as some platforms forget to; the same memory where there are
    /// none. Null where the text is not UTF-8.
    /// </summary>
    public static ReadOnlyMemory<byte>? Mended(ReadOnlyMemory<byte> json)
    {
        var text = json.Span;
        if (!Utf8.IsValid(text))
        {
            return null;
        }

        ArrayBufferWriter<byte>? mended = null;
        var (inString, from) = (false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (inString && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                inString = !inString;
            }
            else if (inString && text[i] < ' ')
            {
                mended ??= new ArrayBufferWriter<byte>(text.Length + 16);
                mended.Write(text[from..i]);
                mended.Write(System.Text.Encoding.ASCII.GetBytes($"\\u{(int)text[i]:x4}"));
                from = i + 1;
            }
        }

        mended?.Write(text[from..]);
        return mended?.WrittenMemory ?? json;
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
