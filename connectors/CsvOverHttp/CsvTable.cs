using System.Text;

namespace IntegrationHub.Connectors.CsvOverHttp;

/// <summary>One row as received, line end included, with the line on which it begins; not closed where a quotation never ends.</summary>
internal sealed record CsvRow(ReadOnlyMemory<byte> Bytes, IReadOnlyList<string> Fields, int Line, bool Closed);

/// <summary>
/// A CSV cut into rows without losing a byte (RFC 4180; comma, semicolon or tab). It is cut as bytes: in UTF-8, GB18030 and the
/// single-byte code pages none of the separators occurs within a character.
/// </summary>
internal sealed record CsvTable(ReadOnlyMemory<byte> HeaderBytes, IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Position of a column; -1 where there is none.</summary>
    public int Column(string name) => Header.ToList().FindIndex(h => string.Equals(h, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Cuts an answer.</summary>
    public static CsvTable Read(ReadOnlyMemory<byte> body, string? charset)
    {
        var encoding = EncodingOf(charset, body);
        var head = body.Span.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? body[..end] : body;
        var separator = ",;\t"u8.ToArray().MaxBy(s => head.Span.Count(s));
        var rows = new List<CsvRow>();
        for (int at = 0, line = 1; at < body.Length;)
        {
            var row = Row(body[at..], separator, encoding, line);
            line += row.Bytes.Span.Count((byte)'\n');
            at += row.Bytes.Length;
            if (row.Fields is not [""])
            {
                rows.Add(row);
            }
        }

        return rows is [var header, .. var data]
            ? new CsvTable(header.Bytes, [.. header.Fields.Select(f => f.Trim().TrimStart('\uFEFF').Trim())], data)
            : new CsvTable(default, [], []);
    }

    private static CsvRow Row(ReadOnlyMemory<byte> rest, byte separator, Encoding encoding, int line)
    {
        var span = rest.Span;
        var fields = new List<string>();
        var (from, quoted, at) = (0, false, 0);
        for (; at < span.Length; at++)
        {
            if (span[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (span[at] == separator || span[at] is (byte)'\n' or (byte)'\r'))
            {
                fields.Add(Value(span[from..at], encoding));
                from = at + 1;
                if (span[at] != separator)
                {
                    at += span[at] == '\r' && at + 1 < span.Length && span[at + 1] == '\n' ? 2 : 1;
                    return new CsvRow(rest[..at], fields, line, true);
                }
            }
        }

        fields.Add(Value(span[Math.Min(from, span.Length)..], encoding));
        return new CsvRow(rest, fields, line, !quoted);
    }

    private static string Value(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = encoding.GetString(bytes).Trim();
        return text is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    private static Encoding EncodingOf(string? charset, ReadOnlyMemory<byte> body)
    {
        try
        {
            var named = charset is { Length: > 0 } ? CodePagesEncodingProvider.Instance.GetEncoding(charset.Trim('"')) ?? Encoding.GetEncoding(charset.Trim('"')) : null;
            return named ?? (System.Text.Unicode.Utf8.IsValid(body.Span) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!);
        }
        catch (ArgumentException)
        {
            // A charset that nobody knows: what the bytes look like decides.
            return EncodingOf(null, body);
        }
    }
}
